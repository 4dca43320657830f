"""No paragraph of the corpus repeats another, nor a report of the suite or a real one that lies beside the project."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from nlp.corpora import rows

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"

GRAM = 5
COMPARABLE = 25  # five-grams: shorter texts are stock phrases (未收取费用), which everybody writes
FOREIGN_LIMIT, OWN_LIMIT = 0.5, 0.7


def test_no_paragraph_of_the_corpus_repeats_another() -> None:
    found = rows(ROOT / "corpora" / "themes")
    texts = {row.id: row.passage.text for row in found}
    assert list(near(texts, texts, OWN_LIMIT)) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the reports beside the project are not there")
def test_no_paragraph_of_the_corpus_is_taken_from_a_report() -> None:
    found = rows(ROOT / "corpora" / "themes")
    foreign = dict(foreign_texts())
    assert len(foreign) > 1000
    assert list(near({row.id: row.passage.text for row in found}, foreign, FOREIGN_LIMIT)) == []


def test_a_copied_paragraph_would_be_found() -> None:
    text = "县里成立了政务公开领导小组，由常务副县长任组长，各部门各乡镇都明确了分管领导和经办人员，名单报县政府办公室备案。"
    assert list(near({"copy": text.replace("县", "市")}, {"source": "我们看到，" + text}, FOREIGN_LIMIT))
    assert not list(
        near({"own": "门户网站改版上线，首页增设检索和长者模式，全年访问量明显增长。"}, {"source": text}, FOREIGN_LIMIT)
    )


def near(texts: dict[str, str], others: dict[str, str], limit: float) -> Iterator[tuple[str, str, float]]:
    """Pairs that share more than `limit` of the five-grams of the shorter of the two (of either, if both are long)."""
    holding: dict[str, list[str]] = defaultdict(list)
    other_grams = {key: grams(text) for key, text in others.items()}
    for key, found in other_grams.items():
        if len(found) >= COMPARABLE:
            for gram in found:
                holding[gram].append(key)
    for key, text in texts.items():
        own = grams(text)
        if len(own) < COMPARABLE:
            continue
        shared: dict[str, int] = defaultdict(int)
        for gram in own:
            for other in holding.get(gram, ()):
                shared[other] += 1
        for other, count in shared.items():
            overlap = count / min(len(own), len(other_grams[other]))
            if overlap >= limit and (texts is not others or key < other):
                yield key, other, overlap


def grams(text: str) -> set[str]:
    """Character five-grams of the Chinese characters: digits and punctuation make no text different.

    The names of laws and notices (《…》) are left out: everybody writes them alike.
    """
    letters = "".join(re.findall(r"[\u3400-\u9fff]", re.sub(r"《[^》]*》", "", text)))
    return {letters[i : i + GRAM] for i in range(len(letters) - GRAM + 1)}


def foreign_texts() -> Iterator[tuple[str, str]]:
    for path in sorted(SHARED.glob("devset/reports/*.yaml")):
        for number, block in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))["blocks"]):
            if "para" in block:
                yield f"{path.name}:{number}", block["para"]
    for path in [*sorted(SHARED.glob("corpora/annual_reports/*.txt")), *sorted(SHARED.glob("seed/*.txt"))]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            yield f"{path.name}:{number}", line
