"""What a number of the narrative is said to measure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.claims.helpers import bound, claims

NEW, CARRIED_IN = "applications.new.total", "applications.carried_in.total"


def test_the_contract_s_example_is_stated_from_its_verb_to_its_unit() -> None:
    assert [words for words, _ in claims("全年共受理依申请公开41件。")] == ["受理依申请公开41件"]


@pytest.mark.parametrize(
    ("text", "number", "cells"),
    [
        ("新收政府信息公开申请52件。", "52件", NEW),
        ("加上2021年结转的4件，应办理公开申请56件。", "4件", CARRIED_IN),
        ("加上2021年结转的4件，应办理公开申请56件。", "56件", f"{NEW}+{CARRIED_IN}"),
        ("收到公开申请52件，上年结转4件与之合计56件。", "4件", CARRIED_IN),
        ("全年办结公开申请50件，结转2023年6件。", "50件", "applications.total.total"),
        ("全年办结公开申请50件，结转2023年6件。", "6件", "applications.carried_out.total"),
        ("办结公开申请50件，转下年度办理6件。", "6件", "applications.carried_out.total"),
        ("受理公开申请52件，另有3件年底才收到，转到2023年办理。", "3件", "applications.carried_out.total"),
        ("共办理公开申请56件（含上年结转4件）。", "56件", f"{NEW}+{CARRIED_IN}"),
        ("52件新收申请里，有半数来自企业。", "52件", NEW),
        ("公开申请办理结果：予以公开30件。", "30件", "applications.granted.total"),
        ("公开申请中，予以公开和部分公开35件。", "35件", "applications.granted.total+applications.partial.total"),
        ("公开申请中，予以公开（含部分公开）35件。", "35件", "applications.granted.total+applications.partial.total"),
        ("公开申请中，作其他处理（含申请人主动撤回）5件。", "5件", "applications.other.total"),
        ("依申请公开中不予公开6件，属于行政执法案卷的2件。", "2件", "applications.denied.enforcement_file.total"),
        ("答复申请时，“本机关不掌握”类答复9件。", "9件", "applications.unable.not_held.total"),
    ],
)
def test_what_happened_to_applications_is_named_by_the_words_beside_the_number(text: str, number: str, cells: str) -> None:
    assert bound(text)[number] == cells


def test_received_can_mean_new_or_new_and_carried_in() -> None:
    (said,) = claims("全县收到政府信息公开申请52件。")
    assert said.statement.readings == ((NEW,), (NEW, CARRIED_IN))


def test_applicants_are_those_of_new_applications() -> None:
    found = bound("新收公开申请52件，其中自然人40件、商业企业8件、法律服务机构3件、其他1件。")
    assert found["40件"] == "applications.new.natural"
    assert found["1件"] == "applications.new.other"


def test_legal_persons_are_five_columns() -> None:
    cells = bound("新收公开申请52件，法人或其他组织12件。")["12件"].split("+")
    assert len(cells) == 5
    assert "applications.new.natural" not in cells


def test_a_respective_list_names_each_number_by_its_place() -> None:
    found = bound("新收公开申请中，自然人、商业企业、科研机构分别提出40件、8件、2件。")
    assert found == {"40件": "applications.new.natural", "8件": "applications.new.company", "2件": "applications.new.research"}


def test_each_of_two_is_one_claim_that_holds_for_both() -> None:
    (said,) = claims("新收公开申请中，科研机构和其他组织各1件。")
    assert said.statement.readings[0] == ("applications.new.research",)
    assert said.statement.also[0][0] == ("applications.new.other",)


def test_attributes_of_documents_are_not_outcomes_of_applications() -> None:
    found = bound("拟制公文时认定公开属性：主动公开70件、依申请公开12件、不予公开9件。", section=("四、政府信息公开申请",))
    assert set(found.values()) == {""}


def test_visitors_and_channels_are_not_the_applications_themselves() -> None:
    found = bound("新收公开申请52件，网络申请30件，延期答复7件，接待群众来访19件次。")
    assert (found["30件"], found["7件"], found["19件次"]) == ("", "", "")


def test_an_approval_window_s_applications_are_of_another_kind() -> None:
    assert bound("政务服务大厅共受理审批申请121510件。")["121510件"] == ""


@pytest.mark.parametrize(
    "text",
    [
        "2021年，全县新收公开申请48件。",
        "比2021年的48件增加，新收公开申请较多。",
        "其中县招生考试办公室收到公开申请48件。",
        "托管街道新收公开申请48件。",
        "市本级新收公开申请48件。",
        "县税务局受理的48件公开申请由市税务局另行统计。",
    ],
)
def test_numbers_of_other_years_and_bodies_are_not_bound(text: str) -> None:
    assert bound(text)["48件"] == ""


@pytest.mark.parametrize("body", ["我县", "全县各级行政机关", "青禾县政府", "县乡两级"])
def test_the_body_s_own_names_are_bound(body: str) -> None:
    assert bound(f"{body}新收公开申请48件。")["48件"] == NEW


def test_a_short_form_of_the_issuer_is_the_issuer() -> None:
    assert bound("市水务局收到公开申请7件。", issuer="澜州市水务局")["7件"] == NEW


def test_a_year_stays_until_the_sentence_ends() -> None:
    found = bound("2021年，新收公开申请48件，办结公开申请47件。全年新收公开申请52件。")
    assert (found["48件"], found["47件"], found["52件"]) == ("", "", NEW)


def test_results_go_with_the_dispute_named_last() -> None:
    found = bound("因信息公开发生行政复议9件，其中维持5件、纠正4件；行政诉讼7件，维持6件。")
    assert found["5件"] == "review.review.upheld"
    assert found["4件"] == "review.review.corrected"
    assert found["7件"] == "review.direct.total+review.after_review.total"
    assert found["6件"] == "review.direct.upheld+review.after_review.upheld"


def test_a_lost_case_is_a_lawsuit() -> None:
    found = bound("信息公开行政复议9件；3件败诉。")
    assert found["3件"] == "review.direct.corrected+review.after_review.corrected"


def test_what_is_behind_the_number_can_name_it() -> None:
    assert bound("答复质量不高，2件被复议机关纠正。")["2件"] == "review.review.corrected"


def test_disputes_that_had_nothing_to_do_with_disclosure_are_not_bound() -> None:
    assert bound("全年受理行政复议6件，没有因政府信息公开而被提起的行政复议。")["6件"] == ""


def test_documents_inherit_what_was_done_to_them() -> None:
    found = bound("废止规章2件、行政规范性文件17件；制发行政规范性文件9件，废止14件，现行有效73件。")
    assert found["17件"] == "proactive.normative.repealed"
    assert found["14件"] == "proactive.normative.repealed"
    assert found["73件"] == "proactive.normative.valid"


def test_documents_that_were_cleaned_up_were_not_made() -> None:
    said = claims("全面清理行政规范性文件120件，修改5件，废止12件。")
    assert [s.readings for _, s in said] == [(), (), (("proactive.normative.repealed",),)]
    assert not said[2].statement.named  # of all years: it can match the year's, never contradict it


def test_items_go_from_last_year_s_number_to_this_year_s() -> None:
    found = bound("行政许可事项由上年的312项调整为330项，净增18项，作出许可决定48216件。", year=2020, template="2019")
    assert found == {
        "312项": "proactive.licensing.prev_items",
        "330项": "proactive.licensing.prev_items+proactive.licensing.delta",
        "18项": "proactive.licensing.delta",
        "48216件": "proactive.licensing.decisions",
    }


def test_a_decrease_has_a_sign() -> None:
    said = claims("行政强制事项减少9项。", year=2020, template="2019")[0]
    assert said.statement.sign == -1


def test_money_of_one_purchase_is_not_the_sum_of_all() -> None:
    found = bound("政府集中采购23个项目，采购总金额1864.7万元，其中教学设备612.9万元。", year=2020, template="2019")
    assert found["1864.7万元"] == "proactive.procurement.amount"
    assert found["612.9万元"] == ""


def test_two_kinds_of_applicants_in_one_number_are_added_up() -> None:
    (said,) = claims("新收公开申请中，公益组织及其他组织共3件。")
    assert said.statement.readings[0] == ("applications.new.charity", "applications.new.other")


def test_other_applicants_can_be_all_that_the_list_has_not_named() -> None:
    said = claims("新收公开申请中，自然人40件、商业企业8件，其他申请人4件。")[-1]
    assert ("applications.new.other",) in said.statement.readings
    assert ("applications.new.research", "applications.new.charity", "applications.new.legal", "applications.new.other") in (
        said.statement.readings
    )


@pytest.mark.parametrize(
    "text",
    [
        "公开申请中，予以公开25件、部分公开7件，两项合计32件。",
        "公开申请中，予以公开25件、部分公开7件，两项相加32件。",
        "公开申请中，予以公开、部分公开分别为25件、7件，合计32件。",
        "公开申请中，支持类（予以公开25件、部分公开7件）32件。",
    ],
)
def test_a_sum_of_the_numbers_before_it_is_the_sum_of_their_cells(text: str) -> None:
    assert bound(text)["32件"] == "applications.granted.total+applications.partial.total"


def test_one_of_the_cases_just_counted_is_a_number_too() -> None:
    found = bound("信息公开行政复议2件，一件维持、一件纠正。没有一件事拖延。")
    assert found["2件"] == "review.review.total"
    assert found["一件"] == "review.review.corrected"  # the second; both are written alike


@pytest.mark.parametrize(
    ("issuer", "text", "cells"),
    [
        ("岚江省水利厅", "厅本级作出行政许可决定48件。", "proactive.licensing.decisions"),
        ("岚江省水利厅", "厅机关作出行政许可决定48件。", "proactive.licensing.decisions"),
        ("青州市人民政府", "市本级作出行政许可决定48件。", ""),
        ("青州市柳坪镇人民政府", "镇本级作出行政许可决定48件。", "proactive.licensing.decisions"),
        ("青州市柳坪镇人民政府", "全市作出行政许可决定48件。", ""),
        ("青州市人民政府", "口岸海事部门作出行政许可决定48件。", ""),
    ],
)
def test_whose_number_it_is_depends_on_who_reports(issuer: str, text: str, cells: str) -> None:
    assert bound(text, issuer=issuer)["48件"] == cells


def test_the_whole_system_s_number_can_match_the_table_but_not_contradict_it() -> None:
    (said,) = claims("全省系统作出行政许可决定48件。", issuer="岚江省水利厅")
    assert said.statement.readings
    assert not said.statement.named



def test_numbers_under_a_whole_of_their_own_kind_are_its_parts() -> None:
    found = bound("作出行政许可决定146件，其中超限运输许可139件。")
    assert (found["146件"], found["139件"]) == ("proactive.licensing.decisions", "")


def test_last_year_s_number_in_a_comparison_is_last_year_s() -> None:
    found = bound("新收公开申请52件。与2021年收到39件相比，增加13件。")
    assert (found["52件"], found["39件"]) == (NEW, "")


def test_a_court_that_heard_the_body_s_case_does_not_make_it_the_court_s() -> None:
    assert bound("法院受理涉及信息公开的行政诉讼4件。")["4件"] == "review.direct.total+review.after_review.total"


def test_another_body_s_number_carries_its_name() -> None:
    (said,) = claims("县税务局受理公开申请19件。")
    assert said.statement.body == "县税务局"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("占53.3%", "share"),
        ("同比增长15.3%", "rate"),
        ("较上年增加18件", "change"),
        ("提高2.7个百分点", "change"),
        ("收取信息处理费2230元", "amount"),
        ("开设专栏12个", "count"),
        ("提升3个公开专区的服务", "count"),
        ("专栏由9个增加到12个", "count"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert claims(text)[-1].statement.kind == kind


def test_parts_know_their_whole_and_a_change_is_no_part() -> None:
    said = claims("新收公开申请6件，其中自然人5件、法律服务机构1件，较2021年的9件减少3件。")
    assert [s.statement.whole for s in said] == [None, 0, 0, None, None]


def test_lists_within_lists_have_wholes_of_their_own() -> None:
    said = claims("收到公开申请161件，其中自然人128件；法人或其他组织33件（商业企业21件、科研机构12件）。")
    assert [s.statement.whole for s in said] == [None, 0, None, 2, 2]


_WORDS = st.lists(
    st.sampled_from(["公开申请", "其中", "自然人", "12件", "、", "，", "。", "（", "）", "行政复议", "占", "33.3%", "由", "增至", "2019年", "分别", "各3件", "废止"]),
    max_size=40,
).map("".join)


@given(_WORDS | st.text(max_size=200))
def test_any_text_is_read_and_spans_are_exact(text: str) -> None:
    for words, statement in claims(text):
        assert 0 <= statement.start < statement.end <= len(text)
        assert text[statement.quantity.number_start : statement.quantity.number_end] in words
        assert statement.whole is None or statement.whole >= 0
