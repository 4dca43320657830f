from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path

import docx
import pytest

from nlp.document import TableBlock, TextBlock
from nlp.errors import ReadError
from nlp.readers import read
from nlp.readers.limits import Limits

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

RTF = (
    rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}\f0 "
    + b"".join(rb"\u%d?" % ord(sign) for sign in "全年受理申请32件。")
    + rb"\par "
    + b"".join(rb"\u%d?" % ord(sign) for sign in "二、问题")
    + rb"\par}"
)


def code_of(data, name="年报.doc", limits=None):
    with pytest.raises(ReadError) as caught:
        read(data, name, limits or Limits())
    assert caught.value.file == name
    return caught.value.code


def without_programs(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))


def test_rich_text_without_libreoffice_gives_e120(monkeypatch, tmp_path):
    without_programs(monkeypatch, tmp_path)
    assert code_of(RTF, "年报.rtf") == "E120"


def test_a_doc_without_libreoffice_gives_e120(monkeypatch, tmp_path, ole2):
    without_programs(monkeypatch, tmp_path)
    assert code_of(ole2({"WordDocument": bytes(4096)})) == "E120"


def test_a_docx_encrypted_by_word_is_told_from_a_doc(ole2):
    assert code_of(ole2({"EncryptionInfo": bytes(4096), "EncryptedPackage": bytes(4096)}), "年报.docx") == "E113"


def test_a_doc_with_a_password_is_encrypted(ole2):
    flags = struct.pack("<H", 0x0100)
    assert code_of(ole2({"WordDocument": (bytes(10) + flags).ljust(4096, b"\0")})) == "E113"


@pytest.mark.parametrize("stream", ["Workbook", "PowerPoint Document"])
def test_other_office_files_are_foreign(ole2, stream):
    assert code_of(ole2({stream: bytes(4096)})) == "E106"


@pytest.mark.parametrize("size", [8, 100, 512, 1100])
def test_a_truncated_container_gives_e110(ole2, size):
    assert code_of(ole2({"WordDocument": bytes(4096)})[:size]) == "E110"


def test_a_container_of_noise_gives_e110():
    assert code_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 1600) == "E110"


@needs_libreoffice
def test_rich_text_is_read():
    document = read(RTF, "年报.rtf")
    assert document.blocks == (TextBlock("全年受理申请32件。"), TextBlock("二、问题"))


@needs_libreoffice
def test_a_doc_is_read_like_the_docx_it_came_from(tmp_path):
    source = docx.Document()
    source.add_paragraph("一、总体情况")
    table = source.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["规章", "3", "规范性文件", "8"], strict=True):
        cell.text = text
    source.add_paragraph("二、问题")
    source.save(str(tmp_path / "source.docx"))
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", "doc", "--outdir", str(tmp_path), str(tmp_path / "source.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    data = (tmp_path / "source.doc").read_bytes()
    first = read(data, "年报.doc")
    assert first.blocks[0] == TextBlock("一、总体情况")
    assert isinstance(first.blocks[1], TableBlock)
    assert [c.text for c in first.blocks[1].cells] == ["规章", "3", "规范性文件", "8"]
    assert read(data, "年报.wps").blocks == first.blocks


@needs_libreoffice
def test_a_file_that_libreoffice_cannot_convert_gives_e121():
    assert code_of(b"{\\rtf", "年报.rtf") == "E121"


def test_a_conversion_that_hangs_is_ended_with_all_its_processes(monkeypatch, tmp_path):
    ids = tmp_path / "ids"
    (tmp_path / "soffice").write_text(f"#!/bin/sh\nsleep 600 &\necho $$ $! > {ids}\nwait\n")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert code_of(RTF, "年报.rtf", Limits(convert_seconds=2)) == "E118"
    for process in ids.read_text().split():
        assert _is_gone(int(process))


def _is_gone(process):
    """Ended, or ended and not yet collected by its new parent."""
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_a_conversion_that_leaves_nothing_gives_e121(monkeypatch, tmp_path):
    (tmp_path / "soffice").write_text("#!/bin/sh\nexit 0\n")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code_of(RTF, "年报.rtf") == "E121"
