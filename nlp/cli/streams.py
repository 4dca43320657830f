"""Files in and out of the commands: '-' is a standard stream."""

from __future__ import annotations

import sys
from pathlib import Path

from nlp.errors import ReadError

STANDARD = "-"


class UsageError(Exception):
    """What was asked for cannot be done, whatever the input holds."""


def read_bytes(file: str) -> bytes:
    """The bytes of a file, or of standard input for '-'.

    Raises:
        ReadError: E101 no such file, E102 it cannot be opened, E103 it is a directory.
    """
    if file == STANDARD:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except FileNotFoundError:
        raise ReadError("E101", file) from None
    except IsADirectoryError:
        raise ReadError("E103", file) from None
    except (OSError, ValueError) as error:
        raise ReadError("E102", file, why=error) from error


def write(content: str | bytes, out: str | None) -> None:
    """Write text (as UTF-8) or bytes to a file, or to standard output for None and '-'.

    Raises:
        UsageError: the file cannot be written, or bytes would go to a terminal.
    """
    if out is None or out == STANDARD:
        if isinstance(content, str):
            sys.stdout.write(content)
        elif sys.stdout.isatty():
            raise UsageError("this format is binary: name a file with -o")
        else:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        return
    try:
        Path(out).write_bytes(content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content)
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}") from error
