"""Corpora: the labelled paragraphs that ship, and the means to check, count, build and label one's own."""

from nlp.corpora.counting import Stats, stats
from nlp.corpora.labelled import SPLITS, Labelled, Split, rows
from nlp.corpora.splits import split_of, split_of_body

__all__ = ["SPLITS", "Labelled", "Split", "Stats", "rows", "split_of", "split_of_body", "stats"]
