"""Reading pdf. The small files are written here, object by object, with a standard Chinese font not embedded."""

from __future__ import annotations

import importlib.util
import re
import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from nlp.document import Block, TableBlock, TextBlock
from nlp.errors import ReadError
from nlp.readers.limits import Limits
from nlp.readers.pdf import read_pdf

SHARED = Path(__file__).parents[3] / "shared"
WIDTH, HEIGHT = 595, 842
LEFT, SIZE = 90, 16


def show(text: str, x: float, top: float, size: float = SIZE) -> str:
    return f"BT /F {size} Tf {x} {HEIGHT - top - size} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def rule(x0: float, top: float, x1: float, bottom: float) -> str:
    return f"{x0} {HEIGHT - top} m {x1} {HEIGHT - bottom} l S"


def grid(xs: Sequence[float], tops: Sequence[float]) -> list[str]:
    return [rule(xs[0], y, xs[-1], y) for y in tops] + [rule(x, tops[0], x, tops[-1]) for x in xs]


def prose(lines: Sequence[str], top: float, pitch: float = 28) -> list[str]:
    """Lines one under another; a line that begins with a full-width blank is indented by two characters."""
    return [
        show(line.lstrip("　"), LEFT + (2 * SIZE if line[0] == "　" else 0), top + n * pitch)
        for n, line in enumerate(lines)
    ]


def make_pdf(*pages: Sequence[str], trailer: str = "", compress: Callable[[bytes], bytes] = zlib.compress) -> bytes:
    """A pdf whose pages are lists of drawing operations."""
    count = len(pages)
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor"
        b" /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 800] /Ascent 800 /Descent -200 /ItalicAngle 0"
        b" /CapHeight 700 /StemV 80 >> >>",
    ]
    for n, operations in enumerate(pages):
        stream = compress("\n".join(operations).encode())
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {6 + 2 * n} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        head = f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + stream + b"\nendstream")
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for n, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{n} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def read(*pages: Sequence[str]) -> list[Block]:
    return read_pdf(make_pdf(*pages), "small.pdf", Limits())[0]


def texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, TextBlock)]


