"""Corpora: the labelled paragraphs that ship, and the means to check, count, build and label one's own."""

from nlp.corpora.building import Built, build
from nlp.corpora.checking import Check, Demands, check
from nlp.corpora.counting import Stats, stats
from nlp.corpora.drafts import Draft, dump_drafts, read_drafts
from nlp.corpora.duplicates import Pair, Text, near_duplicates
from nlp.corpora.kappa import Agreement, agreement
from nlp.corpora.labelled import SPLITS, Labelled, Split, rows
from nlp.corpora.loading import load
from nlp.corpora.placed import placed_rows
from nlp.corpora.splits import split_of, split_of_body

__all__ = [
    "SPLITS",
    "Agreement",
    "Built",
    "Check",
    "Demands",
    "Draft",
    "Labelled",
    "Pair",
    "Split",
    "Stats",
    "Text",
    "agreement",
    "build",
    "check",
    "dump_drafts",
    "load",
    "near_duplicates",
    "placed_rows",
    "read_drafts",
    "rows",
    "split_of",
    "split_of_body",
    "stats",
]
