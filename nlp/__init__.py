"""xxgk-nlp: annual reports on government information disclosure (政府信息公开工作年度报告), read and reconciled.

    import nlp
    analysis = nlp.analyze("report.docx")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.analysis import (
        Analysis,
        Check,
        Claim,
        ModelInfo,
        Paragraph,
        ReportFacts,
        Sentence,
        Source,
        Table,
    )
    from nlp.document import Cell, Document, TableBlock, TextBlock
    from nlp.errors import ModelError, ReadError, ScoringError, StructureError, TrainingError, XxgkError
    from nlp.pipeline import Analyzer, analyze, analyze_parts
    from nlp.readers import Limits, read
    from nlp.reports.schema import schema
    from nlp.scoring import compare, score
    from nlp.themes import Tag

__all__ = [
    "Analysis",
    "Analyzer",
    "Cell",
    "Check",
    "Claim",
    "Document",
    "Limits",
    "ModelError",
    "ModelInfo",
    "Paragraph",
    "ReadError",
    "ReportFacts",
    "ScoringError",
    "Sentence",
    "Source",
    "StructureError",
    "Table",
    "TableBlock",
    "Tag",
    "TextBlock",
    "TrainingError",
    "XxgkError",
    "__version__",
    "analyze",
    "analyze_parts",
    "compare",
    "read",
    "schema",
    "score",
]

__version__ = "0.1.0"

# Each is loaded when it is first asked for, so that `import nlp` is quick, and so is a command that needs only a tagger.
_LAZY = {
    **dict.fromkeys(
        ("Analysis", "Check", "Claim", "ModelInfo", "Paragraph", "ReportFacts", "Sentence", "Source", "Table"), "nlp.analysis"
    ),
    **dict.fromkeys(("Cell", "Document", "TableBlock", "TextBlock"), "nlp.document"),
    **dict.fromkeys(
        ("ModelError", "ReadError", "ScoringError", "StructureError", "TrainingError", "XxgkError"), "nlp.errors"
    ),
    "Analyzer": "nlp.pipeline",
    "analyze": "nlp.pipeline",
    "analyze_parts": "nlp.pipeline",
    "Limits": "nlp.readers",
    "read": "nlp.readers",
    "schema": "nlp.reports.schema",
    "compare": "nlp.scoring",
    "score": "nlp.scoring",
    "Tag": "nlp.themes",
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'nlp' has no attribute {name!r}")
