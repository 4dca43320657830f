"""`python -m nlp.cli` is `xxgk`."""

import sys

from nlp.cli import main

if __name__ == "__main__":
    sys.exit(main())
