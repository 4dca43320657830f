"""Parts, shares and growth inside the narrative."""

from __future__ import annotations

import pytest

from tests.reconcile.helpers import reconciled


def status(text: str, rule: str) -> list[str]:
    return [check.status for check in reconciled(text).checks if check.rule == rule]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开信息90条，其中财政40条、人事30条、其他20条。", ["pass"]),
        ("公开信息90条，其中财政40条、人事30条、其他25条。", ["fail"]),
        ("公开信息90条，其中财政40条、人事30条、其他10条。", ["fail"]),  # 其他 ends a complete list
        ("公开信息90条，其中财政40条、人事30条。", ["skipped"]),
        ("公开信息90条，其中财政40条、人事30条等。", ["skipped"]),
        ("公开信息90余条，其中财政40条、人事30条、其他25条。", ["skipped"]),
        ("公开信息1271条，其中：财政862条、人事94条、规划71条、民政118条、教育87条、卫生32条。", ["fail"]),
        ("公开信息90条，召开发布会3场、座谈会2场。", []),
        ("公开案件637件，其中今年公开案件1800件，调解案件295件。", ["skipped"]),
    ],
)
def test_parts_and_their_whole(text: str, expected: list[str]) -> None:
    assert status(text, "parts") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新收公开申请52件，其中自然人40件，占76.9%。", ["pass"]),
        ("新收公开申请52件，其中自然人40件，占79.6%。", ["fail"]),
        ("公开申请中予以公开31件（62%）。", ["pass"]),
        ("公开申请中予以公开31件（26%）。", ["fail"]),
        ("予以公开31件，占办结件数50件的62%。", ["pass"]),
        ("予以公开31件，占办结件数50件的72%。", ["fail"]),
        ("公开申请中予以公开31件，占六成以上。", ["skipped"]),
        ("公开信息4.82万条，其中部门发布3.61万条，占74.9%。", ["pass"]),
        ("公开信息4.82万条，其中部门发布3.61万条，占79.4%。", ["fail"]),
        ("发布解读17篇，占八成五。", ["skipped"]),
        ("县级部门信息量占全市的31.5%。", []),
    ],
)
def test_shares_and_their_counts(text: str, expected: list[str]) -> None:
    assert status(text, "share") == expected


def test_a_failing_share_names_both_numbers() -> None:
    (check,) = (c for c in reconciled("公开申请中予以公开31件，占26%。").checks if c.rule == "share")
    assert "31÷50＝62%" in check.explanation
    assert "26%" in check.explanation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新收公开申请52件，较上年增加12件，增长30%。", ["pass"]),
        ("新收公开申请52件，较上年增加12件，增长23%。", ["fail"]),
        ("新收公开申请52件，较2021年的65件减少13件，下降20%。", ["pass"]),
        ("新收公开申请52件，较上年增加12件，办结率98%。", []),
    ],
)
def test_growth_and_its_change(text: str, expected: list[str]) -> None:
    assert status(text, "growth") == expected
