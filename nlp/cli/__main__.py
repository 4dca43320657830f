"""`python -m nlp.cli` is `xxgk`."""

import sys

from nlp.cli import main

sys.exit(main())
