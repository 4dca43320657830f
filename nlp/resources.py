"""Where the files that ship with the package lie: beside it in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

DEFAULT_MODEL = "themes"  # the tagger that is taken where none is named

_PACKAGE = Path(__file__).parent


def resource(path: str) -> Path:
    """A shipped file or folder, by its path in the repository.

    Args:
        path: such as 'corpora/lexicon.txt' or 'models/baseline'.

    Returns:
        The path on disk; it exists only if the file ships.
    """
    packed = _PACKAGE / "_data" / path
    return packed if packed.exists() else _PACKAGE.parent / path
