"""Where inputs lie: on a disk, or at a URL that fsspec knows (s3://, gs://, hdfs://, https://, file://, memory://).

Whatever a remote file system raises comes out of here as an `OSError`, as it would be of a disk.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from glob import has_magic
from typing import IO, Any, TypeVar, cast

from nlp.errors import ScoringError

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")

T = TypeVar("T")


def is_url(path: str) -> bool:
    """Whether it names a place by a protocol; a drive's letter is none.

    >>> is_url("s3://reports/2024/a.docx"), is_url("C:/reports"), is_url("reports/a.docx")
    (True, False, False)
    """
    return _URL.match(path) is not None


def below(url: str) -> Iterator[str]:
    """The files that a URL names: itself, all below it if it is a folder, what fits it if it is a pattern; by name.

    Raises:
        ScoringError: E401 fsspec is not installed, E402 there is no such protocol here, or nothing has this name.
    """
    system, path = _system(url)
    try:
        roots = sorted(_asked(system.glob, path)) if has_magic(path) else [path] * _asked(system.exists, path)
    except OSError as error:
        raise ScoringError("E402", url, what=str(error)) from error
    if not roots:
        raise ScoringError("E402", url, what="nothing has this name or fits this pattern")
    seen: set[str] = set()
    for root in roots:
        for file in sorted(_asked(system.find, root)):
            if file not in seen:
                seen.add(file)
                yield str(system.unstrip_protocol(file))


def size(path: str) -> int:
    """Bytes of a file, -1 where a server does not say.

    Raises:
        OSError: it is not there, or cannot be asked.
    """
    if not is_url(path):
        return os.stat(path).st_size
    system, inner = _system(path)
    told = _asked(system.size, inner)
    return -1 if told is None else int(told)


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """A file for reading, from any place in it.

    Raises:
        OSError: it cannot be opened or read.
    """
    if not is_url(path):
        with open(path, "rb") as file:
            yield file
        return
    system, inner = _system(path)
    with _asked(partial(system.open, mode="rb"), inner) as remote:
        yield cast("IO[bytes]", remote)


def _system(url: str) -> tuple[Any, str]:
    """The file system of a URL, and what it calls the place."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise ScoringError("E401", package="fsspec", extra="score") from error
    try:
        system, path = url_to_fs(url)
    except (ImportError, ValueError) as error:  # its driver is not installed, or there is none
        raise ScoringError("E402", url, what=str(error)) from error
    return system, str(path)


def _asked(question: Callable[[str], T], path: str) -> T:
    """Drivers raise errors of their own (botocore's, for one) where a disk raises an `OSError`."""
    try:
        return question(path)
    except OSError:
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error
