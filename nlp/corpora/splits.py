"""Train, validation and test: by body, so that what one clerk writes every year is never on two sides."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from nlp.corpora.labelled import Labelled, Split

SALT = "xxgk-corpus/1"  # another salt is another split: figures could no longer be compared
_TRAIN, _VALIDATION = 80, 90  # of a hundred: train ends, validation ends


def split_of(row: Labelled) -> Split:
    """The side of a row: the one it names, else that of its body."""
    return row.split or split_of_body(row.body)


def split_of_body(body: str) -> Split:
    """The side of a body: a salted hash of its name, so that a body that is added moves no other.

    >>> split_of_body("石梁县人民政府") == split_of_body("石梁县人民政府")
    True
    """
    place = int.from_bytes(hashlib.sha256(f"{SALT}\0{body}".encode()).digest()[:8]) % 100
    if place < _TRAIN:
        return "train"
    return "validation" if place < _VALIDATION else "test"


def assign(bodies: Iterable[str], alike: Iterable[tuple[str, str]]) -> Mapping[str, Split]:
    """A side for each body; bodies that share near-duplicates go to one side.

    Args:
        bodies: names.
        alike: pairs of bodies that have near-duplicates in common.

    >>> sides = assign(["甲县", "乙县", "丙县"], [("甲县", "乙县")])
    >>> sides["甲县"] == sides["乙县"]
    True
    """
    leader = {body: body for body in bodies}

    def find(body: str) -> str:
        while leader[body] != body:
            body = leader[body]
        return body

    for first, second in alike:
        low, high = sorted((find(first), find(second)))
        leader[high] = low
    return {body: split_of_body(find(body)) for body in leader}
