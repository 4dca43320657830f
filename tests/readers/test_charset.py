from __future__ import annotations

import codecs
import random

import pytest

from nlp.errors import ReadError
from nlp.readers.charset import decode

TEXT = "青禾县2022年主动公开政府信息4578条，受理申请32件。\n镕（gb2312没有的字）\n"


DECLARED = ["gb2312", "GBK", "gb18030", "x-gbk", "'gb2312'", None, "utf-8", "no-such-set", "base64"]
NOISE = random.Random(7)  # noqa: S311


@pytest.mark.parametrize("declared", DECLARED)
def test_gb18030_is_read_whatever_is_declared(declared):
    assert decode(TEXT.encode("gb18030"), declared) == TEXT


@pytest.mark.parametrize("declared", ["gb2312", "gbk", None, "utf-8", "iso-8859-1", "big5"])
def test_utf8_is_read_whatever_is_declared(declared):
    assert decode(TEXT.encode(), declared) == TEXT


@pytest.mark.parametrize("declared", ["gb2312", None, "utf-8"])
def test_a_few_words_of_gb18030_that_are_valid_utf8_by_chance_are_chinese(declared):
    assert "芦溪".encode("gbk").decode("utf-8")
    assert decode("芦溪".encode("gbk"), declared) == "芦溪"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_text(mark, encoding):
    assert decode(mark + TEXT.encode(encoding), "gbk") == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised(encoding):
    assert decode((TEXT * 5).encode(encoding)) == TEXT * 5


def test_a_declared_set_of_another_script_is_used():
    text = "政府資訊公開年度報告，受理申請三十二件，予以公開。"
    assert decode(text.encode("big5"), "big5") == text


def test_one_damaged_byte_does_not_lose_the_text():
    data = (TEXT * 10).encode()
    text = decode(data[:200] + b"\xff" + data[200:], "utf-8")
    assert text.count("4578条") == 10


def test_a_text_cut_in_the_middle_of_a_character_is_read():
    assert decode((TEXT * 10).encode()[:-2] + "县".encode()[:2]).startswith(TEXT)


def test_nul_bytes_between_characters_are_dropped():
    assert decode("公开32件\0\0\n".encode()) == "公开32件\n"


def test_an_ascii_file_stays_as_it_is():
    assert decode(b"32 = 24 + 8", "gb2312") == "32 = 24 + 8"


def test_no_bytes_are_no_text():
    assert decode(b"") == ""


@pytest.mark.parametrize("data", [NOISE.randbytes(20_000), b"\xff\xfe" + NOISE.randbytes(9_999), bytes(range(256)) * 9])
def test_binary_data_is_no_text(data):
    with pytest.raises(ReadError) as caught:
        decode(data, name="data.bin")
    assert (caught.value.code, caught.value.file) == ("E117", "data.bin")
