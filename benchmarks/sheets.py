"""What the scripts that measure on the shared folder have in common: its path, and the sheet that they write."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared"


def sheet_parser(description: str | None) -> argparse.ArgumentParser:
    """A parser of SHARED and -o; a script adds what it has besides."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("-o", "--output", type=Path)
    return parser


def there(*folders: Path) -> bool:
    """Whether all folders exist; those that do not are named on standard error."""
    absent = [folder for folder in folders if not folder.is_dir()]
    for folder in absent:
        print(f"there is no folder {folder}", file=sys.stderr)
    return not absent


def write_sheet(lines: Iterable[str], output: Path | None) -> None:
    """Prints the lines, and writes them if there is a file for them."""
    text = "\n".join(lines) + "\n"
    print(text)
    if output:
        output.write_text(text, encoding="utf-8")
