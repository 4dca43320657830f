"""Trains the baseline tagger.

    python -m nlp.training.baseline --data corpora/themes --labels corpora/real/themes.jsonl --reports DIR

DIR holds the real reports that the labels name; without --reports the corpus alone is learnt from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from nlp.corpora import Labelled
from nlp.corpora import rows as corpus_rows
from nlp.corpora.labelled import corpus_sha256
from nlp.evaluation.calibration import expected_calibration_error, reliability
from nlp.evaluation.data import measured_rows
from nlp.labels import ModelInfo
from nlp.themes.baseline import MODEL_FILE, LinearTagger
from nlp.themes.features import Vocabulary, features
from nlp.themes.manifest import MANIFEST_SCHEMA, hashes, write_manifest
from nlp.themes.scores import softmax
from nlp.themes.tagger import Passage
from nlp.themes.taxonomy import THEMES
from nlp.training.temperature import fitted_temperature

NAME = "baseline"
VERSION = "1.0.0"

FOLDS = 5
STRENGTH = 8.0  # scikit-learn's C: the inverse of the regularisation
SEEN_IN = 2  # a feature is kept if it stands in this many paragraphs
BALANCE = 0.5  # of the themes in training: 0 as frequent as they come, 1 all alike
MISLED = 0.1  # share of paragraphs that are also seen under the headings of another one
SEED = 20190415  # the day the amended regulation was published; any number would do
TEMPERATURES = np.linspace(0.2, 3.0, 141)
DATE = (1980, 1, 1, 0, 0, 0)  # of every entry in the archive: the same data gives the same bytes


def train_baseline(data: Path, out: Path, real: Sequence[Labelled] = ()) -> dict[str, Any]:
    """Trains on a corpus and writes a model folder.

    Figures and the temperature come from cross-validation in which a body's paragraphs stay together. What names itself part
    of the test split was written for testing and is not learnt.

    Args:
        data: a corpus as `nlp.corpora.rows` takes it.
        out: the model folder; created, its model and manifest replaced.
        real: labelled paragraphs of real reports to learn from as well.

    Returns:
        The manifest.

    Raises:
        TrainingError: E501 to E503 the corpus is unusable.
    """
    own = [row for row in corpus_rows(data) if row.split != "test"]
    rows = [*own, *real]
    check = cross_validate(rows)
    tagger = replace(fit(rows), temperature=check.temperature)
    content = archive(tagger)
    manifest: dict[str, Any] = {
        "schema": MANIFEST_SCHEMA,
        "kind": "linear",
        "name": NAME,
        "version": VERSION,
        "files": hashes({MODEL_FILE: content}),
        "themes": list(THEMES),
        "features": len(tagger.vocabulary.index),
        "training": {
            "paragraphs": len(own),
            "bodies": len({row.body for row in own}),
            "sha256": corpus_sha256(data),
            "real": {
                "paragraphs": len(real),
                "bodies": sorted({row.body for row in real}),
                "sha256": _sha256(real),
            },
        },
        "scores": [
            {
                "name": name,
                "value": round(value, 4),
                "command": f"python -m nlp.training.baseline --data {data.as_posix()}" + (" --reports DIR" if real else ""),
            }
            for name, value in check.scores.items()
        ],
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / MODEL_FILE).write_bytes(content)
    write_manifest(out, manifest)
    return manifest


def real_rows(labels: Path, reports: Path, bodies: Path) -> tuple[Labelled, ...]:
    """The labelled paragraphs of real reports that may be trained on, under their headings.

    Args:
        labels: as `nlp.corpora.placed_rows` takes them.
        reports: the folder of the files that they name.
        bodies: a file that names the bodies that may be trained on, one a line; all others are for testing only.

    Raises:
        TrainingError: E501, E502 labels or files are unusable, E531 no paragraph is of these bodies.
    """
    return measured_rows(labels, reports, bodies=bodies).rows


def _sha256(rows: Sequence[Labelled]) -> str:
    """Of texts, headings and labels, in order."""
    told = [[row.passage.text, row.passage.section, row.theme, row.also, row.aspect] for row in rows]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf-8")).hexdigest()


def fit(rows: Sequence[Labelled]) -> LinearTagger:
    """A tagger fitted to rows, its temperature 1.

    Each paragraph is seen under its own headings and under none, and some also under those of another paragraph:
    headings are used where they stand, not needed, and not believed against the text.
    """
    cache = _Features()
    vocabulary = _vocabulary(rows, cache)
    seen = list(_with_other_headings(rows))
    themes = list(THEMES)
    theme_model = _linear(
        _matrix([row.passage for row in seen], vocabulary, cache), [themes.index(row.theme) for row in seen]
    )
    told = [row for row in seen if row.aspect is not None]
    aspect_model = _linear(
        _matrix([row.passage for row in told], vocabulary, cache), [int(row.aspect == "problem") for row in told]
    )
    return LinearTagger(
        info=ModelInfo(NAME, VERSION),
        vocabulary=vocabulary,
        weights=theme_model.coef_.astype(np.float32),
        offsets=theme_model.intercept_.astype(np.float32),
        temperature=1.0,
        aspect_weights=aspect_model.coef_[0].astype(np.float32),
        aspect_offset=float(np.float32(aspect_model.intercept_[0])),
    )


def fit_calibrated(learnt: Sequence[Labelled], validation: Sequence[Labelled]) -> LinearTagger:
    """A tagger fitted to some rows, its temperature to others."""
    tagger = fit(learnt)
    said = tagger.tag([row.passage for row in validation])
    scores = np.log([list(tag.scores.values()) for tag in said])
    gold = np.array([list(THEMES).index(row.theme) for row in validation])
    return replace(tagger, temperature=fitted_temperature(scores, gold))


@dataclass(frozen=True, slots=True)
class CrossValidation:
    """What cross-validation by body found.

    Attributes:
        temperature: the divisor of the scores that makes the probabilities of held-out paragraphs most likely.
        scores: a figure by name, 0 to 1. 'accepted' counts a theme of `also` as right, as devset/score.py does.
    """

    temperature: float
    scores: Mapping[str, float]


def cross_validate(rows: Sequence[Labelled]) -> CrossValidation:
    """Measures `fit` on bodies it has not seen, with the headings and without them."""
    themes = list(THEMES)
    held: list[Labelled] = []
    logits: dict[str, list[NDArray[Any]]] = {"with": [], "without": []}
    aspects: list[bool] = []
    groups = [row.body for row in rows]
    for train, test in GroupKFold(FOLDS).split(groups, groups=groups):
        tagger = fit([rows[i] for i in train])
        for row in (rows[i] for i in test):
            held.append(row)
            bare = Passage(row.passage.text)
            logits["with"].append(_scores(tagger, row.passage))
            logits["without"].append(_scores(tagger, bare))
            if row.aspect is not None:
                at, vector = _columns(tagger, bare)
                told = float(tagger.aspect_weights[at] @ vector) + tagger.aspect_offset > 0
                aspects.append(told == (row.aspect == "problem"))
    gold = np.array([themes.index(row.theme) for row in held])
    scores: dict[str, float] = {}
    for name, found in logits.items():
        guess = np.argmax(np.array(found), axis=1)
        accepted = [row.theme == themes[g] or themes[g] in row.also for row, g in zip(held, guess, strict=True)]
        scores[f"accuracy_{name}_headings"] = float(np.mean(guess == gold))
        scores[f"accepted_{name}_headings"] = float(np.mean(accepted))
        scores[f"macro_f1_{name}_headings"] = float(f1_score(gold, guess, average="macro"))
    scores["aspect_accuracy_without_headings"] = float(np.mean(aspects))
    both, twice = np.array(logits["with"] + logits["without"]), np.concatenate([gold, gold])
    temperature = min(TEMPERATURES, key=lambda t: _surprise(both / t, twice))
    probabilities = softmax(both / temperature)
    bins = reliability(probabilities.max(axis=1), probabilities.argmax(axis=1) == twice)
    scores["calibration_error"] = expected_calibration_error(bins)
    return CrossValidation(float(temperature), scores)


def archive(tagger: LinearTagger) -> bytes:
    """The tagger as a skops archive of plain arrays; the same tagger gives the same bytes."""
    names = sorted(tagger.vocabulary.index, key=tagger.vocabulary.index.__getitem__)
    arrays = {
        "vocabulary": np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8),
        "idf": tagger.vocabulary.idf,
        "weights": tagger.weights,
        "offsets": tagger.offsets,
        "temperature": np.array([tagger.temperature]),
        "aspect_weights": tagger.aspect_weights,
        "aspect_offset": np.array([tagger.aspect_offset]),
    }
    written = BytesIO()
    skops.io.dump(arrays, written)
    return _without_addresses(written.getvalue(), list(arrays))


def _without_addresses(content: bytes, names: Sequence[str]) -> bytes:
    """skops names entries by memory addresses, which differ in each run: they are named by their keys instead."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        schema = json.loads(old.read("schema.json"))
        for name in names:
            entry = schema["content"][name]
            new.writestr(zipfile.ZipInfo(f"{name}.npy", DATE), old.read(entry["file"]), zipfile.ZIP_DEFLATED)
            entry["file"] = f"{name}.npy"
        _number_nodes(schema, {})
        new.writestr(zipfile.ZipInfo("schema.json", DATE), json.dumps(schema, indent=2), zipfile.ZIP_DEFLATED)
    return result.getvalue()


