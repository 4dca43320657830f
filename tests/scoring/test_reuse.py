import random
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import ScoringError
from nlp.scoring.copies import find_copies
from nlp.scoring.reuse import Told, gram_hashes, measure_reuse, plain

_BODY, _OTHER = "石梁县人民政府", "溪口镇人民政府"
_TEXT = "石梁县把申请的登记、转办、答复三步放到一张台账上，谁接收、谁起草、哪天寄出都能查到，逾期一天就由办公室去电询问原因。"

# Two alphabets without a common character: what is written in one cannot be copied from the other.
_ONE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x5FFF), min_size=5, max_size=120)
_ANOTHER = st.text(st.characters(min_codepoint=0x6000, max_codepoint=0x7FFF), min_size=5, max_size=120)


def _told(text: str, year: int = 2023, body: str = _BODY, paragraph: int = 0) -> Told:
    return Told(body, year, f"{body}-{year}.txt", paragraph, text)


def _shares(*paragraphs: Told) -> list[tuple[float | None, float | None]]:
    return [(reuse.previous, reuse.earlier) for reuse in measure_reuse(paragraphs)]


class TestReuse:
    @given(_ONE, st.lists(_ANOTHER, max_size=3))
    def test_a_copied_paragraph_is_all_reuse(self, text: str, others: list[str]) -> None:
        before = [_told(other, 2022, paragraph=i) for i, other in enumerate([*others, text])]
        assert _shares(*before, _told(text, 2023))[-1] == (1.0, 1.0)

    @given(_ONE, st.lists(_ANOTHER, min_size=1, max_size=3))
    def test_an_unrelated_paragraph_is_none(self, text: str, others: list[str]) -> None:
        before = [_told(other, 2022, paragraph=i) for i, other in enumerate(others)]
        assert _shares(*before, _told(text, 2023))[-1] == (0.0, 0.0)

    @given(st.text("甲乙丙", max_size=40), st.text("甲乙丙", max_size=40))
    def test_the_share_is_that_of_counting_by_hand(self, before: str, now: str) -> None:
        known = {before[i : i + 5] for i in range(len(before) - 4)}
        grams = [now[i : i + 5] for i in range(len(now) - 4)]
        by_hand = sum(gram in known for gram in grams) / len(grams) if grams else None
        assert _shares(_told(before, 2022), _told(now, 2023))[-1] == (by_hand, by_hand)

    def test_the_year_before_and_all_years_are_told_apart(self) -> None:
        text, other = "每周五核对一次台账并签名", "培训改在网上进行以后人到得更齐"
        shares = _shares(_told(text, 2020), _told(other, 2021), _told(text, 2022), _told(text, 2023))
        assert shares == [(None, None), (0.0, 0.0), (0.0, 1.0), (1.0, 1.0)]

    def test_a_missing_year_leaves_only_the_earlier_ones(self) -> None:
        assert _shares(_told(_TEXT, 2020), _told(_TEXT, 2022))[-1] == (None, 1.0)

    def test_reports_on_the_same_year_are_not_each_others_model(self) -> None:
        assert _shares(_told(_TEXT), replace(_told(_TEXT), report="b.txt")) == [(None, None), (None, None)]

    def test_another_body_is_no_model(self) -> None:
        first, second = sorted([_told(_TEXT, 2022), _told(_TEXT, 2023, _OTHER)], key=lambda told: told.body)
        assert _shares(first, second) == [(None, None), (None, None)]

    def test_line_breaks_and_full_width_signs_count_for_nothing(self) -> None:
        assert _shares(_told("全年收到申请12件，\n均已答复。", 2022), _told("全年收到申请１２件,均已答复。"))[-1] == (1.0, 1.0)

    def test_a_paragraph_too_short_for_a_gram_has_no_share(self) -> None:
        assert _shares(_told("无变化", 2022), _told("无变化"))[-1] == (None, None)

    def test_paragraphs_out_of_order_are_refused(self) -> None:
        with pytest.raises(ValueError, match="comes after"):
            _shares(_told(_TEXT, 2023), _told(_TEXT, 2022))

    def test_grams_beyond_the_basic_plane_are_told_apart(self) -> None:
        assert len(set(gram_hashes(plain("𠮷𠮷𠮷𠮷𠮷𡈽𠮷𠮷𠮷𠮷𠮷")).tolist())) == 6


