"""Corpora: the labelled paragraphs that ship, and the means to check, count, build and label one's own."""

from nlp.corpora.building import Built, build
from nlp.corpora.checking import Check, Demands, check
from nlp.corpora.counting import Stats, stats
from nlp.corpora.drafts import Draft, dump_drafts, read_drafts
from nlp.corpora.duplicates import Pair, Text, near_duplicates
from nlp.corpora.labelled import SPLITS, Labelled, Split, rows
from nlp.corpora.splits import split_of, split_of_body

__all__ = [
    "SPLITS",
    "Built",
    "Check",
    "Demands",
    "Draft",
    "Labelled",
    "Pair",
    "Split",
    "Stats",
    "Text",
    "build",
    "check",
    "dump_drafts",
    "near_duplicates",
    "read_drafts",
    "rows",
    "split_of",
    "split_of_body",
    "stats",
]
