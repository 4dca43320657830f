"""From a run to a model folder: ONNX graph, tokenizer, manifest with scores, and what eight bits changed.

Temperature and thresholds are fitted on the validation split, with headings and without; the test split is only scored.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score
from tokenizers import Tokenizer

from nlp.corpora import Labelled
from nlp.corpora.labelled import corpus_sha256
from nlp.errors import TrainingError
from nlp.evaluation.data import measured_rows
from nlp.evaluation.themes import evaluate_themes
from nlp.themes.encoder import (
    ACCEPTED_COLUMNS,
    FILES,
    GRAPH_FILE,
    THEME_COLUMNS,
    TOKENIZER_FILE,
    Calibration,
    EncoderTagger,
    load_encoder,
)
from nlp.themes.encoding import Layout
from nlp.themes.manifest import MANIFEST_SCHEMA, hashes, write_manifest
from nlp.themes.plain import plain
from nlp.themes.scores import sigmoid
from nlp.themes.tagger import Passage
from nlp.themes.taxonomy import THEMES
from nlp.training.encoder.examples import Splits, splits_of
from nlp.training.encoder.graph import quantise, settle, write_graph
from nlp.training.encoder.network import ThemeNetwork
from nlp.training.encoder.recipe import Recipe
from nlp.training.encoder.run import RECIPE_FILE, load_run
from nlp.training.temperature import fitted_temperature

Precision = Literal["int8", "fp32"]

FLIPS_FILE = "flips.json"
MOST_LOST = 0.005  # of macro-F1, by going from float32 to eight bits

_THEMES = list(THEMES)


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of an export.

    Attributes:
        manifest: as it stands in the model folder.
        lost: macro-F1 of the test split in float32 less that of what was written, with and without headings.
        flips: paragraphs whose theme is another one than in float32: id, headings, fp32, said, gold.
    """

    manifest: Mapping[str, Any]
    lost: Mapping[str, float]
    flips: Sequence[Mapping[str, Any]]