def _number_nodes(node: Any, numbers: dict[int, int]) -> None:
    if isinstance(node, dict):
        if "__id__" in node:
            node["__id__"] = numbers.setdefault(node["__id__"], len(numbers))
        for child in node.values():
            _number_nodes(child, numbers)
    elif isinstance(node, list):
        for child in node:
            _number_nodes(child, numbers)


class _Features(dict[Passage, dict[str, list[str]]]):
    """Features by passage: cutting words is the slow part, and every text is needed several times."""

    def __missing__(self, passage: Passage) -> dict[str, list[str]]:
        if passage.section:
            text, headings = self[Passage(passage.text)], features(Passage("", passage.section))
            found = {**text, "heading": headings["heading"]}
        else:
            found = features(passage)
        self[passage] = found
        return found


def _vocabulary(rows: Sequence[Labelled], cache: _Features) -> Vocabulary:
    holding: dict[str, int] = {}
    for row in rows:
        for block in cache[row.passage].values():
            for name in set(block):
                holding[name] = holding.get(name, 0) + 1
    kept = sorted(name for name, count in holding.items() if count >= SEEN_IN)
    idf = np.array([log((1 + len(rows)) / (1 + holding[name])) + 1 for name in kept], dtype=np.float32)
    return Vocabulary({name: column for column, name in enumerate(kept)}, idf)


