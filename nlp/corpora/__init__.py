"""Corpora: the labelled paragraphs that ship, and the means to check, count, build and label one's own."""

from nlp.corpora.checking import Check, Demands, check
from nlp.corpora.counting import Stats, stats
from nlp.corpora.duplicates import Pair, Text, near_duplicates
from nlp.corpora.labelled import SPLITS, Labelled, Split, rows
from nlp.corpora.splits import split_of, split_of_body

__all__ = [
    "SPLITS",
    "Check",
    "Demands",
    "Labelled",
    "Pair",
    "Split",
    "Stats",
    "Text",
    "check",
    "near_duplicates",
    "rows",
    "split_of",
    "split_of_body",
    "stats",
]
