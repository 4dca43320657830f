"""A corpus of many invented reports for measuring `xxgk score`: the gold reports under other names with other numbers.

    python benchmarks/scoring_corpus.py FOLDER [--reports 2000] [--seed 1] [--pdfs 8]

Text, web pages and Word documents, some in a zip archive, a few pdf where LibreOffice is installed; one in a hundred is a
copy of another, and three in a hundred are broken, in ten ways by turns. FOLDER/corpus holds the files, FOLDER/broken.json
the code that each broken one must be rejected with.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from nlp.evaluation.gold import GoldParagraph, GoldReport, load_gold
from nlp.evaluation.render import render

ROOT = Path(__file__).parents[1]

# Two of these make the name of a place. They occur in no gold report's body.
SYLLABLES = "栗杞桉樟槐榆柘棠莳苓芷蓠葭蒲汐泓洛浔涧淙渌湄溟漪瀚岚岱峤崮嵊"

NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")  # 5,263 or 28146
UNSCALED = {"%", "％", "天", "年", "级", "小时", "分", "倍", "个百分点"}  # rates and terms do not grow with the body


def build(folder: Path, reports: int, seed: int, pdfs: int) -> dict[str, str]:
    """Writes the corpus.

    Args:
        folder: gets `corpus/` and `broken.json`; must be empty or absent.
        reports: how many files in all, broken ones and copies among them.
        seed: of everything that is chosen.
        pdfs: how many pdf files at most; each takes LibreOffice some seconds.

    Returns:
        The names of the broken files, relative to `folder`, and the codes they must get.
    """
    chance = random.Random(seed)  # noqa: S311  a corpus, not a secret
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    gold = [*load_gold(ROOT / "corpora/samples/gold"), *load_gold(ROOT / "corpora/reports/gold")]
    ways = list(BROKEN.items())
    broken: dict[str, str] = {}
    archive = zipfile.ZipFile(corpus / "packed.zip", "w", zipfile.ZIP_DEFLATED)
    last: Path | None = None
    with archive, tempfile.TemporaryDirectory() as work:
        for number in range(reports):
            place = corpus / f"{number % 20:02d}"
            place.mkdir(exist_ok=True)
            if number % 100 in (33, 66, 99):
                way, (ending, code, make) = ways[number // 33 % len(ways)]
                file = place / f"{number:06d}-{way}{ending}"
                make(file)
                broken[file.relative_to(folder).as_posix()] = code
            elif number % 100 == 50 and last is not None:
                shutil.copyfile(last, place / f"{number:06d}-copy{last.suffix}")
            else:
                form = "pdf" if pdfs and shutil.which("soffice") and number % 7 == 3 else chance.choice(("txt", "html", "docx"))
                pdfs -= form == "pdf"
                written = render(_as(variant(chance.choice(gold), chance), form, f"{number:06d}"), Path(work))
                if number % 10 == 7:
                    archive.write(written, f"reports/{written.name}")
                else:
                    last = place / written.name
                    shutil.copyfile(written, last)
                written.unlink()
    (folder / "broken.json").write_text(json.dumps(broken, indent=2), encoding="utf-8")
    return broken


def variant(report: GoldReport, chance: random.Random) -> GoldReport:
    """Another body's report: its place has another name, and its counts in text and tables are so many times as large.

    A common factor keeps sums, balances and shares as they were. Numbers in Chinese characters or with a decimal point stay
    in the text, so that some claims no longer agree with the tables: nothing that is compared here depends on verdicts.
    """
    old, new = report.issuer[:2], "".join(chance.sample(SYLLABLES, 2))
    factor = chance.randint(2, 9)
    blocks = [
        replace(block, text=_scaled(block, factor).replace(old, new)) if isinstance(block, GoldParagraph) else block
        for block in report.blocks
    ]
    tables = {
        kind: {row: tuple(None if n is None else n * factor for n in values) for row, values in rows.items()}
        for kind, rows in report.tables.items()
    }
    return replace(
        report,
        issuer=report.issuer.replace(old, new),
        title=report.title.replace(old, new),
        blocks=tuple(blocks),
        tables=tables,
    )


def _scaled(paragraph: GoldParagraph, factor: int) -> str:
    text, at = paragraph.text, 0
    for claim in paragraph.claims:
        found = text.find(claim.text, at)
        numbers = NUMBER.findall(claim.text)
        if found < 0 or len(numbers) != 1 or claim.unit in UNSCALED or int(numbers[0].replace(",", "")) != claim.value:
            continue
        grown = int(claim.value) * factor
        written = claim.text.replace(numbers[0], f"{grown:,}" if "," in numbers[0] else str(grown))
        text = text[:found] + written + text[found + len(claim.text) :]
        at = found + len(written)
    return text


def _as(report: GoldReport, form: str, name: str) -> GoldReport:
    """In this format; a flavour and an encoding belong to the one that the gold names."""
    if form == report.format:
        return replace(report, id=name)
    return replace(report, id=name, format=form, flavour="", encoding="utf-8")


def _zip(file: Path, parts: dict[str, bytes], damage: Callable[[bytes], bytes] = bytes) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    file.write_bytes(damage(buffer.getvalue()))


def _unique(file: Path) -> bytes:
    """So that no two broken files have the same bytes."""
    return file.name.encode()


def _encrypted(data: bytes) -> bytes:
    """The flag of an encrypted member set in every header."""
    local, central = b"PK\x03\x04", b"PK\x01\x02"
    changed = bytearray(data)
    for mark, offset in ((local, 6), (central, 8)):
        at = data.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(changed)


def _cut_docx(file: Path) -> None:
    _zip(file, {"word/document.xml": _unique(file) * 400}, lambda data: data[: len(data) // 2])


DOCTYPE = b'<!DOCTYPE d [<!ENTITY e "e">]><d>&e;</d>'

# name → ending, code, how to write it
BROKEN: dict[str, tuple[str, str, Callable[[Path], object]]] = {
    "empty": (".txt", "E104", lambda file: file.write_bytes(b"")),
    "blank": (".txt", "E107", lambda file: file.write_bytes(b" \n" * (10 + int(file.name[:6])))),
    "picture": (".docx", "E106", lambda file: file.write_bytes(b"\x89PNG\r\n\x1a\n" + _unique(file))),
    "cut": (".docx", "E110", _cut_docx),
    "doctype": (".docx", "E112", lambda file: _zip(file, {"word/document.xml": DOCTYPE, "x.txt": _unique(file)})),
    "bomb": (".docx", "E111", lambda file: _zip(file, {"word/document.xml": bytes(32 << 20), "x.txt": _unique(file)})),
    "deep": (".html", "E114", lambda file: file.write_bytes(b"<html>" + b"<div>" * 2000 + _unique(file))),
    "encrypted": (".docx", "E113", lambda file: _zip(file, {"word/document.xml": _unique(file)}, _encrypted)),
    "cutpdf": (".pdf", "E110", lambda file: file.write_bytes(b"%PDF-1.7\n1 0 obj <<" + _unique(file))),
    "gone": (".txt", "E101", lambda file: file.symlink_to("nowhere.txt")),
}


def main() -> None:
    """Build it and say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pdfs", type=int, default=8)
    arguments = parser.parse_args()
    broken = build(arguments.folder, arguments.reports, arguments.seed, arguments.pdfs)
    print(f"{arguments.reports} files, {len(broken)} of them broken, in {arguments.folder / 'corpus'}")


if __name__ == "__main__":
    main()
