"""What a user may name as an input, and what is refused in it."""

from __future__ import annotations

import io
import json
import os
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nlp.errors import ReadError, ScoringError
from nlp.readers import Limits
from nlp.scoring.counting import count
from nlp.scoring.inputs import check, items
from nlp.scoring.item import Item, Refused

SMALL = Limits(size=1000, ratio=20, ratio_floor=500)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def made(*files: str) -> None:
    for file in files:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_text(file, encoding="utf-8")


def found(*inputs: str, limits: Limits = SMALL) -> dict[str, str]:
    """name → content, or the code of a refusal."""
    return {
        one.name: one.error.code if isinstance(one, Refused) else one.data.decode("utf-8", "replace")
        for one in items(inputs, limits)
    }


def packed(name: str, members: dict[str, bytes]) -> str:
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return name


def tarred(name: str, members: dict[str, bytes]) -> str:
    mode = "w:" + (name.rpartition(".")[2] if not name.endswith("tar") else "")
    with tarfile.open(name, mode) as archive:  # type: ignore[call-overload]
        for member, content in members.items():
            info = tarfile.TarInfo(member)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return name


def test_a_folder_gives_its_files_by_name_and_no_litter() -> None:
    made("in/b.txt", "in/a/2.html", "in/a/1.docx", "in/.DS_Store", "in/~$b.docx", "in/.git/x.txt", "in/Thumbs.db")
    assert list(found("in")) == ["in/b.txt", "in/a/1.docx", "in/a/2.html"]


def test_a_pattern_goes_down_with_two_stars_and_gives_each_file_once() -> None:
    made("in/a/1.txt", "in/a/2.pdf", "in/3.txt")
    assert list(found("in/**/*.txt")) == ["in/3.txt", "in/a/1.txt"]
    assert sorted(found("in/**")) == ["in/3.txt", "in/a/1.txt", "in/a/2.pdf"]


def test_a_list_names_inputs_and_a_missing_file_in_it_is_a_reject() -> None:
    made("in/1.txt", "2.txt")
    Path("list").write_text("# reports\nin\n\n2.txt\nnowhere.txt\n", encoding="utf-8")
    assert found("@list") == {"in/1.txt": "in/1.txt", "2.txt": "2.txt", "nowhere.txt": "E101"}


def test_an_input_that_is_not_there_is_said_at_once() -> None:
    made("1.txt")
    with pytest.raises(ScoringError) as caught:
        check(["1.txt", "nowhere.txt"])
    assert caught.value.code == "E402"
    with pytest.raises(ReadError) as missing:
        check(["@nowhere"])
    assert missing.value.code == "E101"


def test_what_is_no_plain_file_or_too_large_is_refused() -> None:
    os.mkfifo("pipe.txt")
    Path("large.txt").write_bytes(b"x" * 1001)
    Path("gone.txt").symlink_to("nowhere")
    assert found("pipe.txt", "large.txt", "gone.txt") == {"pipe.txt": "E102", "large.txt": "E105", "gone.txt": "E101"}


def test_a_zip_is_read_in_place() -> None:
    packed("r.zip", {"2020/a.txt": b"A", "2020/": b"", "__MACOSX/._a.txt": b"", "b.docx": b"B"})
    before = sorted(Path().rglob("*"))
    assert found("r.zip") == {"r.zip!2020/a.txt": "A", "r.zip!b.docx": "B"}
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize("ending", ["tar", "tar.gz", "tar.bz2", "tar.xz"])
def test_a_tar_is_read_in_place(ending: str) -> None:
    name = tarred(f"r.{ending}", {"2020/a.txt": b"A", "b.docx": b"B"})
    assert found(name) == {f"{name}!2020/a.txt": "A", f"{name}!b.docx": "B"}


def test_members_that_climb_out_are_only_names() -> None:
    assert found(tarred("r.tar", {"../../etc/a.txt": b"A"})) == {"r.tar!../../etc/a.txt": "A"}


