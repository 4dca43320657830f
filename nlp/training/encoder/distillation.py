"""Distillation: a smaller network learns what a trained one says, of labelled and of unlabelled text.

The student starts from some of the teacher's layers. Its loss is that of the labels, the divergence of the two models'
softened probabilities (Hinton et al. 2015, arXiv:1503.02531), and the distance between their vectors of a passage.
"""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import numpy as np
from datasets import concatenate_datasets
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from nlp.corpora import Labelled
from nlp.errors import TrainingError
from nlp.segment import sentences
from nlp.themes.encoder import ACCEPTED_COLUMNS, ASPECT_COLUMN, OUTPUTS, THEME_COLUMNS
from nlp.themes.encoding import Layout
from nlp.themes.scores import softmax
from nlp.themes.tagger import Passage, Tagger
from nlp.themes.taxonomy import THEMES
from nlp.training.baseline import fit_calibrated
from nlp.training.encoder.examples import examples, learnt_from, splits_of, unlabelled_examples
from nlp.training.encoder.network import ThemeNetwork, with_layers
from nlp.training.encoder.recipe import Recipe, Teacher, Unlabelled
from nlp.training.encoder.run import Metrics, ask, fit, keep_tokens, load_run, prepare

ANSWERS_FILE = "answers.npy"

_LEAST = 1e-6  # of a probability, so that it has a logarithm


class StudentNetwork(ThemeNetwork):
    """A network that is also held to what its teacher says."""

    teacher: Teacher

    def loss(
        self, logits: Tensor, pooled: Tensor, themes: Tensor, accepted: Tensor, aspects: Tensor, **taught: Tensor
    ) -> Tensor:
        """The loss of the labels, and of the distance to the teacher where `taught` has `said` and `vector`."""
        of_labels = self.loss_of_labels(logits, themes, accepted, aspects)
        if not taught:
            return of_labels
        said, vector, soft = taught["said"], taught["vector"], self.teacher.temperature
        of_theme = soft**2 * nn.functional.kl_div(
            (logits[:, THEME_COLUMNS] / soft).log_softmax(dim=1),
            (said[:, THEME_COLUMNS] / soft).softmax(dim=1),
            reduction="batchmean",
        )
        of_accepted = nn.functional.binary_cross_entropy_with_logits(
            logits[:, ACCEPTED_COLUMNS], said[:, ACCEPTED_COLUMNS].sigmoid()
        )
        of_aspect = nn.functional.binary_cross_entropy_with_logits(logits[:, ASPECT_COLUMN], said[:, ASPECT_COLUMN].sigmoid())
        of_teacher = of_theme + self.weights.accepted * of_accepted * len(THEMES) + self.weights.aspect * of_aspect
        distance = nn.functional.mse_loss(pooled, vector) / vector.square().mean()
        share = self.teacher.weight
        return (1 - share) * of_labels + share * of_teacher + self.teacher.likeness * distance


def distil(recipe: Recipe, run: Path) -> Metrics:
    """Trains a student; see `nlp.training.encoder.train`."""
    taught_by = cast(Teacher, recipe.teacher)
    prepare(recipe, run)
    teacher, tokenizer, layout = load_run(taught_by.run)
    begun = _begun(taught_by, teacher.heads.in_features)
    keep_tokens(tokenizer, layout, run)
    splits = splits_of(recipe.data)
    seen = learnt_from(splits, recipe)
    more = unlabelled_passages(splits.train, taught_by.unlabelled, recipe.seed) * recipe.schedule.epochs
    passages = [*(row.passage for row in seen), *more]
    asked = {passage: place for place, passage in enumerate(dict.fromkeys(passages))}
    answers = _answers(teacher, list(asked), tokenizer, layout, run / ANSWERS_FILE)
    if taught_by.linear:
        linear = fit_calibrated(splits.train, splits.validation)
        answers[:, THEME_COLUMNS] = mixed_scores(answers[:, THEME_COLUMNS], linear, list(asked), taught_by.linear)
    answers = answers[[asked[passage] for passage in passages]]
    labelled = examples(seen, tokenizer, layout, recipe.loss.also)
    whole = concatenate_datasets([labelled, unlabelled_examples(more, tokenizer, layout)])
    whole = whole.add_column("said", list(answers[:, :OUTPUTS])).add_column("vector", list(answers[:, OUTPUTS:]))
    student = StudentNetwork(begun.encoder, recipe.loss)
    student.teacher = taught_by
    student.heads.load_state_dict(begun.heads.state_dict())
    return fit(student, recipe, run, whole, splits, tokenizer, layout)


def _begun(taught_by: Teacher, size: int) -> ThemeNetwork:
    """The network that the student starts from: the teacher cut to some of its layers, or that of a run.

    Raises:
        TrainingError: E516 there is none, no such layer, or its vectors are not of the teacher's size.
    """
    source = taught_by.start or taught_by.run
    begun, _, _ = load_run(source)
    try:
        with_layers(begun.encoder, taught_by.layers)
    except ValueError as error:
        raise TrainingError("E516", str(source), why=str(error)) from error
    found = begun.heads.in_features
    if found != size:
        raise TrainingError("E516", str(source), why=f"its vectors have {found} numbers, the teacher's {size}")
    return begun


def unlabelled_passages(labelled: Sequence[Labelled], wanted: Unlabelled, seed: int) -> list[Passage]:
    """Text for the teacher to label: sentences of labelled paragraphs, half of them under their headings, and prose.

    Raises:
        TrainingError: E501 the prose cannot be read.
    """
    choice = random.Random(seed)  # noqa: S311 - not a secret, only repeatable
    cut = [
        Passage(span.of(row.passage.text), row.passage.section if choice.random() < 0.5 else ())
        for row in labelled
        for spans in [sentences(row.passage.text)]
        if len(spans) > 1
        for span in spans
    ]
    prose = [Passage(text) for text in read_prose(wanted)] if wanted.prose else []
    return [
        *choice.sample(cut, min(wanted.sentences, len(cut))),
        *choice.sample(prose, min(wanted.paragraphs, len(prose))),
    ]


def read_prose(wanted: Unlabelled) -> Iterator[str]:
    """The texts of a .jsonl or .jsonl.xz file that are of the kinds wanted.

    Raises:
        TrainingError: E501 it cannot be read.
    """
    path = cast(Path, wanted.prose)
    try:
        with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                told = json.loads(line)
                if not wanted.kinds or told.get("kind") in wanted.kinds:
                    yield str(told["text"])
    except (OSError, ValueError, KeyError, lzma.LZMAError) as error:
        raise TrainingError("E501", str(path), why=str(error)) from error


def mixed_scores(
    scores: NDArray[np.float32], linear: Tagger, passages: Sequence[Passage], share: float
) -> NDArray[np.float32]:
    """Scores of the themes whose softmax is a mean of the softmax of `scores` and of what another tagger says."""
    other = np.array([list(tag.scores.values()) for tag in linear.tag(passages)])
    mean = (1 - share) * softmax(scores) + share * other
    return np.log(np.maximum(mean, _LEAST)).astype(np.float32)


def _answers(
    teacher: ThemeNetwork, passages: Sequence[Passage], tokenizer: Tokenizer, layout: Layout, kept: Path
) -> NDArray[np.float32]:
    """What `ask` finds, kept for a run that is gone on with."""
    if not kept.exists():
        part = kept.with_suffix(".part.npy")
        np.save(part, ask(teacher, passages, tokenizer, layout))
        part.replace(kept)
    return cast("NDArray[np.float32]", np.load(kept))
