"""The eight themes and the two aspects: the one place for their names and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nlp.labels import Aspect, Theme


@dataclass(frozen=True, slots=True)
class Definition:
    """What a label means.

    Attributes:
        chinese: its name in Chinese.
        holds: what is labelled so, a phrase in English.
    """

    chinese: str
    holds: str


THEMES: Mapping[Theme, Definition] = MappingProxyType(
    {
        "mechanism": Definition(
            "体制机制",
            "who leads and who does the work, staff, division of labour, meetings that set it going, rules made for it",
        ),
        "proactive": Definition(
            "主动公开",
            "what the body published of its own accord and how much, interpretation, answers to concern, key areas",
        ),
        "on_request": Definition(
            "依申请公开",
            "applications received, handled, answered and counted; reviews and lawsuits over them",
        ),
        "management": Definition(
            "政府信息管理",
            "deciding what may be published, secrecy review, catalogues, guides, clean-up of documents, archives",
        ),
        "platform": Definition(
            "平台建设",
            "the channels: websites, accounts in new media, gazettes, reading places, service zones, data platforms",
        ),
        "supervision": Definition(
            "监督保障",
            "appraisal, inspection, assessment by society, accountability, training, publicity and exchange",
        ),
        "problems": Definition(
            "存在的主要问题及改进情况",
            "shortcomings that the body admits, and measures taken or planned against them",
        ),
        "other": Definition(
            "其他",
            "preamble, general appraisal, how the report was made, contacts, fees, notes on figures, nothing to report",
        ),
    }
)

ASPECTS: Mapping[Aspect, Definition] = MappingProxyType(
    {
        "problem": Definition("存在的问题", "a shortcoming of the work"),
        "improvement": Definition("改进情况", "a measure against a shortcoming, planned, under way or done"),
    }
)
