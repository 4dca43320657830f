"""The BERT tagger: recipes, training, distillation, averaging, export. Needs the extra `train`.

Importing this package is cheap; torch and transformers are imported when a run begins.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nlp.errors import TrainingError

if TYPE_CHECKING:
    from nlp.training.encoder.export import Exported, Precision
    from nlp.training.encoder.run import Metrics

__all__ = ["export", "train"]


def train(recipe: Path, run: Path) -> Metrics:
    """Does what a recipe says. A run that was killed goes on from its last checkpoint, to the same result.

    Args:
        recipe: a YAML file, see docs/training.md.
        run: the folder of the run, made anew or gone on with.

    Returns:
        What validation reaches at the end, by view (with headings, without), then by figure, 0 to 1; of pre-training
            the loss on texts kept back, as `kept_back`.

    Raises:
        TrainingError: E501 to E503 the data are unusable, E509 the extra `train` is not installed, E515 the recipe is not of
            the form, E516 the encoder cannot be loaded, E517 the folder holds a run of another recipe.
    """
    try:
        from nlp.training.encoder.averaging import average
        from nlp.training.encoder.distillation import distil
        from nlp.training.encoder.pretraining import pretrain
        from nlp.training.encoder.recipe import read_recipe
        from nlp.training.encoder.run import train_from_labels
    except ImportError as error:
        raise TrainingError("E509", package=error.name or "torch", extra="train") from error
    told = read_recipe(recipe)
    objectives = {"themes": train_from_labels, "distillation": distil, "pretraining": pretrain, "averaging": average}
    return objectives[told.objective](told, run)


def export(run: Path, out: Path, precision: Precision = "int8") -> Exported:
    """Writes the model folder of a run; see `nlp.training.encoder.export.export`.

    Raises:
        TrainingError: E509 the extra `train` is not installed, and as there.
    """
    try:
        from nlp.training.encoder.export import export as written
    except ImportError as error:
        raise TrainingError("E509", package=error.name or "torch", extra="train") from error
    return written(run, out, precision)
