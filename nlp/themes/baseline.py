"""The baseline tagger: TF-IDF and two linear models, one for the theme, one for the aspect of `problems`.

The weights are numpy arrays in a skops archive. They are scored here without scikit-learn: importing it takes longer
than tagging a report, and its own objects would tie a model file to one of its versions.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from nlp.errors import ModelError
from nlp.labels import Aspect, ModelInfo, Theme
from nlp.themes.features import Vocabulary, features
from nlp.themes.manifest import checked_file
from nlp.themes.scores import softmax
from nlp.themes.tagger import Passage, Tag
from nlp.themes.taxonomy import THEMES

MODEL_FILE = "model.skops"


@dataclass(frozen=True, slots=True)
class LinearTagger:
    """A `Tagger` over TF-IDF features.

    Attributes:
        info: name and version.
        vocabulary: the features it knows.
        weights, offsets: of the themes in the order of `THEMES`, float32, shapes (8, features) and (8,).
        temperature: divides the theme scores, so that the probabilities are calibrated.
        aspect_weights, aspect_offset: positive where a problem is told, negative for an improvement; shape (features,).
    """

    info: ModelInfo
    vocabulary: Vocabulary
    weights: NDArray[np.float32]
    offsets: NDArray[np.float32]
    temperature: float
    aspect_weights: NDArray[np.float32]
    aspect_offset: float

    def tag(self, passages: Sequence[Passage]) -> list[Tag]:
        """One tag a passage, in order."""
        return [self._tag(passage) for passage in passages]

    def _tag(self, passage: Passage) -> Tag:
        columns, values = self.vocabulary.vector(features(passage))
        vector = np.asarray(values, dtype=np.float32)
        at = np.asarray(columns, dtype=np.intp)
        probabilities = softmax((self.weights[:, at] @ vector + self.offsets) / self.temperature)
        scores: dict[str, float] = {theme: float(p) for theme, p in zip(THEMES, probabilities, strict=True)}
        theme = cast(Theme, max(scores, key=scores.__getitem__))
        aspect: Aspect | None = None
        if theme == "problems":
            aspect = "problem" if float(self.aspect_weights[at] @ vector) + self.aspect_offset > 0 else "improvement"
        return Tag(theme, aspect, scores[theme], scores)


def load_baseline(folder: Path, manifest: Mapping[str, Any]) -> LinearTagger:
    """The tagger in a model folder.

    Args:
        folder: holds `MODEL_FILE`.
        manifest: what its manifest says.

    Raises:
        ModelError: E302 the file is absent, is not the one the manifest names, or does not hold what it should.
    """
    content = checked_file(folder, MODEL_FILE, manifest)
    try:
        arrays = read_arrays(content)
        names = arrays["vocabulary"].tobytes().decode("utf-8").split("\n")
        tagger = LinearTagger(
            info=ModelInfo(str(manifest["name"]), str(manifest["version"])),
            vocabulary=Vocabulary({name: column for column, name in enumerate(names)}, arrays["idf"]),
            weights=arrays["weights"],
            offsets=arrays["offsets"],
            temperature=float(arrays["temperature"][0]),
            aspect_weights=arrays["aspect_weights"],
            aspect_offset=float(arrays["aspect_offset"][0]),
        )
    except (KeyError, ValueError, TypeError, IndexError, zipfile.BadZipFile) as error:
        raise ModelError("E302", str(folder), why=f"{MODEL_FILE} does not hold a baseline: {error}") from error
    wide = len(names)
    if (
        tagger.weights.shape != (len(THEMES), wide)
        or tagger.aspect_weights.shape != (wide,)
        or tagger.vocabulary.idf.shape != (wide,)
    ):
        raise ModelError("E302", str(folder), why=f"the arrays of {MODEL_FILE} do not fit together")
    return tagger


def read_arrays(content: bytes) -> dict[str, NDArray[Any]]:
    """The numpy arrays of a skops archive that holds a dict of arrays.

    Such an archive is a zip of .npy files and a `schema.json` that names them; `skops.io.load` gives the same, but
    imports scikit-learn. Nothing in it can run code: arrays of objects are refused.

    Raises:
        ValueError, KeyError, zipfile.BadZipFile: it is not such an archive.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        entries = json.loads(archive.read("schema.json"))["content"]
        return {
            name: np.load(BytesIO(archive.read(entry["file"])), allow_pickle=False) for name, entry in entries.items()
        }
