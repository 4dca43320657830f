"""Recipes: a YAML file that says everything that a training run depends on. models/recipes has those of the shipped model."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from nlp.errors import TrainingError

SCHEMA = "xxgk-recipe/1"

Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]
Count = Annotated[int, Field(ge=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class RealData(_Part):
    """Labelled paragraphs of real reports.

    Attributes:
        labels: by file and character offsets, as `nlp.corpora.placed_rows` takes them.
        reports: the folder of the files that they name.
        bodies: a file that names the bodies to learn from, one a line; all others are left alone.
    """

    labels: Path
    reports: Path
    bodies: Path


class Data(_Part):
    """What is learnt from and what decides when to stop.

    Attributes:
        corpus: as `nlp.corpora.rows` takes it; its splits train, validation and test are kept.
        real: added to the training split.
        held_out: bodies of `real` that are added to the validation split instead.
        joined: so many more paragraphs to learn from, put together from those of the training split, see
            `nlp.training.encoder.joining`.
    """

    corpus: Path
    real: RealData | None = None
    held_out: tuple[str, ...] = ()
    joined: Annotated[int, Field(ge=0)] = 0


class Lengths(_Part):
    """Tokens in a window, and of these for headings at most; see `nlp.themes.encoding.Layout`."""

    window: Count = 256
    headings: Annotated[int, Field(ge=0)] = 32


class Headings(_Part):
    """Under which headings a paragraph is seen in training: its own, none, or those of another paragraph; adds up to 1."""

    kept: Share = 0.5
    dropped: Share = 0.35
    replaced: Share = 0.15

    @model_validator(mode="after")
    def _whole(self) -> Headings:
        if abs(self.kept + self.dropped + self.replaced - 1) > 1e-6:
            raise ValueError("kept, dropped and replaced do not add up to 1")
        return self


class Schedule(_Part):
    """How long and how fast.

    Attributes:
        epochs: how often each paragraph is seen, each time under headings drawn anew.
        batch_size: paragraphs a step.
        learning_rate, weight_decay: of AdamW.
        warmup: share of the steps in which the rate rises; it falls evenly to zero after them.
        evaluations: how often validation macro-F1 is measured and a checkpoint kept, evenly over the run.
        patience: evaluations without a gain after which the run ends.
    """

    epochs: Count = 3
    batch_size: Count = 16
    learning_rate: Positive = 1e-4
    weight_decay: Annotated[float, Field(ge=0)] = 0.01
    warmup: Share = 0.06
    evaluations: Count = 6
    patience: Count = 4


class Loss(_Part):
    """What the parts of the loss weigh.

    Attributes:
        also: share of the target that goes to the other acceptable themes, where there are any.
        accepted: weight of telling all acceptable themes, each by itself.
        aspect: weight of the aspect of `problems`.
    """

    also: Share = 0.15
    accepted: Annotated[float, Field(ge=0)] = 0.3
    aspect: Annotated[float, Field(ge=0)] = 0.3


class Unlabelled(_Part):
    """Text without labels, for distillation and further pre-training.

    Attributes:
        sentences: of the labelled paragraphs, so many at most, drawn at random.
        prose: .jsonl or .jsonl.xz, a field `text` a line.
        kinds: of the prose, only lines whose `kind` is one of these; all where empty.
        paragraphs: of the prose, so many at most, drawn at random.
    """

    sentences: Annotated[int, Field(ge=0)] = 3000
    prose: Path | None = None
    kinds: tuple[str, ...] = ()
    paragraphs: Annotated[int, Field(ge=0)] = 1500


class Teacher(_Part):
    """Whom a student learns from.

    Attributes:
        run: the folder of the teacher's run.
        layers: of the teacher's layers, counted from 0, those that the student starts from.
        start: the folder of a run whose network the student starts from instead, so that it goes on learning.
        temperature: softens the teacher's probabilities and the student's.
        weight: of the teacher's answer against the label, where there is a label.
        likeness: weight of the distance between the two models' vectors of a paragraph.
        linear: share of the teacher's probabilities of the themes that comes from the baseline instead, fitted to the same
            paragraphs: the two err on different ones.
        unlabelled: what the teacher labels for the student.
    """

    run: Path
    layers: tuple[Annotated[int, Field(ge=0)], ...] = ()
    start: Path | None = None
    temperature: Positive = 2.0
    weight: Share = 0.7
    likeness: Annotated[float, Field(ge=0)] = 1.0
    linear: Share = 0.0
    unlabelled: Unlabelled = Unlabelled()

    @model_validator(mode="after")
    def _starts_somewhere(self) -> Teacher:
        if bool(self.layers) == (self.start is not None):
            raise ValueError("a student starts either from layers of its teacher or from a run, the start")
        return self


class Recipe(_Part):
    """A training run.

    Attributes:
        schema: `SCHEMA`, so that a later form is not misread.
        name, version: of the tagger that comes of it.
        objective: 'themes' learns from labels, 'distillation' from labels and a teacher, 'pretraining' to fill in words that
            were masked; 'averaging' takes the mean of the weights of `runs`.
        base: the encoder to start from, a local folder or a hub id; a student starts from its teacher instead.
        layers: of the base, counted from 0, those that are kept; all where empty. A student's stand under `teacher`.
        runs: the folders of the runs that are averaged, two or more.
        report_to: passed through to `transformers.TrainingArguments`.
        seed: of everything that is drawn.
    """

    schema_: Annotated[Literal["xxgk-recipe/1"], Field(alias="schema")]
    name: str
    version: str = "1.0.0"
    objective: Literal["themes", "distillation", "pretraining", "averaging"]
    base: str | None = None
    layers: tuple[Annotated[int, Field(ge=0)], ...] = ()
    data: Data
    lengths: Lengths = Lengths()
    headings: Headings = Headings()
    schedule: Schedule = Schedule()
    loss: Loss = Loss()
    teacher: Teacher | None = None
    unlabelled: Unlabelled | None = None
    runs: tuple[Path, ...] = ()
    report_to: str = "none"
    seed: int = 20190415

    @model_validator(mode="after")
    def _fits(self) -> Recipe:
        if self.objective == "distillation" and self.teacher is None:
            raise ValueError("distillation needs a teacher")
        if self.objective == "averaging" and len(self.runs) < 2:
            raise ValueError("averaging needs two runs or more")
        if self.objective in ("themes", "pretraining") and not self.base:
            raise ValueError(f"the objective {self.objective} needs a base")
        if self.objective == "pretraining" and self.unlabelled is None:
            raise ValueError("pretraining needs unlabelled text")
        return self


def read_recipe(path: Path) -> Recipe:
    """The recipe in a file. Paths in it are taken from the folder in which the run is started.

    Raises:
        TrainingError: E515 it cannot be read, or is not of the form; every fault is named.
    """
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        recipe: Recipe = Recipe.model_validate(told)
    except ValidationError as error:
        raise TrainingError("E515", str(path), why=_faults(error)) from error
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise TrainingError("E515", str(path), why=" ".join(str(error).split())) from error
    return recipe


def _faults(error: ValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, fault['loc'])) or 'recipe'}: {fault['msg']}" for fault in error.errors())
