"""Files that are broken or mean harm: each gives one coded error or a document, in bounded time and memory."""

from __future__ import annotations

import io
import json
import os
import random
import struct
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
from crafted_files import make_docx, make_ole2, zipped
from PIL import Image

from nlp.document import Document, TableBlock, TextBlock
from nlp.errors import ReadError
from nlp.readers import Limits, read

NOISE = random.Random(11)  # noqa: S311
SENTENCE = "全年受理政府信息公开申请32件，均已按期答复。"
PARAGRAPH = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = f'<w:document xmlns:w="{TRANSITIONAL}"><w:body>{PARAGRAPH}</w:body></w:document>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))

READ = """
import json, resource, sys
memory = 2 * 1024**3
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
from nlp.errors import ReadError
from nlp.readers import read
try:
    print(json.dumps({"blocks": len(read(sys.argv[1]).blocks)}))
except ReadError as error:
    print(json.dumps({"code": error.code, "file": error.file}))
"""


# Making files


def with_document(document, **parts):
    return make_docx("", word__document=document, **parts)


def pdf(*objects, trailer=""):
    """A pdf of some objects, the first its catalogue, with a correct table of references."""
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + (content if isinstance(content, bytes) else content.encode()) + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size + table
    return data + f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()


def one_page_pdf(trailer="", *more):
    text = b"BT /F1 12 Tf 72 700 Td (In 2022 the office received 32 applications and answered all of them.) Tj ET"
    return pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(text) + text + b"\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
        trailer=trailer,
    )


def encrypted_pdf():
    """The owner's and the user's key fit no password."""
    keys = f"/O <{'41' * 32}> /U <{'42' * 32}>"
    lock = f"<< /Filter /Standard /V 1 /R 2 {keys} /P -4 >>"
    return one_page_pdf(f"/Encrypt 6 0 R /ID [<{'43' * 16}> <{'43' * 16}>]", lock)


def picture_pdf():
    buffer = io.BytesIO()
    Image.new("L", (300, 400), 200).save(buffer, "PDF")
    return buffer.getvalue()


def pages_in_a_circle():
    return pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")


def picture(kind):
    buffer = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(buffer, kind)
    return buffer.getvalue()


def workbook():
    book = openpyxl.Workbook()
    book.active["A1"] = SENTENCE
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def lying_size(size):
    """A docx whose document part says in both places that it has another size."""
    data = bytearray(make_docx(PARAGRAPH * 50))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        member = archive.getinfo("word/document.xml")
    struct.pack_into("<I", data, member.header_offset + 22, size)
    directory = data.rindex(b"word/document.xml") - 46
    struct.pack_into("<I", data, directory + 24, size)
    return bytes(data)


def encrypted_zip():
    data = bytearray(make_docx(PARAGRAPH))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(signature, place + 4)
    return bytes(data)


def same_name_twice():
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")
        for _ in range(2):
            archive.writestr("word/document.xml", DOCUMENT)
    return buffer.getvalue()


def damaged_stream():
    data = bytearray(make_docx(PARAGRAPH * 200))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.getinfo("word/document.xml").header_offset + 30 + len("word/document.xml")
    data[start + 20 : start + 60] = bytes(40)
    return bytes(data)


def without(part):
    with zipfile.ZipFile(io.BytesIO(make_docx(PARAGRAPH))) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist() if name != part})


def page(body, head=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def nested_tables(depth):
    return "<w:tbl><w:tr><w:tc>" * depth + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * depth


CIRCLE = "".join(
    f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
    for a, b in ("xy", "yx", "zz")
)
IN_CIRCLE = "".join(f'<w:p><w:pPr><w:pStyle w:val="{key}"/></w:pPr><w:r><w:t>{key}</w:t></w:r></w:p>' for key in "xyz")
NUMBERED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
)
HUGE_START = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="99999999999999"/>'
    '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)