def test_an_archive_in_an_archive_is_refused_and_the_rest_is_read() -> None:
    inner = Path(packed("inner.zip", {"a.txt": b"A"})).read_bytes()
    assert found(packed("r.zip", {"inner.zip": inner, "x.tar.gz": b"", "b.txt": b"B"})) == {
        "r.zip!inner.zip": "E413",
        "r.zip!x.tar.gz": "E413",
        "r.zip!b.txt": "B",
    }
    assert found(tarred("r.tar", {"inner.zip": inner, "b.txt": b"B"})) == {"r.tar!inner.zip": "E413", "r.tar!b.txt": "B"}


def test_the_readers_limits_hold_for_members() -> None:
    assert found(packed("r.zip", {"large.txt": b"x" * 1001, "bomb.txt": b"x" * 999, "b.txt": b"B"})) == {
        "r.zip!large.txt": "E105",
        "r.zip!bomb.txt": "E111",
        "r.zip!b.txt": "B",
    }
    assert found(tarred("r.tar", {"large.txt": b"x" * 1001, "b.txt": b"B"})) == {"r.tar!large.txt": "E105", "r.tar!b.txt": "B"}
    assert found(tarred("b.tar.gz", {f"{n}.txt": bytes(900) for n in range(99)}))["b.tar.gz"] == "E111"


