"""A small clean report with gold, and answers to it that are right or wrong in one place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from nlp.evaluation.answer import Answer, FoundCheck, FoundClaim, FoundParagraph
from nlp.evaluation.gold import GoldReport, report_of
from nlp.evaluation.matching import claim_places

PUBLISHED = "全年公开信息480条，其中网站350条、公众号130条。行政许可28416件，收费9.36亿元。"
RECEIVED = "新收申请53件，较上年增加12件，其中自然人41件，占77.4%；上年结转5件。不予公开9件，撤回3件。"

FIELDS = {
    "id": "qinghe-2022",
    "issuer": "青禾县人民政府",
    "year": 2022,
    "template": "2021",
    "format": "txt",
    "title": "青禾县人民政府2022年政府信息公开工作年度报告",
    "blocks": [
        {"heading": "一、总体情况", "level": 1},
        {
            "para": PUBLISHED,
            "theme": "proactive",
            "claims": [
                {"text": "全年公开信息480条", "value": 480, "unit": "条", "verdict": "no_counterpart"},
                {"text": "网站350条", "value": 350, "unit": "条", "verdict": "no_counterpart"},
                {"text": "公众号130条", "value": 130, "unit": "条", "verdict": "no_counterpart"},
                {"text": "行政许可28416件", "value": 28416, "unit": "件", "verdict": "match", "table_value": 28416, "cell": "proactive.licensing"},
                {"text": "收费9.36亿元", "value": 9.36, "unit": "亿元", "verdict": "consistent", "table_value": 93578, "cell": "proactive.fees"},
            ],
        },
        {
            "para": RECEIVED,
            "theme": "on_request",
            "also": ["proactive"],
            "claims": [
                {"text": "新收申请53件", "value": 53, "unit": "件", "verdict": "match", "table_value": 53, "cell": "applications.new.total"},
                {"text": "较上年增加12件", "value": 12, "unit": "件", "verdict": "no_counterpart"},
                {"text": "自然人41件", "value": 41, "unit": "件", "verdict": "match", "table_value": 41, "cell": "applications.new.natural"},
                {"text": "占77.4%", "value": 77.4, "unit": "%", "verdict": "no_counterpart"},
                {"text": "上年结转5件", "value": 5, "unit": "件", "verdict": "match", "table_value": 5, "cell": "applications.carried_in.total"},
                {"text": "不予公开9件", "value": 9, "unit": "件", "verdict": "match", "table_value": 9, "cell": "applications.denied.total"},
                {"text": "撤回3件", "value": 3, "unit": "件", "verdict": "no_counterpart", "optional": True},
            ],
        },
        {"table": "proactive"},
        {"table": "applications"},
        {"table": "review"},
    ],
    "tables": {
        "proactive": {"regulations": [0, 0, 0], "normative": [4, 1, 17], "licensing": 28416, "penalty": 7, "coercion": 0, "fees": 93578},
        "applications": {
            "new": [41, 12, 0, 0, 0, 0, 53],
            "carried_in": [4, 1, 0, 0, 0, 0, 5],
            "granted": [30, 10, 0, 0, 0, 0, 40],
            "denied.third_party": [2, 0, 0, 0, 0, 0, 2],
            "denied.process": [6, 1, 0, 0, 0, 0, 7],
            "total": [38, 11, 0, 0, 0, 0, 49],
            "carried_out": [7, 2, 0, 0, 0, 0, 9],
        },
        "review": {"review": [2, 1, 0, 0, 3], "direct": [0, 0, 0, 1, 1], "after_review": [0, 0, 0, 0, 0]},
    },
    "failing_checks": [],
}


def clean_report() -> GoldReport:
    """The report."""
    return report_of(FIELDS)


def right_answer(report: GoldReport) -> Answer:
    """The answer that says all that the gold says, optional claims included, in paragraphs of its own numbering."""
    paragraphs, claims = [], []
    for number, (_, paragraph) in enumerate(report.paragraphs, 10):
        paragraphs.append(FoundParagraph(number, paragraph.text, paragraph.theme, paragraph.aspect))
        for claim, (start, end) in zip(paragraph.claims, claim_places(paragraph), strict=True):
            claims.append(FoundClaim(number, start, end, claim.text, claim.value, claim.unit, claim.verdict, claim.cells, None, ""))
    checks = [FoundCheck(check.rule, check.scope, "fail", "") for check in report.failing]
    return Answer(tuple(paragraphs), tuple(claims), report.cells(), tuple(checks))


def with_claim(answer: Answer, text: str, **fields: object) -> Answer:
    """The answer with other fields in the claim of this text."""
    changed = [replace(c, **fields) if c.text == text else c for c in answer.claims]  # type: ignore[arg-type]
    assert tuple(changed) != answer.claims
    return replace(answer, claims=tuple(changed))


def without_claim(answer: Answer, text: str) -> Answer:
    """The answer with one claim left out."""
    return replace(answer, claims=tuple(c for c in answer.claims if c.text != text))


def extra_claim(answer: Answer, text: str, value: int, unit: str, verdict: str) -> Answer:
    """The answer with one claim more, at the beginning of the last paragraph."""
    number = answer.paragraphs[-1].id
    claim = FoundClaim(number, 0, len(text), text, Decimal(value), unit, verdict, (), None, "")
    return replace(answer, claims=(*answer.claims, claim))