ERRORS = {
    # what it is: (bytes, name, code)
    "an empty file": (b"", "年报.docx", "E104"),
    "one byte that is no text": (b"\xff", "年报.txt", "E117"),
    "blanks only": (" \n\u3000\t\n".encode(), "年报.txt", "E107"),
    "NUL bytes only": (bytes(5000), "年报.txt", "E107"),
    "noise": (NOISE.randbytes(30_000), "年报.txt", "E117"),
    "noise called docx": (NOISE.randbytes(30_000), "年报.docx", "E117"),
    "a png called docx": (picture("PNG"), "年报.docx", "E106"),
    "a jpeg called pdf": (picture("JPEG"), "年报.pdf", "E106"),
    "a gif": (picture("GIF"), "年报.txt", "E106"),
    "a tiff": (picture("TIFF"), "年报.txt", "E106"),
    "a program for Windows": (b"MZ\x90\0\x03\0\0\0" + NOISE.randbytes(3000), "年报.exe", "E106"),
    "a program for Linux": (b"\x7fELF\x02\x01\x01" + bytes(3000), "年报", "E106"),
    "gzip": (b"\x1f\x8b\x08" + NOISE.randbytes(300), "年报.txt", "E106"),
    "a web archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "年报.mht", "E106"),
    "an XML file": (b'<?xml version="1.0"?><feed><entry>1</entry></feed>', "年报.xml", "E106"),
    "a workbook": (workbook(), "年报.xlsx", "E106"),
    "a workbook called docx": (workbook(), "年报.docx", "E106"),
    "a zip of something": (zipped({"a.txt": SENTENCE}), "年报.docx", "E106"),
    "an empty zip": (zipped({}), "年报.docx", "E106"),
    "a zip in a zip": (zipped({"inner.docx": make_docx(PARAGRAPH)}), "年报.docx", "E106"),
    "a docx whose document is a zip": (with_document(make_docx(PARAGRAPH)), "年报.docx", "E110"),
    "a docx without its document": (without("word/document.xml"), "年报.docx", "E110"),
    "a docx whose document is another thing": (with_document("<a/>"), "年报.docx", "E106"),
    "a docx whose document is empty": (with_document(""), "年报.docx", "E110"),
    "a docx that says nothing": (make_docx("<w:p/>"), "年报.docx", "E107"),
    "a docx cut off": (make_docx(PARAGRAPH * 50)[:-40], "年报.docx", "E110"),
    "the first half of a docx": (make_docx(PARAGRAPH)[:600], "年报.docx", "E110"),
    "four bytes of a docx": (b"PK\x03\x04", "年报.docx", "E110"),
    "a docx with a damaged stream": (damaged_stream(), "年报.docx", "E110"),
    "a docx that says it is smaller": (lying_size(20), "年报.docx", "E110"),
    "a docx that says it is larger": (lying_size(90_000_000), "年报.docx", "E110"),
    "a docx that says it is a gigabyte": (lying_size(1 << 30), "年报.docx", "E111"),
    "a docx of many members": (zipped({f"{n}.xml": "" for n in range(5000)}), "年报.docx", "E111"),
    "a zip bomb": (with_document(DOCUMENT + " " * 50_000_000), "年报.docx", "E111"),
    "a zip bomb in another part": (make_docx(PARAGRAPH, customXml__item1=" " * 50_000_000), "年报.docx", "E111"),
    "two members of one name": (same_name_twice(), "年报.docx", "E110"),
    "an encrypted zip": (encrypted_zip(), "年报.docx", "E113"),
    "a docx encrypted by Word": (make_ole2({"EncryptedPackage": bytes(4096)}), "年报.docx", "E113"),
    "an old workbook": (make_ole2({"Workbook": bytes(4096)}), "年报.doc", "E106"),
    "an old file cut off": (make_ole2({"WordDocument": bytes(4096)})[:700], "年报.doc", "E110"),
    "a file fetched by an entity": (
        with_document(f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>{DOCUMENT.replace("32", "&x;")}'),
        "年报.docx",
        "E112",
    ),
    "a billion laughs": (
        with_document(f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>{DOCUMENT.replace("32", "&l11;")}'),
        "年报.docx",
        "E112",
    ),
    "a DTD from elsewhere": (
        with_document(f'<!DOCTYPE a SYSTEM "http://localhost:9/a.dtd">{DOCUMENT}'),
        "年报.docx",
        "E112",
    ),
    "a DOCTYPE in a part that is not read": (
        make_docx(PARAGRAPH, customXml__item1="<!doctype a><a/>"),
        "年报.docx",
        "E112",
    ),
    "a DOCTYPE in UTF-16": (
        with_document(('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a>' + DOCUMENT).encode("utf-16")),
        "年报.docx",
        "E112",
    ),
    "a part that is not UTF-8": (with_document(DOCUMENT.encode("gb18030")), "年报.docx", "E110"),
    "an entity that is not defined": (with_document(DOCUMENT.replace("32", "&nbsp;")), "年报.docx", "E110"),
    "tables in tables in tables": (make_docx(nested_tables(300)), "年报.docx", "E114"),
    "elements in elements": (with_document("<w:a>" * 100_000), "年报.docx", "E110"),
    "a pdf's first line": (b"%PDF-1.7\n", "年报.pdf", "E110"),
    "noise after a pdf's first line": (b"%PDF-1.7\n" + NOISE.randbytes(5000), "年报.pdf", "E110"),
    "a pdf that is encrypted": (encrypted_pdf(), "年报.pdf", "E113"),
    "a pdf of a picture": (picture_pdf(), "年报.pdf", "E116"),
    "a page of a script only": (page("<script>document.write('全年。')</script>"), "年报.html", "E107"),
    "a page of an attribute without end": (b"<html><body><p title='" + b"x" * 3_000_000, "年报.html", "E107"),
    "a page of a comment without end": (page("") + b"<!--" + b"-" * 3_000_000, "年报.html", "E107"),
    "boxes in boxes": (page("<div>" * 1500 + SENTENCE), "年报.html", "E114"),
    "tables in tables on a page": (page("<table><tr><td>" * 1500 + SENTENCE), "年报.html", "E114"),
}

READABLE = {
    # what it is: (bytes, name, format)
    "one byte": (b"1", "年报.txt", "text"),
    "a text without an ending": (SENTENCE.encode(), "", "text"),
    "NUL bytes in a text": (SENTENCE.replace("，", "\0，").encode(), "年报.txt", "text"),
    "gb18030": (SENTENCE.encode("gb18030"), "年报.txt", "text"),
    "UTF-16": (SENTENCE.encode("utf-16"), "年报.txt", "text"),
    "a lone surrogate": ((SENTENCE * 30).encode() + "\ud83d".encode("utf-8", "surrogatepass"), "年报.txt", "text"),
    "a text called docx": (SENTENCE.encode(), "年报.docx", "text"),
    "a text called pdf": (SENTENCE.encode("gbk"), "年报.pdf", "text"),
    "a docx called pdf": (make_docx(PARAGRAPH), "年报.pdf", "docx"),
    "a docx called txt": (make_docx(PARAGRAPH), "年报.txt", "docx"),
    "a page called doc": (page(f"<p>{SENTENCE}</p>"), "年报.doc", "html"),
    "a page called txt": (page(f"<p>{SENTENCE}</p>"), "年报.txt", "html"),
    "a page in UTF-16": (page(f"<p>{SENTENCE}</p>").decode().encode("utf-16"), "年报.html", "html"),
    "a page without a frame": (f"<p>{SENTENCE}</p>".encode(), "年报.html", "html"),
    "a page after a comment": (f"<!-- saved -->\n<p>{SENTENCE}</p>".encode(), "", "html"),
    "gb18030 declared as UTF-8": (
        page(f"<p>{SENTENCE}</p>", "<meta charset=utf-8>").decode().encode("gb18030"),
        "年报.html",
        "html",
    ),
    "a docx without numbers": (without("word/numbering.xml"), "年报.docx", "docx"),
    "a docx without styles": (without("word/styles.xml"), "年报.docx", "docx"),
    "a docx without relations": (without("_rels/.rels"), "年报.docx", "docx"),
    "a docx without content types": (without("[Content_Types].xml"), "年报.docx", "docx"),
    "a pdf called docx": (one_page_pdf(), "年报.docx", "pdf"),
    "a pdf with a wrong table of references": (
        one_page_pdf().replace(b"startxref\n", b"startxref\n9"),
        "年报.pdf",
        "pdf",
    ),
    "a document within declared gb18030": (
        with_document(f'<?xml version="1.0" encoding="gb18030"?>{DOCUMENT}'.encode("gb18030")),
        "年报.docx",
        "docx",
    ),
}


@pytest.mark.parametrize(("data", "name", "code"), ERRORS.values(), ids=ERRORS)
def test_a_bad_file_gives_one_coded_error(data, name, code):
    with pytest.raises(ReadError) as caught:
        read(data, name)
    assert (caught.value.code, caught.value.file) == (code, name)


@pytest.mark.parametrize(("data", "name", "form"), READABLE.values(), ids=READABLE)
def test_an_odd_file_is_read_for_what_it_is(data, name, form):
    document = read(data, name)
    assert document.format == form
    text = "".join(block.text for block in document.blocks if isinstance(block, TextBlock))
    assert "32" in text or text == "1"
    assert form == "pdf" or SENTENCE in text or text == "1"


# Word documents with senseless references


def test_styles_based_on_one_another_in_a_circle_end():
    document = read(make_docx(IN_CIRCLE, styles=CIRCLE), "年报.docx")
    assert [block.text for block in document.blocks] == ["x", "y", "z"]


@pytest.mark.parametrize("level", ["0", "99", "-1", "x", ""])
@pytest.mark.parametrize("number", ["1", "7", "-1"])
def test_numbers_that_refer_to_nothing_are_left_out(level, number):
    document = read(make_docx(NUMBERED.format(level, number)), "年报.docx")
    assert document.blocks == (TextBlock("甲"),)


def test_a_list_that_starts_beyond_all_bounds_stays_short():
    document = read(make_docx(NUMBERED.format(0, 1), numbering=HUGE_START), "年报.docx")
    assert document.blocks == (TextBlock("1000000000、甲"),)


@pytest.mark.parametrize("span", ["-3", "0", "999999999999", "x"])
def test_senseless_spans_in_a_docx_stay_in_bounds(span):
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>'
    (table,) = read(make_docx(f"<w:tbl><w:tr>{cell * 2}</w:tr></w:tbl>"), "年报.docx").blocks
    assert isinstance(table, TableBlock)
    assert all(1 <= cell.colspan <= 63 for cell in table.cells)


# What is no file at all


def code_of(path):
    with pytest.raises(ReadError) as caught:
        read(path)
    return caught.value.code


def test_a_missing_file(tmp_path):
    assert code_of(tmp_path / "没有.docx") == "E101"


def test_a_file_under_a_file(tmp_path):
    (tmp_path / "a").write_bytes(b"1")
    assert code_of(tmp_path / "a" / "b.docx") == "E101"


def test_a_path_with_a_nul():
    assert code_of("a\0.docx") == "E101"


def test_a_directory(tmp_path):
    assert code_of(tmp_path) == "E103"


def test_a_link_to_itself(tmp_path):
    (tmp_path / "a.docx").symlink_to(tmp_path / "a.docx")
    assert code_of(tmp_path / "a.docx") == "E102"


def test_a_name_that_is_too_long(tmp_path):
    assert code_of(tmp_path / ("年" * 300)) == "E102"


def test_a_pipe_that_nobody_writes_to(tmp_path):
    os.mkfifo(tmp_path / "a.docx")
    assert code_of(tmp_path / "a.docx") == "E102"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path):
    (tmp_path / "a.docx").write_bytes(make_docx(PARAGRAPH))
    (tmp_path / "a.docx").chmod(0)
    assert code_of(tmp_path / "a.docx") == "E102"


def test_a_file_larger_than_the_limit_is_not_read(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(1 << 40)
    assert code_of(tmp_path / "a.txt") == "E105"


def test_bytes_larger_than_the_limit():
    with pytest.raises(ReadError) as caught:
        read(SENTENCE.encode(), "年报.txt", Limits(size=10))
    assert caught.value.code == "E105"


# Heavy ones: in a process of their own, with two gigabytes of memory and two minutes


def read_in_bounds(path):
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def bomb_of_many_parts():
    """Each member stays under the ratio at which one is refused, all together are too large."""
    block = NOISE.randbytes(20_000) * 200
    parts = {f"part{n}": block for n in range(70)}
    return make_docx(PARAGRAPH, **parts)


def cells_without_end(count):
    cell = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
    return make_docx("<w:tbl>" + f"<w:tr>{cell * 10}</w:tr>" * (count // 10) + "</w:tbl>")


HEAVY = {
    # what it is: (what makes it, the codes it may give, whether it may be read)
    "50 MB of digits": (lambda: b"1234567890" * 5_000_000, {"E105", "E118", "E119"}, True),
    "50 MB of digits in lines": (lambda: b"123456789\n" * 5_000_000, {"E119"}, False),
    "as many lines as are allowed": (lambda: b"123456789\n" * 100_000, {"E118"}, True),
    "50 MB of blanks": (lambda: b"1" + b" " * 50_000_000 + b"1", set(), True),
    "50 MB of line ends": (lambda: b"1" + b"\n" * 50_000_000 + b"1", {"E119"}, False),
    "50 MB of opening brackets": (lambda: b"<" * 50_000_000, {"E107", "E118", "E119"}, True),
    "a million boxes in boxes": (lambda: page("<div>" * 900_000 + SENTENCE), {"E114"}, False),
    "a million tags left open": (lambda: page("<b>" * 900_000 + SENTENCE), {"E107", "E114"}, False),
    "two million paragraphs": (lambda: page("<p>甲" * 2_000_000), {"E119"}, False),
    "100000 paragraphs": (lambda: page(f"<p>{SENTENCE}</p>" * 100_000), set(), True),
    "100000 list items": (lambda: page(f"<ol>{f'<li>{SENTENCE}' * 100_000}</ol>"), set(), True),
    "cells of all columns": (
        lambda: page("<table>" + "<tr><td colspan=1000000000>1" * 20_000 + "</table>"),
        set(),
        True,
    ),
    "cells of all rows": (
        lambda: page("<table>" + "<tr><td rowspan=1000000000>1" * 20_000 + "</table>"),
        {"E118"},
        True,
    ),
    "a page of too many cells": (lambda: page("<table><tr>" + "<td>1" * 210_000 + "</table>"), {"E119"}, False),
    "an attribute of 50 MB": (lambda: b"<html><p title='" + b"x" * 50_000_000 + b"'>1", set(), True),
    "comments without end": (lambda: b"<!-- -->" * 500_000 + b"1", {"E107"}, True),
    "hidden boxes": (lambda: page("<div hidden>甲" * 150 + "<p hidden>乙。</p>" * 100_000), {"E107"}, True),
    "a docx of too many cells": (lambda: cells_without_end(210_000), {"E119"}, False),
    "a bomb of many parts": (bomb_of_many_parts, {"E111"}, False),
    "30 MB of noise": (lambda: NOISE.randbytes(30_000_000), {"E117"}, False),
    "pages in a circle": (pages_in_a_circle, {"E107", "E110", "E116"}, False),
}


@pytest.mark.parametrize(("make", "codes", "readable"), HEAVY.values(), ids=HEAVY)
def test_a_heavy_file_stays_in_bounds(tmp_path, make, codes, readable):
    path = tmp_path / "年报.dat"
    path.write_bytes(make())
    outcome = read_in_bounds(path)
    if "code" in outcome:
        assert Path(outcome["file"]).name == path.name
        assert outcome["code"] in codes
    else:
        assert readable
        assert outcome["blocks"] > 0


# Files damaged at random


@pytest.mark.parametrize("seed", range(12))
def test_a_good_file_damaged_anywhere_gives_a_code_or_a_document(seed):
    chance = random.Random(seed)  # noqa: S311
    good = [
        make_docx(PARAGRAPH * 5 + nested_tables(3), styles=CIRCLE, numbering=HUGE_START),
        page(f"<h1>年报</h1><p>{SENTENCE}</p><table><tr><td>1<td>2</table>"),
        one_page_pdf(),
        make_ole2({"EncryptedPackage": bytes(4096)}),
        (SENTENCE + "\n").encode() * 9,
    ]
    for data in good:
        damaged = bytearray(data)
        for _ in range(chance.randrange(1, 12)):
            place = chance.randrange(len(damaged))
            damaged[place : place + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        outcome = outcome_of(bytes(damaged), "年报")
        assert outcome.file == "年报" if isinstance(outcome, ReadError) else outcome.blocks


def outcome_of(data: bytes, name: str) -> Document | ReadError:
    """Any other exception ends the test."""
    try:
        return read(data, name)
    except ReadError as error:
        return error
