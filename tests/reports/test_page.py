"""What a researcher sees in the browser."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import html

from nlp.analysis import Analysis
from nlp.reports.page import pieces, render_html


def test_the_narrative_stands_whole_with_its_claims_marked_by_verdict(analysis: Analysis) -> None:
    page = html.fromstring(render_html(analysis))
    for paragraph in analysis.paragraphs:
        (shown,) = page.xpath(f'//*[@id="paragraph-{paragraph.id}"]/p')
        assert shown.text_content() == paragraph.text
    (wrong,) = page.xpath('//*[@id="paragraph-0"]//a[contains(@class, "mismatch")]')
    assert wrong.text_content() == "行政许可决定28146件"


def test_hovering_a_claim_explains_it_and_a_click_leads_to_its_line(analysis: Analysis) -> None:
    page = html.fromstring(render_html(analysis))
    (wrong,) = page.xpath('//*[@id="paragraph-0"]//a[contains(@class, "mismatch")]')
    assert wrong.get("title") == "不一致：正文28146件，表中行政许可为28416件。"
    (line,) = page.xpath(f'//*[@id="{wrong.get("href")[1:]}"]')
    assert "28416" in line.text_content()


def test_overlapping_claims_keep_the_text_and_show_the_more_serious_one(analysis: Analysis) -> None:
    second = analysis.paragraphs[1]
    found = pieces(second.text, [claim for claim in analysis.claims if claim.paragraph == second.id])
    assert "".join(piece.text for piece in found) == second.text
    assert [(p.text, p.claim.id) for p in found if p.claim] == [("新收、结转申请分别为153件", 3), ("、5件", 4)]


def test_of_two_claims_alike_the_shorter_shows_where_they_overlap(analysis: Analysis) -> None:
    second = analysis.paragraphs[1]
    alike = [replace(claim, verdict="match") for claim in analysis.claims if claim.paragraph == second.id]
    found = pieces(second.text, alike)
    assert [(p.text, p.claim.id) for p in found if p.claim] == [("新收、结转申请分别为", 3), ("153件、5件", 4)]


def test_a_report_cannot_bring_its_own_markup_into_the_page(analysis: Analysis) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    hostile = replace(
        analysis,
        paragraphs=tuple(replace(p, section=(evil,)) for p in analysis.paragraphs),
        claims=tuple(replace(c, explanation=evil, unit=evil, cause="digits_swapped") for c in analysis.claims),
        checks=tuple(replace(c, scope=evil, explanation=evil) for c in analysis.checks),
        report=replace(analysis.report, title=evil, issuer=evil, evidence={"issuer": evil}),
        source=replace(analysis.source, name=evil),
        warnings=(evil,),
    )
    page = render_html(hostile)
    assert "&lt;script&gt;" in page
    tree = html.fromstring(page)
    assert not tree.xpath("//script | //img | //@*[starts-with(name(), 'on')]")


def test_the_page_needs_nothing_from_elsewhere(analysis: Analysis) -> None:
    page = render_html(analysis)
    tree = html.fromstring(page)
    assert not tree.xpath("//script | //link | //img | //iframe | //@src")
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert not re.search(r"url\(|@import", page)
    assert "default-src 'none'" in page


def test_every_bound_cell_and_every_check_is_shown(analysis: Analysis) -> None:
    text = html.fromstring(render_html(analysis)).text_content()
    for table in analysis.tables:
        for name in table.cells:
            assert name in text
    assert "空白，按勾稽关系推定为0" in text
    assert "（空）" in text
    for check in analysis.checks:
        assert check.explanation in text


def test_the_line_of_a_claim_says_whose_number_it_is(analysis: Analysis) -> None:
    claims = tuple(replace(claim, body="市本级") for claim in analysis.claims)
    page = html.fromstring(render_html(replace(analysis, claims=claims)))
    (line,) = page.xpath('//*[@id="claim-4"]')
    assert "153件、5件 （市本级）" in line.text_content()
    assert "约5件" in line.text_content()


def test_a_report_without_numbers_or_tables_still_makes_a_page(analysis: Analysis) -> None:
    bare = replace(analysis, claims=(), checks=(), tables=(), warnings=())
    tree = html.fromstring(render_html(bare))
    assert not tree.xpath('//*[@id="wrong" or @id="tables" or @id="checks" or @id="warnings"]')
