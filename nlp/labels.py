"""What a tagger gives a paragraph, and what the tagger is called. Apart from the analysis, so that tagging need not load that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Theme = Literal["mechanism", "proactive", "on_request", "management", "platform", "supervision", "problems", "other"]
Aspect = Literal["problem", "improvement"]


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """The tagger that gave the themes."""

    name: str
    version: str
