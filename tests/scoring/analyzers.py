"""Analyzers for tests, named to `nlp.score` as 'tests.scoring.analyzers:NAME': some inputs make them misbehave."""

from __future__ import annotations

import os
import time
from pathlib import Path

from nlp.analysis import Analysis, ModelInfo, Paragraph, ReportFacts, Source
from nlp.pipeline import Analyzer
from nlp.readers import Limits
from nlp.readers import read as read_document

CALLS = "XXGK_TEST_CALLS"  # names a file that gets a line for each call: the process that watches over it, the input


class Plain:
    """One paragraph of each text block, at once; no model is loaded."""

    def __init__(self, model: str, limits: Limits) -> None:
        self._limits = limits

    def analyze(self, source: bytes, name: str | None = None) -> Analysis:
        _called(name)
        document = read_document(source, name, self._limits)
        texts = [getattr(block, "text", "") for block in document.blocks]
        paragraphs = tuple(Paragraph(n, (), text, "other", None, 1.0, {"other": 1.0}, ()) for n, text in enumerate(texts))
        report = ReportFacts(texts[0], None, None, "none")
        source_ = Source(document.name, document.format, document.sha256)
        return Analysis(source_, report, ModelInfo("plain", "1"), paragraphs, (), (), (), ())


class Real(Analyzer):
    """The real one, with a line for each call."""

    def analyze(self, source: str | os.PathLike[str] | bytes, name: str | None = None) -> Analysis:
        _called(name)
        return super().analyze(source, name)


class Mischief(Plain):
    """Hangs, eats memory, ends its process or has a bug, as the text says."""

    def analyze(self, source: bytes, name: str | None = None) -> Analysis:
        if source.startswith(b"HANG"):
            while True:
                time.sleep(1)
        if source.startswith(b"EAT"):
            eaten = []
            while True:
                eaten.append(bytearray(b"x" * (16 << 20)))
        if source.startswith(b"DIE"):
            os._exit(3)
        if source.startswith(b"BUG"):
            raise KeyError("no such thing")
        if source.startswith(b"SLOW"):
            time.sleep(0.3)
        if source.startswith(b"ONCE"):
            mark = Path(source.decode().split()[1])
            if not mark.exists():
                mark.touch()
                os._exit(3)
        return super().analyze(source, name)


def _called(name: str | None) -> None:
    if calls := os.environ.get(CALLS):
        with open(calls, "a", encoding="utf-8") as file:
            file.write(f"{os.getppid()}\t{name}\n")
