"""The same for every engine: an input becomes the rows of one report, whatever happens while it is read."""

from __future__ import annotations

import importlib
import json
import logging
from collections.abc import Callable
from typing import Any, Protocol, cast

from nlp.analysis import Analysis
from nlp.errors import ScoringError, StructureError, XxgkError
from nlp.readers import Limits
from nlp.scoring.item import Item
from nlp.scoring.rows import Tables, rejected, scored

ANALYZER = "nlp.pipeline:Analyzer"

_log = logging.getLogger(__name__)


class Analyzing(Protocol):
    """What a scorer needs of an analyzer; `nlp.Analyzer` is one."""

    def analyze(self, source: bytes, name: str | None = None) -> Analysis: ...

    def analyze_parts(
        self, paragraphs: list[str], tables: list[list[list[str]]], *, title: str | None, name: str
    ) -> Analysis: ...


class Scorer:
    """Loads a model once and turns one input after another into rows. Not bound to any process or engine.

    Args:
        model: as of `nlp.Analyzer`.
        limits: as of `nlp.Analyzer`.
        analyzer: 'module:callable' that makes an analyzer out of model and limits.

    Raises:
        ModelError: E3xx, as `nlp.Analyzer`.
    """

    def __init__(self, model: str, limits: Limits, analyzer: str = ANALYZER) -> None:
        module, _, function = analyzer.partition(":")
        make = cast("Callable[[str, Limits], Analyzing]", getattr(importlib.import_module(module), function))
        self._analyzer = make(model, limits)

    def score(self, item: Item) -> Tables:
        """The rows of one input: those of its analysis, or one in rejects.

        Raises:
            MemoryError: the process has come to its limit and should be replaced.
        """
        try:
            return scored(self._analyze(item), item)
        except XxgkError as error:
            return rejected(item.name, item.external_id, item.sha256, error)
        except MemoryError:
            raise
        except Exception as error:  # an unforeseen failure on one report must not end the batch; it is a row with its code
            _log.exception("unforeseen failure on %s", item.name)
            failure = ScoringError("E415", item.name, why=f"{type(error).__name__}: {error}")
            return rejected(item.name, item.external_id, item.sha256, failure)

    def _analyze(self, item: Item) -> Analysis:
        if item.kind == "file":
            return self._analyzer.analyze(item.data, item.name)
        parts: dict[str, Any] = json.loads(item.data)
        paragraphs, tables = parts.get("paragraphs") or [], parts.get("tables") or []
        if not isinstance(paragraphs, list) or not isinstance(tables, list):
            raise StructureError("E202", item.name, why="paragraphs and tables are not lists")
        return self._analyzer.analyze_parts(paragraphs, tables, title=parts.get("title"), name=item.name)
