"""Taggers in one run on the same texts: speed, memory, cold start."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from nlp.bench.cold_start import ColdStart, cold_starts, xxgk
from nlp.bench.contenders import CHECKPOINT_KINDS
from nlp.bench.passages import sample, with_sentences
from nlp.bench.ratios import Ratio, ratio_of
from nlp.bench.rounds import Timing, run_rounds
from nlp.themes.tagger import Passage

SEED = 20190415
BARE = ("onnxruntime", "tokenizers")  # what a cold start of an encoder cannot do without
_PACKAGES = ("numpy", "onnxruntime", "tokenizers", "torch", "transformers")
_LINE = "全年新收政府信息公开申请32件，均按期答复。\n"


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and when it ran; `load` is the load average before the first round, which makes every figure worse."""

    date: str
    python: str
    system: str
    processor: str
    cpus: int
    load: float
    packages: dict[str, str]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What came of a run.

    Attributes:
        machine: where and when.
        paragraphs, texts: how many paragraphs, and how many texts they make with their sentences.
        characters: of a text: the 10th, 50th and 90th percentile and the longest.
        headings: whether texts came with the headings above them.
        timings: of each contender; the first is the one the others are held against.
        faster: how many times as fast the first is as each, in the order of `timings`.
        cold: of `xxgk tag` on one line with each tagger and, last, of Python that imports `BARE`, if it can.
        slower: how many times as long each tagger's `xxgk tag` takes as that; empty where it cannot.
    """

    machine: Machine
    paragraphs: int
    texts: int
    characters: tuple[int, int, int, int]
    headings: bool
    timings: tuple[Timing, ...]
    faster: tuple[Ratio, ...]
    cold: tuple[ColdStart, ...]
    slower: tuple[Ratio, ...]


def bench(
    models: Sequence[str],
    paragraphs: Sequence[Passage],
    checkpoints: Sequence[Path] = (),
    *,
    most: int = 200,
    headings: bool = False,
    rounds: int = 7,
    turns: int = 7,
    seed: int = SEED,
) -> Benchmark:
    """Race taggers, and checkpoints of transformers in three ways, over the same texts.

    Args:
        models: names or folders of taggers, the one to hold the others against first; at least one.
        paragraphs: to choose from.
        checkpoints: folders as transformers loads them.
        most: how many paragraphs at most; their sentences are texts as well.
        headings: whether the texts come with the headings above them.
        rounds: how often each contender runs, once more before that does not count.
        turns: the same for cold starts; 0 leaves them out.
        seed: of the choice of paragraphs and the order in each round.

    Raises:
        XxgkError: a model cannot be loaded (E3xx), torch or transformers are missing (E509), a contender fails (E532).
    """
    machine = _machine()
    chosen = sample(paragraphs, most, seed)
    texts = with_sentences(chosen if headings else [Passage(passage.text) for passage in chosen])
    specs = [f"tagger:{model}" for model in models]
    specs += [f"{kind}:{folder}" for folder in checkpoints for kind in CHECKPOINT_KINDS]
    timings = run_rounds(list(dict.fromkeys(specs)), texts, rounds, seed)
    cold = _cold(models, turns) if turns else ()
    lengths = sorted(len(passage.text) for passage in texts)
    tenth, half, nine_tenths = (lengths[len(lengths) * tenths // 10] for tenths in (1, 5, 9))
    return Benchmark(
        machine=machine,
        paragraphs=len(chosen),
        texts=len(texts),
        characters=(tenth, half, nine_tenths, lengths[-1]),
        headings=headings,
        timings=timings,
        faster=tuple(ratio_of(timing.seconds, timings[0].seconds) for timing in timings),
        cold=cold,
        slower=tuple(ratio_of(one.seconds, cold[-1].seconds) for one in cold[:-1]) if len(cold) > len(models) else (),
    )


def as_dict(found: Benchmark) -> dict[str, object]:
    """A run as plain lists, dictionaries, strings and numbers, the seconds of every round among them."""
    return asdict(found)


def _cold(models: Sequence[str], turns: int) -> tuple[ColdStart, ...]:
    bare = f"import {', '.join(BARE)}"
    with tempfile.TemporaryDirectory() as folder:
        line = Path(folder) / "line.txt"
        line.write_text(_LINE, encoding="utf-8")
        commands = [
            (f"`xxgk tag --model {Path(model).name}`, one line", xxgk("tag", "--model", model, str(line)))
            for model in models
        ]
        if all(find_spec(name) for name in BARE):
            commands.append((f'`python -c "{bare}"`', [sys.executable, "-c", bare]))
        return cold_starts(commands, turns)


def _machine() -> Machine:
    return Machine(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        processor=_processor(),
        cpus=os.cpu_count() or 1,
        load=round(os.getloadavg()[0], 1),
        packages={name: found for name in _PACKAGES if (found := _version(name))},
    )


def _processor() -> str:
    """Its name; Python knows it on some systems only."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
