"""From what the user names to items, one after another, in a fixed order and never all at once."""

from __future__ import annotations

import glob
import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

from nlp.errors import ReadError, ScoringError
from nlp.readers import Limits
from nlp.scoring.archives import is_archive, members
from nlp.scoring.item import Item, Refused
from nlp.scoring.places import below, is_url, opened, size
from nlp.scoring.texts import is_dataset, texts

LIST = "@"
_LITTER = {"thumbs.db", "desktop.ini", "__macosx"}  # beside dot files and Office's locks (~$…)
_FETCHED_AHEAD = 16  # files at URLs; a store answers each after some hundredths of a second, and many at a time


def items(inputs: Iterable[str | os.PathLike[str]], limits: Limits) -> Iterator[Item | Refused]:
    """Every report that the inputs name.

    Args:
        inputs: each a file, a folder (with all below it), a pattern (`**` goes down), an archive (zip, tar, tar.gz,
            tar.bz2, tar.xz), a dataset of texts (.parquet, .jsonl), or '@' and a file that lists such inputs, one a line.
            Any of them but the list may be a URL that fsspec knows.
        limits: size and inflation of each file and of each member of an archive.

    Yields:
        Items in the order of the inputs, within a folder by name; what cannot be read as a `Refused`.

    Raises:
        ScoringError, ReadError: as `check`.
    """
    for way, group in groupby(paths(inputs), _way):
        if way == "archive":
            for path in group:
                yield from members(path, limits)
        elif way == "dataset":
            for path in group:
                yield from texts(path, limits)
        elif way == "remote":
            yield from _fetched(group, limits)
        else:
            for path in group:
                yield _file(path, limits)


def check(inputs: Iterable[str | os.PathLike[str]]) -> None:
    """Sees that each input holds something, before a long run begins; a file that a list names may be missing.

    Raises:
        ScoringError: E402 an input matches nothing.
        ReadError: E101, E102 a list cannot be opened.
    """
    for given in inputs:
        if next(paths([given]), None) is None:
            raise ScoringError("E402", os.fspath(given), what="there is no file in it")


def paths(inputs: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """The files that the inputs name, archives and datasets not opened, named as the user wrote them."""
    for given in inputs:
        name = os.fspath(given)
        if name.startswith(LIST) and not os.path.lexists(name):
            for listed in _listed(name.removeprefix(LIST)):
                yield from _named_in_a_list(listed)
        elif is_url(name):
            yield from (url for url in below(name) if not any(map(_is_litter, url.split("/"))))
        elif os.path.isdir(name):
            yield from _below(name)
        elif os.path.lexists(name):
            yield _plain(name)
        else:
            yield from _matches(name)


def _listed(file: str) -> Iterator[str]:
    try:
        with open(file, encoding="utf-8-sig") as lines:
            for line in lines:
                if (name := line.strip()) and not name.startswith("#"):
                    yield name
    except FileNotFoundError as error:
        raise ReadError("E101", file) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError("E102", file, why=str(error)) from error


def _named_in_a_list(name: str) -> Iterator[str]:
    """What is not there becomes a reject when it comes to it, unless it is a pattern."""
    if os.path.lexists(name) or glob.has_magic(name):
        yield from paths([name])
    elif is_url(name):
        try:
            yield from paths([name])
        except ScoringError:
            yield name
    else:
        yield _plain(name)


def _matches(pattern: str) -> Iterator[str]:
    found = sorted(glob.glob(pattern, recursive=True))
    if not found:
        raise ScoringError("E402", pattern, what="nothing has this name or fits this pattern")
    below: str | None = None
    for name in found:  # with '**' a folder and what is below it both match: each file once
        if below is not None and name.startswith(below):
            continue
        if os.path.isdir(name):
            below = os.path.join(name, "")
            yield from _below(name)
        elif not _is_litter(os.path.basename(name)):
            yield _plain(name)


def _below(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_litter(name))
        for name in sorted(files):
            if not _is_litter(name):
                yield _plain(os.path.join(root, name))


def _is_litter(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _LITTER


def _plain(path: str) -> str:
    return Path(os.path.normpath(path)).as_posix()


def _way(path: str) -> str:
    return "archive" if is_archive(path) else "dataset" if is_dataset(path) else "remote" if is_url(path) else "file"


def _fetched(urls: Iterable[str], limits: Limits) -> Iterator[Item | Refused]:
    """Files at URLs in their order, some of which are fetched while the one before is at work."""
    threads = ThreadPoolExecutor(_FETCHED_AHEAD, "xxgk-fetch")
    ahead: deque[Future[Item | Refused]] = deque()
    try:
        for url in urls:
            ahead.append(threads.submit(_remote, url, limits))
            if len(ahead) > _FETCHED_AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
    finally:
        threads.shutdown(cancel_futures=True)


def _remote(url: str, limits: Limits) -> Item | Refused:
    try:
        length = size(url)
        if length > limits.size:
            return Refused(url, ReadError("E105", url, size=length, limit=limits.size))
        with opened(url) as file:
            return Item(url, "file", file.read(limits.size + 1))  # of those that do not tell, the reader sees the size
    except FileNotFoundError:
        return Refused(url, ReadError("E101", url))
    except OSError as error:
        return Refused(url, ReadError("E102", url, why=error.strerror or str(error)))


def _file(path: str, limits: Limits) -> Item | Refused:
    """A file's bytes; the readers' own messages for what cannot be opened."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device could be read for ever
            return Refused(path, ReadError("E102", path, why="it is not a regular file"))
        if status.st_size > limits.size:
            return Refused(path, ReadError("E105", path, size=status.st_size, limit=limits.size))
        with open(path, "rb") as file:
            return Item(path, "file", file.read(limits.size + 1))
    except FileNotFoundError:
        return Refused(path, ReadError("E101", path))
    except OSError as error:
        return Refused(path, ReadError("E102", path, why=error.strerror or str(error)))
