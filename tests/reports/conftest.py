"""An invented analysis with one of everything that a report has to show."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from nlp.analysis import Analysis, Check, Claim, ModelInfo, Paragraph, ReportFacts, Sentence, Source, Table

FIRST = "全年作出行政许可决定28146件，行政处罚决定1532件，办理时限压缩三成。[image: ]"
SECOND = "新收、结转申请分别为153件、5件，约占百分之九十七。"


def claim(number: int, paragraph: Paragraph, text: str, value: str, unit: str, **more: object) -> Claim:
    """A claim at the place where `text` stands."""
    start = paragraph.text.index(text)
    plain = Claim(
        number,
        paragraph.id,
        start,
        start + len(text),
        text,
        Decimal(value),
        unit,
        False,
        None,
        "count",
        2023,
        None,
        None,
        "no_counterpart",
        (),
        None,
        None,
        "表中无对应。",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


@pytest.fixture
def analysis() -> Analysis:
    """Two paragraphs, five claims (a mismatch, a match, an ambiguous one, overlapping ones), one failing check."""
    sentence = (Sentence(0, 10, "proactive", 0.9),)
    first = Paragraph(
        0, ("一、总体情况", "（一）主动公开"), FIRST, "proactive", None, 0.93, {"proactive": 0.93}, sentence
    )
    second = Paragraph(
        3,
        ("五、存在的主要问题及改进情况",),
        SECOND,
        "problems",
        "problem",
        0.6,
        {"problems": 0.6, "on_request": 0.4},
        (),
    )
    claims = (
        claim(
            0,
            first,
            "行政许可决定28146件",
            "28146",
            "件",
            verdict="mismatch",
            cells=("proactive.licensing",),
            expected=Decimal(28416),
            cause="digits_swapped",
            explanation="正文28146件，表中行政许可为28416件。",
            indicator="proactive.licensing",
        ),
        claim(
            1,
            first,
            "行政处罚决定1532件",
            "1532",
            "件",
            verdict="match",
            cells=("proactive.penalty",),
            expected=Decimal(1532),
            explanation="与表中行政处罚一致。",
        ),
        claim(2, first, "三成", "30", "%", kind="share"),
        claim(
            3,
            second,
            "新收、结转申请分别为153件",
            "153",
            "件",
            verdict="ambiguous",
            cells=("applications.new.total", "applications.total.total"),
            explanation="两个单元格都说得通。",
        ),
        claim(
            4,
            second,
            "153件、5件",
            "5",
            "件",
            verdict="consistent",
            cells=("applications.carried_in.total",),
            expected=Decimal(5),
            approximate=True,
            approximation="about",
            explanation="约数相符。",
        ),
    )
    return Analysis(
        Source("report.docx", "docx", "0" * 64),
        ReportFacts("澄湾县2023年报告", "澄湾县人民政府", 2023, "2021", {"issuer": "标题", "template": "表头"}),
        ModelInfo("baseline", "1"),
        (first, second),
        claims,
        (
            Table(
                "proactive",
                "2021",
                {"proactive.licensing": Decimal(28416), "proactive.fees": Decimal("386.5"), "proactive.penalty": None},
                {"proactive.penalty": "blank"},
            ),
            Table("applications", "2021", {"applications.new.total": Decimal(153), "applications.new.legal": "/"}),
        ),
        (
            Check(
                "balance",
                "natural",
                "fail",
                Decimal(122),
                Decimal(123),
                "自然人列：新收加结转为122，办理结果加结转下年为123。",
            ),
            Check("balance", "company", "pass", Decimal(22), Decimal(22), "商业企业列收办平衡。"),
            Check("row_sum", "new", "skipped", None, None, "有空白，未核。"),
        ),
        ("第3段含有图片，未读。",),
    )
