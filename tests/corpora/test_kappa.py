"""Agreement of two readings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.cli import main
from nlp.corpora import agreement
from nlp.corpora.kappa import cohens_kappa, read_readings
from nlp.errors import TrainingError

REAL = Path(__file__).parents[2] / "corpora" / "real" / "themes.jsonl"


def test_kappa_is_that_of_the_textbook() -> None:
    # 50 cases, both yes 20, both no 15, first only 5, second only 10: (0.7 - 0.5) / (1 - 0.5)
    pairs = [("yes", "yes")] * 20 + [("no", "no")] * 15 + [("yes", "no")] * 5 + [("no", "yes")] * 10
    assert cohens_kappa(pairs) == pytest.approx(0.4)


def test_kappa_is_that_of_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    pairs = [(first, second) for first in "abc" for second in "abcd" for _ in range(ord(first) * ord(second) % 7)]
    assert cohens_kappa(pairs) == pytest.approx(metrics.cohen_kappa_score(*zip(*pairs, strict=True)))


def test_full_agreement_is_one_and_opposites_are_below_zero() -> None:
    assert cohens_kappa([("a", "a")]) == 1
    assert cohens_kappa([("a", "b"), ("b", "a")]) < 0
    with pytest.raises(ValueError, match="no pair"):
        cohens_kappa([])


def test_aspects_are_compared_where_both_say_problems() -> None:
    found = agreement(
        [
            ("problems/problem", "problems/problem"),
            ("problems/improvement", "problems/problem"),
            ("problems/problem", "platform"),
            ("proactive", "platform"),
            ("platform", "proactive"),
        ]
    )
    assert (found.paragraphs, found.agreed, found.aspects, found.aspect_agreed) == (5, 0.4, 2, 0.5)
    assert found.confusions[0] == (("platform", "proactive"), 2)


def test_the_real_set_was_read_alike(capsys: pytest.CaptureFixture[str]) -> None:
    found = agreement(read_readings(REAL))
    assert found.paragraphs > 900
    assert found.kappa > 0.8
    assert found.aspect_kappa > 0.8
    assert main(["corpus", "agreement", str(REAL)]) == 0
    assert capsys.readouterr().out.startswith(f"theme: kappa {found.kappa:.3f}")


def test_rows_without_two_readings_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"readings": ["other"]}), "utf-8")
    with pytest.raises(TrainingError, match=r"E501.*two readings"):
        read_readings(path)