def _with_other_headings(rows: Sequence[Labelled]) -> Iterator[Labelled]:
    choice = random.Random(SEED)  # noqa: S311 - not a secret, only repeatable
    paths = [row.passage.section for row in rows if row.passage.section]
    for row in rows:
        yield row
        yield replace(row, passage=Passage(row.passage.text))
        if paths and choice.random() < MISLED:
            yield replace(row, passage=Passage(row.passage.text, choice.choice(paths)))


def _matrix(passages: Sequence[Passage], vocabulary: Vocabulary, cache: _Features) -> csr_matrix:
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for passage in passages:
        at, vector = vocabulary.vector(cache[passage])
        columns += at
        values += vector
        ends.append(len(columns))
    shape = (len(passages), len(vocabulary.index))
    return csr_matrix((np.array(values), np.array(columns), np.array(ends)), shape=shape)


def _linear(matrix: csr_matrix, labels: Sequence[int]) -> LogisticRegression:
    counts = Counter(labels)
    even = len(labels) / len(counts)
    weights = {label: (even / count) ** BALANCE for label, count in counts.items()}
    return LogisticRegression(C=STRENGTH, max_iter=2000, class_weight=weights).fit(matrix, labels)


def _columns(tagger: LinearTagger, passage: Passage) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    columns, values = tagger.vocabulary.vector(features(passage))
    return np.asarray(columns, dtype=np.intp), np.asarray(values, dtype=np.float32)


def _scores(tagger: LinearTagger, passage: Passage) -> NDArray[Any]:
    at, vector = _columns(tagger, passage)
    scores: NDArray[Any] = tagger.weights[:, at] @ vector + tagger.offsets
    return scores


def _surprise(logits: NDArray[Any], gold: NDArray[Any]) -> float:
    """Mean negative log likelihood."""
    return float(-np.mean(np.log(softmax(logits)[np.arange(len(gold)), gold] + 1e-12)))


def main(arguments: Sequence[str] | None = None) -> None:
    """The command: trains, writes the folder, prints the manifest's scores."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training.baseline", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("corpora/themes"), help="a folder of .jsonl files")
    parser.add_argument("--out", type=Path, default=Path("models/baseline"), help="the model folder to write")
    parser.add_argument("--reports", type=Path, help="a folder of real reports to learn from as well")
    parser.add_argument("--labels", type=Path, default=Path("corpora/real/themes.jsonl"), help="their labels")
    parser.add_argument(
        "--bodies", type=Path, default=Path("corpora/real/training_bodies.txt"), help="those that may be trained on"
    )
    options = parser.parse_args(arguments)
    real = real_rows(options.labels, options.reports, options.bodies) if options.reports else ()
    for score in train_baseline(options.data, options.out, real)["scores"]:
        print(f"{score['name']} {score['value']}")


if __name__ == "__main__":
    main()
