"""The encoder tagger: a fine-tuned BERT run by ONNX Runtime. PyTorch is not needed.

A model folder holds the graph, the tokenizer and the manifest. For each window of tokens the graph gives 17 scores: eight
themes to be compared, eight to be taken each by itself, and the aspect. Its heads are linear over a mean of token vectors,
so the scores of a passage in several windows are their mean, weighted by tokens.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from nlp.errors import ModelError
from nlp.labels import Aspect, ModelInfo
from nlp.themes.encoding import Layout, filled, windows
from nlp.themes.manifest import check_file
from nlp.themes.scores import sigmoid, softmax
from nlp.themes.tagger import Passage, Tag
from nlp.themes.taxonomy import THEMES

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


GRAPH_FILE = "model.onnx"
WEIGHTS_FILE = "model.onnx.data"  # apart from the graph, so that they are mapped into memory and not copied
TOKENIZER_FILE = "tokenizer.json"
FILES = (GRAPH_FILE, WEIGHTS_FILE, TOKENIZER_FILE)

THEME_COLUMNS = slice(0, len(THEMES))  # of the scores: one for each theme, to be compared with each other
ACCEPTED_COLUMNS = slice(len(THEMES), 2 * len(THEMES))  # one for each theme by itself
ASPECT_COLUMN = 2 * len(THEMES)  # positive where a problem is told
OUTPUTS = 2 * len(THEMES) + 1

_THEMES = list(THEMES)

# Tokens in a batch, filling included. A batch should stay in a core's caches: the reports of the suite take 1.2 times as long
# with 1024 and 1.4 times with 2048.
_BUDGET = 256


@dataclass(frozen=True, slots=True)
class Calibration:
    """How scores become probabilities; fitted on validation.

    Attributes:
        temperature: divides the theme scores.
        also: the probability from which another theme counts as acceptable.
    """

    temperature: float
    also: float


@dataclass(frozen=True, slots=True)
class EncoderTagger:
    """A `Tagger` over an ONNX graph.

    Attributes:
        info: name and version.
        session: takes input_ids and attention_mask, int64, shape (windows, tokens); gives scores of shape (windows, 17).
        tokenizer, layout: as of `nlp.themes.encoding.windows`.
        calibration: how scores become probabilities.
        threads: batches that are worked on at the same time, one core each.
    """

    info: ModelInfo
    session: InferenceSession
    tokenizer: Tokenizer
    layout: Layout
    calibration: Calibration
    threads: int

    def tag(self, passages: Sequence[Passage]) -> list[Tag]:
        """One tag a passage, in order."""
        return [self._tag(scores) for scores in self.scores(passages)]

    def scores(self, passages: Sequence[Passage]) -> NDArray[np.float32]:
        """What the graph says of each passage, shape (passages, 17). Windows of like length are run together."""
        cut = windows(passages, self.tokenizer, self.layout)
        owners = [number for number, parts in enumerate(cut) for _ in parts]
        flat = [ids for parts in cut for ids in parts]
        found = np.zeros((len(flat), OUTPUTS), dtype=np.float32)
        batches = list(_batches(flat))
        for batch, rows in zip(batches, self._run(flat, batches), strict=True):
            found[batch] = rows
        sizes = np.array([len(ids) for ids in flat], dtype=np.float32)[:, None]
        sums, tokens = np.zeros((len(cut), OUTPUTS), dtype=np.float32), np.zeros((len(cut), 1), dtype=np.float32)
        np.add.at(sums, owners, found * sizes)
        np.add.at(tokens, owners, sizes)
        return cast("NDArray[np.float32]", sums / np.maximum(tokens, 1))

    def _run(self, flat: Sequence[list[int]], batches: Sequence[list[int]]) -> Iterator[NDArray[np.float32]]:
        def run(batch: list[int]) -> NDArray[np.float32]:
            ids, mask = filled([flat[place] for place in batch], self.layout.pad)
            return cast("NDArray[np.float32]", self.session.run(None, {"input_ids": ids, "attention_mask": mask})[0])

        if self.threads == 1 or len(batches) <= 1:
            yield from map(run, batches)
            return
        from concurrent.futures import ThreadPoolExecutor  # not needed for a line of text, and slow to import

        with ThreadPoolExecutor(self.threads) as pool:
            yield from pool.map(run, batches)

    def _tag(self, scores: NDArray[np.float32]) -> Tag:
        probabilities = softmax(scores[THEME_COLUMNS] / self.calibration.temperature)
        theme = _THEMES[int(probabilities.argmax())]
        aspect: Aspect | None = None
        if theme == "problems":
            aspect = "problem" if scores[ASPECT_COLUMN] > 0 else "improvement"
        accepted = sigmoid(scores[ACCEPTED_COLUMNS])
        also = tuple(
            name for name, p in zip(_THEMES, accepted, strict=True) if p >= self.calibration.also and name != theme
        )
        by_theme: dict[str, float] = {name: float(p) for name, p in zip(_THEMES, probabilities, strict=True)}
        return Tag(theme, aspect, by_theme[theme], by_theme, also)


def load_encoder(folder: Path, manifest: Mapping[str, Any]) -> EncoderTagger:
    """The tagger in a model folder.

    Args:
        folder: holds `FILES`.
        manifest: what its manifest says.

    Raises:
        ModelError: E302 a file is absent, is not the one the manifest names, or does not hold what it should.
    """
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    for name in FILES:
        check_file(folder, name, manifest)
    options = SessionOptions()
    options.intra_op_num_threads = 1  # batches run beside each other, which is faster than one batch on all cores
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.graph_optimization_level = GraphOptimizationLevel.ORT_DISABLE_ALL  # the export has done it
    options.add_session_config_entry("session.disable_prepacking", "1")  # takes longer than it ever saves
    try:
        session = InferenceSession(str(folder / GRAPH_FILE), options, providers=["CPUExecutionProvider"])
        taken = sorted(node.name for node in session.get_inputs())
        given = session.get_outputs()[0].shape[-1]
        if taken != ["attention_mask", "input_ids"] or given != OUTPUTS:
            raise ValueError(f"it takes {', '.join(taken)} and gives {given} scores")
        return EncoderTagger(
            info=ModelInfo(str(manifest["name"]), str(manifest["version"])),
            session=session,
            tokenizer=Tokenizer.from_file(str(folder / TOKENIZER_FILE)),
            layout=Layout.from_dict(manifest["layout"]),
            calibration=Calibration(float(manifest["temperature"]), float(manifest["also_from"])),
            threads=_threads(),
        )
    except Exception as error:  # ONNX Runtime and tokenizers raise exceptions of their own, with no common root
        why = " ".join(str(error).split())
        raise ModelError("E302", str(folder), why=f"it holds no encoder: {why}") from error


def _threads() -> int:
    """The cores that this process may use; OMP_NUM_THREADS, where it is set, says how many it should use."""
    told = os.environ.get("OMP_NUM_THREADS", "")
    if told.isdecimal() and int(told) > 0:
        return int(told)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(flat: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Places of windows, those of like length together, the longest first, so that little is filled up."""
    batch: list[int] = []
    longest = 0
    for place in sorted(range(len(flat)), key=lambda at: -len(flat[at])):
        longest = longest or len(flat[place])
        if batch and longest * (len(batch) + 1) > _BUDGET:
            yield batch
            batch, longest = [], len(flat[place])
        batch.append(place)
    if batch:
        yield batch
