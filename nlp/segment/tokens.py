"""Words: jieba with the lexicon of the field, loaded when first needed."""

from __future__ import annotations

import logging
import os
import re
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from nlp.resources import resource

LEXICON = "corpora/lexicon.txt"

# jieba splits '1,234' and '12.5%', and numbers carry the meaning of a report: they are taken out first.
_NUMBER = re.compile(
    r"""
    [0-9０-９]+
    (?:[,，][0-9０-９]{3}(?![0-9０-９]))*   # 1,234
    (?:[.．][0-9０-９]+)?                   # 12.5
    [%％‰]?                                # 95%
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"\w")
# jieba's time grows with the square of a stretch without punctuation; no sentence has one this long.
_LONGEST_STRETCH = re.compile(r"[\u4e00-\u9fd5]{300}")
_LOCK = threading.Lock()


def words(text: str) -> list[str]:
    """The words of a text in order, numbers whole, punctuation and white space left out.

    The first call loads jieba and the lexicon (about a second; later processes read jieba's own cache from a folder
    that belongs to the user alone). Safe to call from several threads.

    >>> words("全年依申请公开1,234件")
    ['全年', '依申请公开', '1,234', '件']
    """
    tokenizer = _tokenizer()
    found: list[str] = []
    place = 0
    for number in _NUMBER.finditer(text):
        found += _cut(tokenizer, text[place : number.start()])
        found.append(number.group())
        place = number.end()
    found += _cut(tokenizer, text[place:])
    return [word for word in found if _WORD.search(word)]


def _cut(tokenizer: Any, text: str) -> list[str]:
    found: list[str] = []
    place = 0
    for stretch in _LONGEST_STRETCH.finditer(text):
        found += tokenizer.lcut(text[place : stretch.end()])
        place = stretch.end()
    found += tokenizer.lcut(text[place:])
    return found


def _tokenizer() -> Any:
    with _LOCK:
        return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it imports pkg_resources and has escapes that newer Pythons warn of
        import jieba

    jieba.setLogLevel(logging.ERROR)  # it prints its loading time to standard error
    tokenizer = jieba.Tokenizer()
    with _private_folder() as folder:
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
    with resource(LEXICON).open("rb") as lexicon:  # given a path, jieba leaves the file open
        tokenizer.load_userdict(lexicon)
    return tokenizer


@contextmanager
def _private_folder() -> Iterator[str]:
    """A folder that only this user can write, for the time of loading.

    jieba keeps its dictionary as a marshal file under a fixed name; in a shared folder another user could plant one.
    Where the user's own cache cannot be used, the dictionary is built anew in a folder that is then removed.
    """
    root = os.environ.get("XDG_CACHE_HOME")
    folder = (Path(root) if root else Path.home() / ".cache") / "xxgk-nlp"
    if _is_private(folder):
        yield str(folder)
    else:
        with tempfile.TemporaryDirectory(prefix="xxgk-nlp-") as temporary:
            yield temporary


def _is_private(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.stat()
    except OSError:  # a home that is read-only or not there
        return False
    own = not hasattr(os, "getuid") or (state.st_uid == os.getuid() and not state.st_mode & 0o022)
    return own and os.access(folder, os.W_OK)
