"""What validation counts while a run goes on."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.metrics import f1_score

from nlp.themes.encoder import ASPECT_COLUMN, THEME_COLUMNS

FIGURES = ("macro_f1", "accuracy", "accepted", "aspect_accuracy")


def figures(prediction: Any) -> dict[str, float]:
    """`FIGURES` of a `transformers.EvalPrediction`, 0 to 1: the first two of the primary theme, the third with those of `also`."""
    logits, (themes, accepted, aspects) = prediction.predictions, prediction.label_ids
    if isinstance(logits, (tuple, list)):
        logits = logits[0]
    gold, said = np.argmax(themes, axis=1), np.argmax(logits[:, THEME_COLUMNS], axis=1)
    told = aspects >= 0
    aspects_right = (logits[told, ASPECT_COLUMN] > 0) == (aspects[told] > 0)
    found = (
        f1_score(gold, said, average="macro"),
        np.mean(gold == said),
        np.mean(accepted[np.arange(len(said)), said] > 0),
        np.mean(aspects_right) if len(aspects_right) else 1.0,
    )
    return dict(zip(FIGURES, map(float, found), strict=True))