def table(blocks: Sequence[Block]) -> list[list[tuple[str, int, int]]]:
    """The only table's rows, each cell as text, rowspan, colspan."""
    (found,) = (block for block in blocks if isinstance(block, TableBlock))
    assert found.layout == "grid"
    return [[(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in found.rows()]


FIRST = ["　银杏镇全年通过镇政府网站主动公开各类政府信", "息共一百二十条，其中政策文件三十条，按时率达", "到百分之百。"]
SECOND = ["　镇里还设置了三处查阅点，方便群众查阅办理事", "项，群众都说好。"]


def test_wrapped_lines_are_one_paragraph_and_an_indent_begins_the_next() -> None:
    blocks = read(prose(["一、总体情况", *FIRST, *SECOND], 90))
    assert texts(blocks) == ["一、总体情况", "".join(FIRST)[1:], "".join(SECOND)[1:]]
    assert [block.page for block in blocks] == [1, 1, 1]


def test_a_paragraph_goes_on_over_a_page_and_its_page_number() -> None:
    mark = [show("— 1 —", 280, 790, 12)]
    blocks = read(prose(FIRST[:2], 700) + mark, [*prose([FIRST[2], *SECOND], 80), show("— 2 —", 280, 790, 12)])
    assert texts(blocks) == ["".join(FIRST)[1:], "".join(SECOND)[1:]]


def test_a_running_head_is_left_out_but_a_text_that_stands_once_is_kept() -> None:
    bodies = [f"{village}村设置查阅点一处。" for village in ("东", "西", "南")]
    pages = [
        [show("银杏镇人民政府文件", 90, 40, 12), *prose([f"　{body}"], 90), show(f"第{n}页 共3页", 280, 790, 12)]
        for n, body in enumerate(bodies, start=1)
    ]
    pages[1].append(show("抄送：各村", 90, 760, 12))
    assert texts(read(*pages)) == [*bodies[:2], "抄送：各村", bodies[2]]


def test_a_number_in_the_text_is_no_page_number() -> None:
    assert texts(read([*prose(SECOND, 90), show("35", 90, 400)])) == ["".join(SECOND)[1:], "35"]


def test_a_title_of_two_centred_lines_is_one_block() -> None:
    title = [show("银杏镇人民政府", 226, 90, 22), show("政府信息公开工作年度报告", 171, 120, 22)]
    assert texts(read(title + prose(FIRST, 190)))[0] == "银杏镇人民政府政府信息公开工作年度报告"


def test_paragraphs_without_an_indent_are_told_apart_by_their_distance() -> None:
    first = prose([FIRST[0].lstrip("　") + "公开", FIRST[1] + "到了"], 90)
    second = prose(["镇里还设置了三处查阅点，方便群众查阅办理事项到", "位。"], 90 + 2 * 28 + 20)
    assert len(texts(read(first + second))) == 2


def test_blanks_between_characters_and_figures_are_closed_up() -> None:
    blocks = read(prose(["　全年公开规章 22 件，比 2020 年多 3 件。"], 90))
    assert texts(blocks) == ["全年公开规章22件，比2020年多3件。"]


def test_lines_of_a_table_without_ruling_stay_apart_and_keep_their_blanks() -> None:
    lines = [show(t, LEFT, 300 + 20 * n, 12) for n, t in enumerate(["行政处罚 12", "行政强制 3", "1 2 0 0 4 5 12"])]
    assert texts(read(prose(FIRST, 90) + lines))[1:] == ["行政处罚 12", "行政强制 3", "1 2 0 0 4 5 12"]


XS, TOPS = [90, 250, 350, 450], [200, 230, 260, 290]


def test_ruled_cells_come_with_the_spans_that_the_ruling_shows() -> None:
    lines = [
        *(rule(XS[0], y, XS[-1], y) for y in (200, 230, 290)),
        rule(XS[1], 260, XS[-1], 260),
        *(rule(x, 200, x, 290) for x in (XS[0], XS[1], XS[-1])),
        rule(XS[2], 230, XS[2], 290),
    ]
    places = [("项目", 95, 208), ("申请人", 260, 208), ("办理结果", 95, 250), ("予以公开", 255, 238), ("12", 360, 238)]
    words = [show(text, x, y, 12) for text, x, y in [*places, ("合计", 255, 268)]]
    blocks = read(prose(SECOND, 90) + lines + words)
    assert table(blocks) == [
        [("项目", 1, 1), ("申请人", 1, 2)],
        [("办理结果", 2, 1), ("予以公开", 1, 1), ("12", 1, 1)],
        [("合计", 1, 1), ("", 1, 1)],
    ]
    assert texts(blocks) == ["".join(SECOND)[1:]]


def test_a_cell_of_one_character_a_line_is_read_downwards() -> None:
    words = [show(c, 95, 202 + 14 * n, 12) for n, c in enumerate("年度结果")]
    blocks = read([*grid([90, 115, 200], [200, 270, 290]), *words, show("+ 3", 120, 210, 12)])
    assert table(blocks)[0] == [("年度结果", 1, 1), ("+ 3", 1, 1)]


def _two_part_table(upper: Sequence[Sequence[str]], lower: Sequence[Sequence[str]]) -> list[list[tuple[str, int, int]]]:
    def part(rows: Sequence[Sequence[str]], top: float) -> list[str]:
        tops = [top + 20 * n for n in range(len(rows) + 1)]
        cells = [(t, x, y) for y, row in zip(tops, rows, strict=False) for x, t in zip(XS, row, strict=False) if t]
        return grid(XS, tops) + [show(t, x + 4, y + 3, 12) for t, x, y in cells]

    first, last = prose(["　说明如下。"], 600), prose(["五、其他"], 500)
    return table(read(first + part(upper, 700), part(lower, 72) + last))


HEAD = ["项目", "件数", "比上年"]


def test_a_table_over_two_pages_is_one_and_its_repeated_head_stands_once() -> None:
    rows = _two_part_table([HEAD, ["收件", "5", "1"]], [HEAD, ["发件", "7", "2"]])
    assert [[text for text, _, _ in row] for row in rows] == [HEAD, ["收件", "5", "1"], ["发件", "7", "2"]]


def test_a_row_cut_by_the_page_is_one_row_again() -> None:
    lower = [["的各类申请", "", ""], ["2.其他", "7", ""]]
    rows = _two_part_table([HEAD, ["1.逾期没有补正申请的件数", "5", "1"]], lower)
    assert [row[0] for row in rows] == [("项目", 1, 1), ("1.逾期没有补正申请的件数的各类申请", 1, 1), ("2.其他", 1, 1)]


def test_a_row_that_begins_on_the_new_page_with_blanks_stays_a_row() -> None:
    lower = [["2.重复申请", "", ""], ["3.其他", "7", ""]]
    rows = _two_part_table([HEAD, ["1.逾期没有补正申请的件数", "5", "1"]], lower)
    assert [row[0][0] for row in rows] == ["项目", "1.逾期没有补正申请的件数", "2.重复申请", "3.其他"]


def test_a_number_wrapped_in_its_narrow_cell_and_cut_by_the_page_is_one_number() -> None:
    lower = [["件数和批数", "2", ""], ["2.其他", "7", ""]]
    rows = _two_part_table([["1.逾期没有补正申请的件数", "12345678901234", "1"]], lower)
    assert [text for text, _, _ in rows[0]] == ["1.逾期没有补正申请的件数件数和批数", "123456789012342", "1"]


def test_a_head_cell_over_two_rows_goes_on_after_the_page() -> None:
    rows = _two_part_table([["项目", "企业", "总计"]], [["", "商业企业", ""], ["收件", "5", "6"]])
    assert rows[0] == [("项目", 2, 1), ("企业", 1, 1), ("总计", 2, 1)]
    assert [text for text, _, _ in rows[1]] == ["商业企业"]


def test_a_single_row_at_the_foot_of_a_page_belongs_to_the_table_on_the_next() -> None:
    head = [*grid([90, 450], [760, 780]), show("第二十条第（一）项", 200, 763, 12)]
    rest = [*grid(XS, [72, 92]), show("收件", 94, 75, 12), show("5", 254, 75, 12)]
    rows = table(read(prose(["　说明如下。"], 600) + head, rest))
    assert rows == [[("第二十条第（一）项", 1, 3)], [("收件", 1, 1), ("5", 1, 1), ("", 1, 1)]]


def test_an_indent_begins_a_paragraph_though_the_line_before_is_full() -> None:
    full = "　银杏镇全年通过镇政府网站主动公开各类政府信息，"
    blocks = read(prose([full, FIRST[1] + "都好。", *SECOND], 90))
    assert [text[:3] for text in texts(blocks)] == ["银杏镇", "镇里还"]


def test_a_frame_around_text_is_no_table() -> None:
    blocks = read([*prose(FIRST, 90), *grid([85, 500], [300, 340]), show("提示：数据截至年底", 95, 310, 12)])
    assert texts(blocks)[-1] == "提示：数据截至年底"
    assert all(isinstance(block, TextBlock) for block in blocks)


def test_shading_behind_lines_is_no_table() -> None:
    shade = [f"1 1 0 rg {LEFT} {HEIGHT - 90 - 28 * (n + 1)} 400 28 re f 0 g" for n in range(3)]
    assert texts(read(shade + prose(FIRST, 90))) == ["".join(FIRST)[1:]]


def test_a_pdf_without_text_asks_for_ocr() -> None:
    with pytest.raises(ReadError, match=r"E116 small\.pdf"):
        read(["0 0 100 100 re f"])


def test_a_damaged_pdf_is_said_to_be_damaged() -> None:
    whole = make_pdf(prose(FIRST, 90))
    for data in (b"%PDF-1.4\nnothing more", whole[:200], b"%PDF-1.7\n" + bytes(range(256)) * 20):
        with pytest.raises(ReadError, match=r"E110|E116"):
            read_pdf(data, "broken.pdf", Limits())


def test_any_cut_and_any_flipped_byte_gives_blocks_or_a_coded_error() -> None:
    whole = make_pdf([*prose(FIRST, 90), *grid(XS, TOPS)])
    for place in range(10, len(whole), 97):
        for data in (whole[:place], whole[:place] + bytes([whole[place] ^ 0x15]) + whole[place + 1 :]):
            try:
                blocks, _ = read_pdf(data, "broken.pdf", Limits())
            except ReadError as error:
                assert error.code in ("E110", "E113", "E116")  # noqa: PT017
            else:
                assert blocks


def test_an_encrypted_pdf_is_refused() -> None:
    lock = f"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >>"
    with pytest.raises(ReadError, match="E113"):
        read_pdf(make_pdf(prose(FIRST, 90), trailer=lock), "locked.pdf", Limits())


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(ReadError, match=r"E115.* 3 pages.*limit of 2"):
        read_pdf(make_pdf(*[prose(FIRST, 90)] * 3), "long.pdf", Limits(pages=2))


def test_a_stream_that_inflates_without_end_is_refused() -> None:
    data = make_pdf([*prose(FIRST, 90), " " * 5_000_000])
    with pytest.raises(ReadError, match="E111"):
        read_pdf(data, "bomb.pdf", Limits(inflated=1_000_000))


def test_reading_stops_when_its_time_is_over() -> None:
    with pytest.raises(ReadError, match="E118"):
        read_pdf(make_pdf(prose(FIRST, 90)), "slow.pdf", Limits(seconds=0))


def test_too_many_cells_are_refused() -> None:
    with pytest.raises(ReadError, match="E119"):
        read_pdf(make_pdf([*grid(XS, TOPS), show("项", 95, 208, 12)]), "cells.pdf", Limits(cells=5))


def _devset() -> ModuleType:
    path = SHARED / "devset" / "build.py"
    if not path.exists():
        pytest.skip("the report suite is not here")
    spec = importlib.util.spec_from_file_location("devset_build", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def squashed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", ["d06", "d11"])
def test_every_paragraph_and_table_cell_of_the_suite_is_found(name: str) -> None:
    build = _devset()
    (report,) = build.load(SHARED / "devset" / "reports", [name])
    blocks, _ = read_pdf((SHARED / "devset" / "files" / f"{name}.pdf").read_bytes(), name, Limits())
    found = {squashed(text) for text in texts(blocks)}
    wanted = {squashed(b.get("para") or b["heading"]) for b in report["blocks"] if "table" not in b}
    assert wanted - found == set()
    assert found - wanted == {squashed(report["title"])}
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    for kind, got in zip(report["tables"], tables, strict=True):
        cells, _, _ = build.placed(build.table_rows(report, kind))
        assert {(c.row, c.column, c.rowspan, c.colspan, squashed(c.text)) for c in got.cells} == {
            (row, column, c.rows, c.cols, squashed(c.text)) for (row, column), c in cells.items()
        }


@pytest.mark.parametrize("path", sorted((SHARED / "corpora" / "annual_reports").glob("*.pdf")), ids=lambda p: p.stem)
def test_real_reports_come_with_their_three_tables_and_whole_paragraphs(path: Path) -> None:
    blocks, warnings = read_pdf(path.read_bytes(), path.name, Limits())
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    assert [len({cell.column for cell in t.cells}) for t in tables] == [4, 10, 15]
    assert len(tables[0].rows()) == 14
    labels = {cell.text for cell in tables[1].cells}
    assert {"三、本年度办理结果", "（三）不予公开", "（四）无法提供", "（五）不予处理"} <= labels
    prose_blocks = [text for text in texts(blocks) if len(text) > 60]
    assert len(prose_blocks) >= 7
    assert all(text[-1] in "。）" for text in prose_blocks)
    assert warnings == []