def test_a_damaged_archive_is_one_reject() -> None:
    content = Path(packed("r.zip", {"a.txt": os.urandom(500), "b.txt": b"B"})).read_bytes()
    Path("cut.zip").write_bytes(content[:-40])
    Path("none.tar").write_bytes(b"this is no archive")
    Path("cut.tar.gz").write_bytes(Path(tarred("r.tar.gz", {"a.txt": os.urandom(900)})).read_bytes()[:200])
    assert found("cut.zip", "none.tar") == {"cut.zip": "E414", "none.tar": "E414"}
    assert found("cut.tar.gz") == {"cut.tar.gz": "E414"}
    flipped = bytearray(content)
    flipped[60] ^= 0xFF
    Path("flipped.zip").write_bytes(bytes(flipped))
    assert found("flipped.zip") == {"flipped.zip!a.txt": "E414", "flipped.zip!b.txt": "B"}


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_chinese_names_in_a_zip_without_the_flag_for_utf8_are_read(encoding: str) -> None:
    plain = Path(packed("r.zip", {"aaaaaa.txt": b"A"})).read_bytes()
    name = "年报".encode(encoding).ljust(6, b"_")
    Path("r.zip").write_bytes(plain.replace(b"aaaaaa", name))
    assert found("r.zip") == {f"r.zip!{name.decode(encoding)}.txt": "A"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_two_reports() -> None:
    with zipfile.ZipFile("r.zip", "w") as archive:
        archive.writestr("a.txt", b"1")
        archive.writestr("a.txt", b"2")
    assert found("r.zip") == {"r.zip!a.txt": "1", "r.zip#2!a.txt": "2"}


def test_json_lines_hold_a_report_each() -> None:
    rows = [
        {"id": 7, "text": "全文"},
        {"name": "b", "paragraphs": ["一、总体情况"], "tables": [[["规章", "3"]]], "title": "题"},
        {"other": 1},
        [1],
        {"text": "x" * 1001},
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    Path("t.jsonl").write_text("\n".join([*lines[:2], "{not json", *lines[2:]]), encoding="utf-8")
    one, two, *bad = items(["t.jsonl"], SMALL)
    assert isinstance(one, Item)
    assert isinstance(two, Item)
    assert (one.name, one.external_id, one.kind, one.data.decode()) == ("t.jsonl#1", "7", "file", "全文")
    assert (two.external_id, two.kind) == ("b", "parts")
    assert json.loads(two.data) == {"paragraphs": ["一、总体情况"], "tables": [[["规章", "3"]]], "title": "题"}
    assert [(b.name, b.error.code) for b in bad if isinstance(b, Refused)] == [
        ("t.jsonl#3", "E406"),
        ("t.jsonl#4", "E406"),
        ("t.jsonl#5", "E406"),
        ("t.jsonl#6", "E105"),
    ]


def test_parquet_holds_a_report_a_row() -> None:
    pq.write_table(pa.table({"id": ["p", "q"], "text": ["甲", None], "unused": [1, 2]}), "t.parquet")
    assert found("t.parquet") == {"t.parquet#1": "甲", "t.parquet#2": "E406"}
    Path("bad.parquet").write_bytes(b"PAR1")
    assert found("bad.parquet") == {"bad.parquet": "E406"}


def test_equal_rows_of_a_dataset_have_one_analysis() -> None:
    Path("t.jsonl").write_text('{"text": "甲"}\n{"text": "甲"}\n', encoding="utf-8")
    one, other = items(["t.jsonl"], SMALL)
    assert one.key == other.key


def test_the_number_of_reports_is_told_where_it_can_be() -> None:
    made("in/1.txt", "in/2.txt")
    packed("in/r.zip", {"a.txt": b"", "b.txt": b""})
    pq.write_table(pa.table({"text": ["甲", "乙", "丙"]}), "in/t.parquet")
    assert count(["in"]) == 7
    tarred("in/r.tar", {"a.txt": b""})
    assert count(["in"]) is None


@pytest.fixture
def bucket() -> Iterator[str]:
    """A place at a URL, in memory, that is gone afterwards."""
    fsspec = pytest.importorskip("fsspec")
    yield "memory://in"
    fsspec.filesystem("memory").rm("/in", recursive=True)


def put(url: str, content: bytes) -> str:
    import fsspec

    with fsspec.open(url, "wb") as file:
        file.write(content)
    return url


def test_a_folder_a_pattern_and_a_file_at_a_url_are_read_in_order(bucket: str) -> None:
    for name in ("b.txt", "a/2.html", "a/1.docx", ".DS_Store", "a/~$1.docx"):
        put(f"{bucket}/{name}", name.encode())
    assert list(found(bucket)) == ["memory:///in/a/1.docx", "memory:///in/a/2.html", "memory:///in/b.txt"]
    assert found(f"{bucket}/**/*.docx") == {"memory:///in/a/1.docx": "a/1.docx"}
    assert found(f"{bucket}/b.txt") == {"memory:///in/b.txt": "b.txt"}
    assert count([bucket]) == 3
    assert count([f"{bucket}/**"]) == 3  # the folder a and what lies in it both fit


def test_archives_and_datasets_at_a_url_are_read_in_place(bucket: str) -> None:
    put(f"{bucket}/r.zip", Path(packed("r.zip", {"a.txt": b"A", "large.txt": b"x" * 1001})).read_bytes())
    put(f"{bucket}/r.tar.gz", Path(tarred("r.tar.gz", {"b.txt": b"B"})).read_bytes())
    put(f"{bucket}/t.jsonl", b'{"text": "C"}\n')
    pq.write_table(pa.table({"text": ["D", "E"]}), "t.parquet")
    put(f"{bucket}/t.parquet", Path("t.parquet").read_bytes())
    assert found(bucket) == {
        "memory:///in/r.tar.gz!b.txt": "B",
        "memory:///in/r.zip!a.txt": "A",
        "memory:///in/r.zip!large.txt": "E105",
        "memory:///in/t.jsonl#1": "C",
        "memory:///in/t.parquet#1": "D",
        "memory:///in/t.parquet#2": "E",
    }
    assert count([f"{bucket}/r.zip", f"{bucket}/t.parquet"]) == 4


def test_what_is_too_large_or_gone_at_a_url_is_refused(bucket: str) -> None:
    put(f"{bucket}/a.txt", b"A")
    put(f"{bucket}/large.txt", b"x" * 1001)
    Path("list").write_text(f"{bucket}\n{bucket}/gone.txt\n", encoding="utf-8")
    assert found("@list") == {"memory:///in/a.txt": "A", "memory:///in/large.txt": "E105", f"{bucket}/gone.txt": "E101"}


@pytest.mark.parametrize("url", ["memory://nowhere", "memory://nowhere/*.txt", "nosuchprotocol://a/b"])
def test_a_url_that_leads_nowhere_is_said_at_once(url: str) -> None:
    with pytest.raises(ScoringError) as caught:
        check([url])
    assert caught.value.code == "E402"


def test_many_files_at_a_url_keep_their_order(bucket: str) -> None:
    expected = [f"memory:///in/{number:03d}.txt" for number in range(60)]
    for name in expected:
        put(name, name.encode())
    assert list(found(bucket)) == expected
    walk = items([bucket], SMALL)
    assert next(walk).name == expected[0]
    walk.close()  # type: ignore[attr-defined]  # ends its threads
