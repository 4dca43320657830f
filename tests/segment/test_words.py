from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nlp.resources import resource
from nlp.segment import tokens, words


def test_terms_of_the_field_are_words() -> None:
    assert {"依申请公开", "政务新媒体", "规范性文件"} <= set(words("依申请公开与政务新媒体、规范性文件"))


def test_numbers_stay_whole() -> None:
    assert [word for word in words("公开1,234件，增长12.5%，共１２件") if word[0].isdigit()] == [
        "1,234",
        "12.5%",
        "１２",
    ]


def test_punctuation_and_blanks_are_no_words() -> None:
    assert words("，。 \u3000——") == []


def test_a_long_stretch_without_punctuation_takes_time_in_proportion() -> None:
    words("热身")
    started = time.process_time()
    assert "".join(words("甲" * 60_000)) == "甲" * 60_000
    assert time.process_time() - started < 8  # 15 seconds and more when jieba got it in one piece


def test_threads_share_one_tokenizer() -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(words, ["政务公开工作要点印发12份"] * 16))
    assert len({tuple(result) for result in results}) == 1


def test_importing_the_segmenter_loads_no_jieba() -> None:
    code = "import sys, nlp.segment; sys.exit('jieba' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_jieba_prints_nothing() -> None:
    code = "from nlp.segment import words; words('政务公开')"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=root, check=True, capture_output=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_a_cache_that_others_can_write_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xxgk-nlp").mkdir()
    (tmp_path / "xxgk-nlp").chmod(0o777)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with tokens._private_folder() as folder:
        assert not folder.startswith(str(tmp_path))
    assert not Path(folder).exists()


def test_the_cache_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with tokens._private_folder() as folder:
        assert Path(folder) == tmp_path / "xxgk-nlp"
        assert Path(folder).stat().st_mode & 0o077 == 0


def test_the_lexicon_holds_each_term_once() -> None:
    terms = resource(tokens.LEXICON).read_text(encoding="utf-8").split("\n")
    terms = [term for term in terms if term]
    assert len(terms) == len(set(terms)) >= 300
    assert not [term for term in terms if term != term.strip()]
