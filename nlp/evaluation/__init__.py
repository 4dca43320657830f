"""Evaluation: analyses against gold, taggers against labelled paragraphs, and errors planted in clean reports."""

from nlp.evaluation.comparison import Comparison, compare, comparison_dict
from nlp.evaluation.data import Measured, gold_rows, measured_rows
from nlp.evaluation.gold import GoldReport, load_gold, read_gold, write_gold
from nlp.evaluation.reports import Evaluation, evaluate, evaluate_folder
from nlp.evaluation.scoring import Score, Tally, score
from nlp.evaluation.seeded import Outcome, false_alarms, outcome
from nlp.evaluation.seeding import KINDS, is_clean, seed_errors, write_seeded
from nlp.evaluation.themes import ThemeSheet, evaluate_themes

__all__ = [
    "KINDS",
    "Comparison",
    "Evaluation",
    "GoldReport",
    "Measured",
    "Outcome",
    "Score",
    "Tally",
    "ThemeSheet",
    "compare",
    "comparison_dict",
    "evaluate",
    "evaluate_folder",
    "evaluate_themes",
    "false_alarms",
    "gold_rows",
    "is_clean",
    "load_gold",
    "measured_rows",
    "outcome",
    "read_gold",
    "score",
    "seed_errors",
    "write_gold",
    "write_seeded",
]