class TestCopiesAcrossBodies:
    def test_a_paragraph_with_another_name_and_number_is_a_copy(self) -> None:
        copied = _TEXT.replace("石梁县", "溪口镇").replace("一天", "三天")
        (copy,) = find_copies([_told(_TEXT, 2022), _told(copied, 2023, _OTHER, 4)])
        assert (copy.body, copy.year, copy.paragraph) == (_OTHER, 2023, 4)
        assert (copy.other_body, copy.other_year, copy.shared) == (_BODY, 2022, 1.0)

    def test_ones_own_earlier_paragraph_is_no_copy(self) -> None:
        assert list(find_copies([_told(_TEXT, 2022), _told(_TEXT, 2023)])) == []

    def test_half_a_paragraph_is_no_near_duplicate(self) -> None:
        half = _TEXT[: len(_TEXT) // 2] + "其余做法另见去年编成的那本问答小册子，窗口也摆着几本供人取走。"
        assert list(find_copies([_told(_TEXT), _told(half, body=_OTHER)])) == []

    def test_a_formula_is_passed_over(self) -> None:
        assert list(find_copies([_told("本年没有其他需要报告的事项。"), _told("本年没有其他需要报告的事项。", body=_OTHER)])) == []

    def test_the_first_body_again_is_led_to_the_other_one(self) -> None:
        """The text is kept once of each of two bodies, so either of them finds the other."""
        copies = list(find_copies([_told(_TEXT, 2021), _told(_TEXT, 2022, _OTHER), _told(_TEXT, 2023)]))
        assert [(copy.body, copy.other_body) for copy in copies] == [(_OTHER, _BODY), (_BODY, _OTHER)]

    def test_a_text_of_many_bodies_gives_a_row_for_each_but_the_first(self) -> None:
        bodies = [f"云岭{number}镇人民政府" for number in "甲乙丙丁戊己庚辛壬癸"]
        copies = list(find_copies(_told(_TEXT, body=body) for body in bodies))
        assert [copy.body for copy in copies] == bodies[1:]
        assert {copy.other_body for copy in copies} <= set(bodies[:2])

    @pytest.mark.parametrize(("changed", "found"), [(5, 60), (50, 0)])
    def test_near_duplicates_are_all_found_and_looser_ones_left_out(self, changed: int, found: int) -> None:
        """Of 150 characters 5 changed at the end share 0.93, a pair missed once in a million; 50 share half."""
        chance = random.Random(7)  # noqa: S311
        letters = [chr(code) for code in range(0x4E00, 0x5E00)]
        texts = ["".join(chance.choices(letters, k=150)) for _ in range(60)]
        others = [text[: 150 - changed] + "".join(chance.choices(letters, k=changed)) for text in texts]
        paragraphs = [_told(text, paragraph=i) for i, text in enumerate(texts)]
        copies = list(find_copies([*paragraphs, *(_told(text, body=_OTHER, paragraph=i) for i, text in enumerate(others))]))
        assert [(copy.paragraph, copy.other_paragraph) for copy in copies] == [(i, i) for i in range(found)]

    def test_a_file_name_that_is_no_utf_8_does_no_harm(self) -> None:
        odd = replace(_told(_TEXT), report="\udcff.txt")
        (copy,) = find_copies([odd, _told(_TEXT, body=_OTHER)])
        assert copy.other_report == "\udcff.txt"

    def test_without_datasketch_a_code_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "datasketch", None)
        with pytest.raises(ScoringError, match=r"E401: datasketch"):
            list(find_copies([_told(_TEXT)]))
