"""What was tried to make the tagger right on real reports: python benchmarks/trials.py SHARED [--only NAME]... [-o SHEET]

SHARED is the folder that holds base-model/ and corpora/; ../shared if left out. Each trial is a training run that differs from
the first in one thing; all start from four layers of the base, see each paragraph twice, and are measured on validation (macro-F1)
and on the real reports that are kept for testing (accepted theme). Runs lie under scratch/trials: a trial that has ended is not run
again, one that was killed goes on. The last two need runs/teacher.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from sheets import sheet_parser, there, write_sheet

from nlp.corpora import Labelled, rows
from nlp.corpora.headings import weak_label
from nlp.evaluation.data import measured_rows
from nlp.evaluation.themes import ThemeSheet, evaluate_themes
from nlp.readers import read
from nlp.segment import segment
from nlp.themes import load
from nlp.training.encoder import export, train

ROOT = Path(__file__).parents[1]
SCRATCH = ROOT / "scratch" / "trials"
CORPUS, REAL = ROOT / "corpora" / "themes", ROOT / "corpora" / "real"
CONTEXT = 60  # characters of the paragraph before, its end
LATER = "u"  # batches that were not there when the first trial was run; without them all can be compared
JOINED = 1500  # paragraphs put together

Change = Callable[[Sequence[Labelled], Path], Sequence[Labelled]]


@dataclass(frozen=True)
class Trial:
    """One thing that is done otherwise.

    Attributes:
        what: in words.
        recipe: parts of the recipe that differ from the first trial's.
        before: a recipe that is run first, whose encoder this one starts from.
        real: what is done to real paragraphs, those to learn from and those to be measured on; None leaves them as they are.
        learnt: likewise, only those to learn from.
    """

    what: str
    recipe: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)
    real: Change | None = None
    learnt: Change | None = None


def with_the_paragraph_before(found: Sequence[Labelled], reports: Path) -> list[Labelled]:
    """The end of the paragraph before stands as one more heading."""
    before: dict[tuple[str, str], str] = {}
    for name in {row.id.rpartition(":")[0] for row in found}:
        texts = [paragraph.text for paragraph in segment(read(reports / name)).paragraphs]
        before |= {(name, text): last[-CONTEXT:] for last, text in pairwise(texts)}
    return [
        replace(row, passage=replace(row.passage, section=(*row.passage.section, said) if said else row.passage.section))
        for row in found
        for said in [before.get((row.id.rpartition(":")[0], row.passage.text), "")]
    ]


def with_weak_labels(found: Sequence[Labelled], _: Path) -> list[Labelled]:
    """What the headings say instead of what people said; paragraphs whose headings say nothing are left out."""
    told = [(row, weak_label(row.passage.section, row.passage.text)) for row in found]
    return [replace(row, theme=weak.theme, also=(), aspect=weak.aspect) for row, weak in told if weak is not None]


def nothing(_: Sequence[Labelled], __: Path) -> list[Labelled]:
    """No real paragraph."""
    return []


PROSE = {"kinds": ["work_report", "policy", "notice", "other"]}
STUDENT = {"base": None, "layers": None, "objective": "distillation"}
TAUGHT = {"run": "runs/teacher", "layers": [0, 1, 2, 3], "unlabelled": {"sentences": 0, "paragraphs": 0}}

TRIALS: Mapping[str, Trial] = {
    "plain": Trial("labels alone; headings kept, dropped, replaced: 0.5, 0.35, 0.15"),
    "kept": Trial("headings always its own", {"headings": {"kept": 1.0, "dropped": 0.0, "replaced": 0.0}}),
    "invented": Trial("no real paragraphs", learnt=nothing),
    "weak": Trial("real paragraphs with the weak labels of their headings", learnt=with_weak_labels),
    "joined": Trial(f"{JOINED} more paragraphs, put together from sentences of those learnt from", {"data": {"joined": JOINED}}),
    "before": Trial(f"the last {CONTEXT} characters of the paragraph before, where there is one", {"lengths": {"window": 256, "headings": 64}}, real=with_the_paragraph_before),
    "pretrained": Trial(
        "further pre-training first: masked words of 3,755 paragraphs, 2,000 sentences, 2,000 paragraphs of other official prose",
        before={"objective": "pretraining", "unlabelled": {"sentences": 2000, "paragraphs": 2000, **PROSE}, "schedule": {"epochs": 1, "batch_size": 16, "learning_rate": 2e-4, "evaluations": 2}},
    ),
    "taught": Trial("a teacher of twelve layers", {**STUDENT, "teacher": TAUGHT}),
    "mixed": Trial("the teacher and the linear baseline, half and half", {**STUDENT, "teacher": {**TAUGHT, "linear": 0.5}}),
}


def main() -> int:
    parser = sheet_parser(__doc__)
    parser.add_argument("--only", action="append", choices=tuple(TRIALS))
    arguments = parser.parse_args()
    if not there(arguments.shared / "base-model", arguments.shared / "corpora"):
        return 2
    found = {name: run(name, TRIALS[name], arguments.shared) for name in arguments.only or TRIALS}
    write_sheet(sheet(found), arguments.output)
    return 0


def run(name: str, trial: Trial, shared: Path) -> list[ThemeSheet]:
    """Validation and the real reports, each with headings and without."""
    reports, folder = shared / "corpora" / "annual_reports", SCRATCH / name
    folder.mkdir(parents=True, exist_ok=True)
    labels, bodies = REAL / "themes.jsonl", REAL / "training_bodies.txt"
    learnt: Sequence[Labelled] = measured_rows(labels, reports, bodies=bodies).rows
    kept: Sequence[Labelled] = measured_rows(labels, reports, except_bodies=bodies).rows
    for change in (trial.real, trial.learnt):
        learnt = change(learnt, reports) if change else learnt
    kept = trial.real(kept, reports) if trial.real else kept
    own = [row for row in rows(CORPUS) if row.batch[0] not in LATER]
    write_corpus([*own, *(replace(row, split="train") for row in learnt)], folder / "corpus.jsonl")
    told = {
        "schema": "xxgk-recipe/1",
        "name": name,
        "objective": "themes",
        "base": str(shared / "base-model"),
        "layers": [0, 1, 2, 3],
        "data": {"corpus": str(folder / "corpus.jsonl")},
        "schedule": {"epochs": 2, "batch_size": 16, "learning_rate": 2e-4, "evaluations": 2},
    }
    if trial.before:
        unlabelled = {**trial.before["unlabelled"], "prose": str(shared / "corpora" / "gov_text.jsonl.xz")}
        made = trained(folder / "before", {**told, **trial.before, "unlabelled": unlabelled})
        told |= {"base": str(made / "encoder"), "layers": None}
    made = trained(folder / "run", {**told, **trial.recipe, "data": {**told["data"], **trial.recipe.get("data", {})}})
    if not (folder / "model" / "manifest.json").exists():
        export(made, folder / "model", "fp32")
    tagger = load(str(folder / "model"))
    validation = measured_rows(CORPUS, split="validation").rows
    return [evaluate_themes(tagger, part, headings) for part in (validation, kept) for headings in (True, False)]


def trained(folder: Path, recipe: Mapping[str, Any]) -> Path:
    """The folder of a run that has ended."""
    file = folder.with_suffix(".yaml")
    file.write_text(yaml.safe_dump({key: value for key, value in recipe.items() if value is not None}), encoding="utf-8")
    if not (folder / "ended").exists():
        train(file, folder)
        (folder / "ended").touch()
    return folder


def write_corpus(found: Sequence[Labelled], path: Path) -> None:
    """As a corpus."""
    lines = [
        {
            "id": row.id, "body": row.body, "kind": row.kind, "year": row.year, "section": row.passage.section, "text": row.passage.text,
            "theme": row.theme, "also": row.also, "aspect": row.aspect, "batch": row.batch, "split": row.split,
        }
        for row in found
    ]  # fmt: skip
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def sheet(found: Mapping[str, Sequence[ThemeSheet]]) -> Iterator[str]:
    """The Markdown, line by line."""
    yield from ("# What was tried for real reports", "", f"`python benchmarks/trials.py{''.join(f' --only {name}' for name in found)} -o benchmarks/trials.md`", "")
    yield "Four layers of the base, two passes, in full precision; each figure with headings / without. One run each: differences of"
    yield "under two points are within what another seed gives. The aspect counts a paragraph not found among the problems as wrong."
    yield from ("", "| trial | validation, macro-F1 | real, accepted | real, macro-F1 | real, aspect |", "|---|---|---|---|---|")
    for name, sheets in found.items():
        validation, real = sheets[:2], sheets[2:]
        figures = (
            [one.macro_f1 for one in validation],
            [one.accuracy_with_also for one in real],
            [one.macro_f1 for one in real],
            [one.aspect_accuracy or 0.0 for one in real],
        )
        yield f"| {TRIALS[name].what} | {' | '.join(' / '.join(f'{figure:.3f}' for figure in both) for both in figures)} |"


if __name__ == "__main__":
    sys.exit(main())