def export(run: Path, out: Path, precision: Precision = "int8") -> Exported:
    """Writes the model folder of a run.

    Args:
        run: the folder of a run that came to its end.
        out: the model folder; created, its files replaced. It stays as it was where the export is refused.
        precision: 'int8', or 'fp32' which is four times as large.

    Raises:
        TrainingError: E501 to E503 its data are unusable, E516 it holds no network, E518 eight bits lose too much.
    """
    network, tokenizer, layout = load_run(run)
    recipe = _recipe(run)
    splits = splits_of(recipe.data)
    with tempfile.TemporaryDirectory() as scratch:
        folders = _written(Path(scratch), network, tokenizer, layout, splits)
        exact, shipped = (_calibrated(folders[name], recipe, layout, splits.validation) for name in ("fp32", precision))
        lost, flips = _compared(exact, shipped, splits.test)
        (run / FLIPS_FILE).write_text(json.dumps(flips, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        if max(lost.values()) > MOST_LOST:
            raise TrainingError("E518", str(run), lost=f"{max(lost.values()):.4f}", most=MOST_LOST)
        manifest = {
            **_manifest(folders[precision], recipe, layout, shipped, precision),
            "training": _training(recipe, splits),
            "scores": _scores(shipped, recipe, splits),
        }
        out.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copyfile(folders[precision] / name, out / name)
    write_manifest(out, manifest)
    return Exported(manifest, lost, flips)


def _written(
    scratch: Path, network: ThemeNetwork, tokenizer: Tokenizer, layout: Layout, splits: Splits
) -> dict[Precision, Path]:
    """A folder of each precision, with graph, weights and tokenizer."""
    folders: dict[Precision, Path] = {"fp32": scratch / "fp32", "int8": scratch / "int8"}
    texts = [plain(row.passage.text) for part in (splits.train, splits.validation, splits.test) for row in part]
    tokenizer = lean(tokenizer, texts)
    for folder in folders.values():
        folder.mkdir()
        tokenizer.save(str(folder / TOKENIZER_FILE), pretty=False)
    network.encoder.set_attn_implementation("eager")
    fused, eight = scratch / "fused.onnx", scratch / "eight.onnx"
    write_graph(network, fused, layout.window)
    quantise(fused, eight)
    settle(fused, folders["fp32"] / GRAPH_FILE)
    settle(eight, folders["int8"] / GRAPH_FILE)
    return folders


def lean(tokenizer: Tokenizer, texts: Sequence[str]) -> Tokenizer:
    """The tokenizer without its normaliser, if that changes nothing of the texts.

    Reading that of a SentencePiece model takes as long as reading all the rest, and `plain` has been over every text before.
    """
    told = json.loads(tokenizer.to_str())
    without = Tokenizer.from_str(json.dumps({**told, "normalizer": None}, ensure_ascii=False))
    before, after = (one.encode_batch(list(texts), add_special_tokens=False) for one in (tokenizer, without))
    same = all(one.ids == other.ids for one, other in zip(before, after, strict=True))
    return without if same else tokenizer


def _recipe(run: Path) -> Recipe:
    try:
        recipe: Recipe = Recipe.model_validate_json((run / RECIPE_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TrainingError("E516", str(run), why=" ".join(str(error).split())) from error
    return recipe


def _manifest(
    folder: Path, recipe: Recipe, layout: Layout, tagger: EncoderTagger | None, precision: Precision
) -> dict[str, Any]:
    """What `load_encoder` needs; a temperature of 1 before there is a tagger that could be calibrated."""
    return {
        "schema": MANIFEST_SCHEMA,
        "kind": "encoder",
        "name": recipe.name,
        "version": recipe.version,
        "files": hashes({name: (folder / name).read_bytes() for name in FILES}),
        "themes": _THEMES,
        "precision": precision,
        "layout": layout.to_dict(),
        "temperature": round(tagger.calibration.temperature, 4) if tagger else 1.0,
        "also_from": round(tagger.calibration.also, 2) if tagger else 0.5,
    }


def _calibrated(folder: Path, recipe: Recipe, layout: Layout, validation: Sequence[Labelled]) -> EncoderTagger:
    """The tagger in a folder whose graph and tokenizer are there, with what makes its answers on validation most likely."""
    tagger = load_encoder(folder, _manifest(folder, recipe, layout, None, "fp32"))
    both = [*(row.passage for row in validation), *(Passage(row.passage.text) for row in validation)]
    twice = [*validation, *validation]
    scores = tagger.scores(both)
    gold = np.array([_THEMES.index(row.theme) for row in twice])
    accepted = np.array([[theme in row.also for theme in _THEMES] for row in twice])
    return replace(
        tagger,
        calibration=Calibration(
            fitted_temperature(scores[:, THEME_COLUMNS], gold),
            _threshold(scores[:, ACCEPTED_COLUMNS], scores[:, THEME_COLUMNS].argmax(axis=1), accepted),
        ),
    )


def _threshold(scores: NDArray[np.float32], said: NDArray[np.intp], accepted: NDArray[np.bool_]) -> float:
    """The probability from which another theme than the one said counts: the one with the best F1 on `also`."""
    probabilities = sigmoid(scores)
    probabilities[np.arange(len(said)), said] = 0
    steps = [round(0.05 * step, 2) for step in range(4, 20)]
    return max(steps, key=lambda step: f1_score(accepted.ravel(), (probabilities >= step).ravel(), zero_division=0))


def _compared(
    exact: EncoderTagger, shipped: EncoderTagger, rows: Sequence[Labelled]
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """What was lost of macro-F1, and each paragraph that has another theme, with headings and without."""
    lost: dict[str, float] = {}
    flips: list[dict[str, Any]] = []
    for headings in (True, False):
        before, after = (evaluate_themes(tagger, rows, headings) for tagger in (exact, shipped))
        lost["with_headings" if headings else "without_headings"] = before.macro_f1 - after.macro_f1
        flips += [
            {"id": new.row.id, "headings": headings, "fp32": old.tag.theme, "said": new.tag.theme, "gold": new.row.theme}
            for old, new in zip(before.tags, after.tags, strict=True)
            if old.tag.theme != new.tag.theme
        ]
    return lost, flips


def _training(recipe: Recipe, splits: Splits) -> dict[str, Any]:
    """What was learnt from."""
    told = recipe.data.real
    real = measured_rows(told.labels, told.reports, bodies=told.bodies).rows if told else ()
    real = tuple(row for row in real if row.body not in recipe.data.held_out)
    return {
        "recipe": json.loads(recipe.model_dump_json(by_alias=True, exclude_defaults=True)),
        "paragraphs": len(splits.train) - len(real),
        "sha256": corpus_sha256(recipe.data.corpus),
        "real": {"paragraphs": len(real), "bodies": sorted({row.body for row in real})},
    }


def _scores(tagger: EncoderTagger, recipe: Recipe, splits: Splits) -> list[dict[str, Any]]:
    """On the test split and, where they are at hand, on real reports of bodies never learnt from."""
    measured = {"test": splits.test}
    if real := recipe.data.real:
        measured["real"] = measured_rows(real.labels, real.reports, except_bodies=real.bodies).rows
    scores = []
    for name, rows in measured.items():
        for headings in (True, False):
            sheet = evaluate_themes(tagger, rows, headings)
            seen = "with_headings" if headings else "without_headings"
            found = {"macro_f1": sheet.macro_f1, "accepted": sheet.accuracy_with_also, "aspect_accuracy": sheet.aspect_accuracy}
            scores += [
                {"name": f"{name}_{figure}_{seen}", "value": round(value, 4), "n": sheet.n, "command": "xxgk export RUN"}
                for figure, value in found.items()
                if value is not None
            ]
    return scores
