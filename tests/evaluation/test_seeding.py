"""Errors that are planted: each is of its kind, contradicts, and stands alone."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from nlp.analysis import Table
from nlp.evaluation.gold import GoldClaim, GoldParagraph, GoldReport, load_gold, read_gold
from nlp.evaluation.mistabled import broken_identities
from nlp.evaluation.seeding import KINDS, is_clean, plain_text, seed_errors, write_seeded
from nlp.evaluation.spots import number_spots, rewritten
from nlp.tables.identities import check_identities
from nlp.tables.templates import COLUMNS, cell_names
from tests.evaluation.helpers import clean_report

GOLD = Path(__file__).parents[2] / "corpora" / "reports" / "gold"
REPORTS = [clean_report(), *(read_gold(GOLD / f"{name}.yaml") for name in ("bailuqiao-2019", "weiwan-2022", "songpi-2020"))]
SEEDED = list(seed_errors(REPORTS, 7))
CLEAN = {report.id: report for report in REPORTS}


def clean_of(report: GoldReport) -> GoldReport:
    return CLEAN[re.sub(r"(?<=\d{4})-.*", "", report.id)]


def planted_claims(report: GoldReport) -> tuple[GoldClaim, GoldClaim]:
    """The claim as it is and as it was."""
    assert report.planted
    place = int(report.planted.place)
    now, was = report.blocks[place], clean_of(report).blocks[place]
    assert isinstance(now, GoldParagraph)
    assert isinstance(was, GoldParagraph)
    changed = [(a, b) for a, b in zip(now.claims, was.claims, strict=True) if (a.value, a.unit) != (b.value, b.unit)]
    assert len(changed) == 1
    return changed[0]


def in_narrative(*kinds: str) -> list[GoldReport]:
    found = [report for report in SEEDED if report.planted and report.planted.kind in kinds]
    assert {report.planted.kind for report in found if report.planted} == set(kinds)
    return found


def test_every_kind_is_planted() -> None:
    assert {report.planted.kind for report in SEEDED if report.planted} == set(KINDS)


def test_the_same_seed_plants_the_same_errors_and_another_seed_others() -> None:
    assert list(seed_errors(REPORTS, 7)) == SEEDED
    assert [report.planted for report in seed_errors(REPORTS, 8)] != [report.planted for report in SEEDED]


def test_ids_are_unique() -> None:
    assert len({report.id for report in SEEDED}) == len(SEEDED)


def test_at_most_so_many_of_a_kind_in_a_report_are_planted_as_were_asked_for() -> None:
    few = list(seed_errors(REPORTS[:1], 7, ["row_sum"], most=2))
    assert [report.id for report in few] == ["qinghe-2022-row-sum-1", "qinghe-2022-row-sum-2"]


def test_one_number_changes_in_the_narrative_and_none_in_the_tables() -> None:
    for report in in_narrative("digits_swapped", "digit_lost", "other_column", "sub_row", "last_year", "unit", "truncated"):
        planted_claims(report)
        assert report.tables == clean_of(report).tables
        assert sum(a != b for a, b in zip(report.blocks, clean_of(report).blocks, strict=True)) == 1


def test_every_claim_still_stands_in_its_paragraph() -> None:
    for report in SEEDED:
        for _, paragraph in report.paragraphs:
            assert all(claim.text in paragraph.text for claim in paragraph.claims), report.id


def test_a_planted_number_differs_from_what_the_table_gives() -> None:
    for report in in_narrative("digits_swapped", "digit_lost", "other_column", "sub_row", "last_year", "truncated"):
        now, _ = planted_claims(report)
        exact = report.number("+".join(now.cells))
        assert now.verdict == "mismatch"
        assert exact is not None
        money = {"亿元": Decimal(10_000), "元": Decimal("0.0001")}.get(now.unit, Decimal(1))
        assert now.value * money != exact


def test_swapped_digits_are_the_same_digits() -> None:
    for report in in_narrative("digits_swapped"):
        assert report.planted
        before, after = report.planted.before, report.planted.after
        assert sorted(before) == sorted(after)
        assert before != after


def test_a_lost_digit_leaves_one_less() -> None:
    for report in in_narrative("digit_lost"):
        assert report.planted
        digits = [re.sub(r"[,.]|万|亿", "", text) for text in (report.planted.before, report.planted.after)]
        assert len(digits[1]) == len(digits[0]) - 1


def test_an_accidental_number_is_none_of_the_tables() -> None:
    for report in in_narrative("digits_swapped", "digit_lost"):
        assert planted_claims(report)[0].value not in set(report.cells().values())


def test_another_column_is_a_cell_of_the_same_row() -> None:
    for report in in_narrative("other_column"):
        now, _ = planted_claims(report)
        row, _, own = now.cells[0].rpartition(".")
        columns = (*COLUMNS, "upheld", "corrected", "pending", "made", "published", "repealed", "valid", "prev_items", "decisions")
        assert now.value in {report.number(f"{row}.{column}") for column in columns if column != own}


def test_received_is_never_replaced_by_what_received_may_also_mean() -> None:
    for report in SEEDED:
        if report.planted and report.planted.where == "narrative" and report.planted.check is None:
            now, _ = planted_claims(report)
            if now.cells == ("applications.new.total",):
                assert now.value != report.number("applications.total.total")
                assert now.value != report.number("applications.new.total+applications.carried_in.total")


def test_a_truncated_figure_is_not_the_rounded_one() -> None:
    report = clean_report()
    seeded = [s.planted for s in seed_errors([report], 1, ["truncated"]) if s.planted]
    assert ("收费9.35亿元", "9.36", "9.35") in {(p.text, p.before, p.after) for p in seeded}
    # 28416 is 2.84万 either way, and 2.8万
    assert not [p for p in seeded if "许可" in p.text]


def test_a_tie_is_no_truncation() -> None:
    tied = clean_report().with_cells({"proactive.fees": Decimal(93550)})
    assert not [s for s in seed_errors([tied], 1, ["truncated"]) if s.planted and "9.35" in s.planted.after]


def test_last_year_follows_from_the_change_that_is_stated() -> None:
    (seeded,) = seed_errors([clean_report()], 1, ["last_year"])
    assert seeded.planted
    assert (seeded.planted.text, seeded.planted.before, seeded.planted.after) == ("新收申请41件", "53", "41") or (
        seeded.planted.after == "41"
    )


def test_parts_that_were_changed_exceed_their_whole() -> None:
    for seeded in seed_errors([clean_report()], 3, ["parts"]):
        paragraph = dict(seeded.paragraphs)[1]
        whole, *parts = (claim.value for claim in paragraph.claims[:3])
        assert sum(parts) > whole >= max(parts)


def test_a_share_that_was_changed_is_of_nothing_in_sight() -> None:
    for report in in_narrative("share"):
        now, was = planted_claims(report)
        assert abs(now.value - was.value) >= 2


@pytest.mark.parametrize("kind", ["balance", "row_sum", "results_sum", "review_sum"])
def test_a_broken_identity_is_broken_and_all_that_it_breaks_are_listed(kind: str) -> None:
    reports = [report for report in SEEDED if report.planted and report.planted.kind == kind]
    for report in reports[:40]:
        assert report.planted
        assert report.planted.check in report.failing
        cells: dict[str, dict[str, Decimal]] = {"applications": {}, "review": {}}
        filled = {**dict.fromkeys(_all_cells(report), Decimal(0)), **report.cells()}
        for name, number in filled.items():
            cells.setdefault(name.partition(".")[0], {})[name] = number
        tables = [Table(part, report.template, cells[part]) for part in ("applications", "review")]  # type: ignore[arg-type]
        failing = {(check.rule, check.scope) for check in check_identities(tables) if check.status == "fail"}
        assert failing == {(check.rule, check.scope) for check in report.failing}


def _all_cells(report: GoldReport) -> list[str]:
    return [name for part in ("applications", "review") for name in cell_names(part, report.template)]  # type: ignore[arg-type]


def test_a_balance_that_is_broken_leaves_the_rows_adding_up() -> None:
    for report in SEEDED:
        if report.planted and report.planted.kind == "balance":
            assert {check.rule for check in report.failing} == {"balance"}


def test_claims_of_a_changed_cell_become_mismatches() -> None:
    seeded = [s for s in seed_errors([clean_report()], 2, ["balance"]) if s.planted and s.planted.place == "applications.new.natural"]
    paragraph = dict(seeded[0].paragraphs)[2]
    verdicts = {claim.text: claim.verdict for claim in paragraph.claims}
    assert (verdicts["新收申请53件"], verdicts["自然人41件"], verdicts["不予公开9件"]) == ("mismatch", "mismatch", "match")


def test_reports_with_errors_of_their_own_are_left_out() -> None:
    report = clean_report()
    broken = replace(report, failing=broken_identities(report.with_cells({"applications.new.total": Decimal(1)})))
    assert broken.failing
    assert not is_clean(broken)
    assert not list(seed_errors([broken, SEEDED[0], replace(report, tables={})], 1))


def test_texts_that_overlap_the_number_change_with_it() -> None:
    paragraph = GoldParagraph(
        "甲、乙分别为12件、8件。",
        "other",
        claims=(
            GoldClaim("甲、乙分别为12件", Decimal(12), "件", "no_counterpart"),
            GoldClaim("乙分别为12件、8件", Decimal(8), "件", "no_counterpart"),
        ),
    )
    report = replace(clean_report(), blocks=(paragraph,))
    first, second = number_spots(report)
    changed = dict(rewritten(report, first, "1,234", {"value": Decimal(1234)}).paragraphs)[0]
    assert [claim.text for claim in changed.claims] == ["甲、乙分别为1,234件", "乙分别为1,234件、8件"]
    changed = dict(rewritten(report, second, "9", {"value": Decimal(9)}).paragraphs)[0]
    assert [claim.text for claim in changed.claims] == ["甲、乙分别为12件", "乙分别为12件、9件"]


def test_seeded_reports_are_written_with_their_gold(tmp_path: Path) -> None:
    seeded = list(seed_errors([replace(clean_report(), format="html")], 1, ["unit"]))
    assert write_seeded(seeded, tmp_path / "own")["unit"] == len(seeded)
    assert write_seeded(seeded, tmp_path / "text", as_text=True)["unit"] == len(seeded)
    assert load_gold(tmp_path / "own") == tuple(seeded)
    assert load_gold(tmp_path / "text") == tuple(map(plain_text, seeded))
    assert {path.suffix for path in (tmp_path / "own").iterdir()} == {".html", ""}
    assert {path.suffix for path in (tmp_path / "text").iterdir()} == {".txt", ""}
    for report in seeded:
        assert report.planted
        assert report.planted.after in (tmp_path / "text" / f"{report.id}.txt").read_text(encoding="utf-8")
