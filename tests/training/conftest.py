"""A tiny encoder and a tiny corpus, made on the spot: training is tried whole, in seconds, without a download."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]

# By theme: what a paragraph says. Two bodies a split, so that every split has every theme.
SAYS = {
    "mechanism": "县里调整了领导小组，明确专人负责，印发工作制度",
    "proactive": "全年主动公开信息，发布政策解读，公示处罚决定",
    "on_request": "本年新收公开申请，均按期答复，没有引发复议和诉讼",
    "management": "严格先审后发，做好保密审查，修订指南和目录",
    "platform": "门户网站改版，公众号关注人数增长，大厅设立专区",
    "supervision": "纳入绩效考核，开展季度检查，组织业务培训",
    "problems": "仍有不足：解读形式单一，栏目更新不及时",
    "other": "本年度未收取信息处理费，没有其他需要报告的事项",
}
BODIES = {"train": ("甲", "乙", "丙", "丁"), "validation": ("戊",), "test": ("己",)}

Recipes = Callable[..., Path]
Xxgk = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def tiny_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of two layers with random weights and a vocabulary of single characters."""
    torch = pytest.importorskip("torch", reason="the extra train is not installed")
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Split
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("base")
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    characters = sorted(set("".join(SAYS.values())) | set("0/一二三四总体情况。，"))
    tokenizer = Tokenizer(WordLevel({token: n for n, token in enumerate(marks + characters)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Split("", "isolated")
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]", mask_token="[MASK]"
    ).save_pretrained(folder)
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three paragraphs of each body on each theme."""
    path = tmp_path_factory.mktemp("corpus") / "a.jsonl"
    rows: list[dict[str, Any]] = []
    for split, bodies in BODIES.items():
        for body in bodies:
            for theme, says in SAYS.items():
                for number in range(3):
                    rows.append(
                        {
                            "id": f"{body}{theme}{number}",
                            "body": f"{body}县人民政府",
                            "kind": "county",
                            "year": 2020 + number,
                            "section": ["一、总体情况"] if number else [],
                            "text": says[number * 2 :] + "。" + says * (number * 3),
                            "theme": theme,
                            "also": ["proactive"] if theme == "platform" else [],
                            "aspect": ("problem" if number else "improvement") if theme == "problems" else None,
                            "split": split,
                        }
                    )
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def recipe(tiny_base: Path, tiny_corpus: Path, tmp_path: Path) -> Recipes:
    """Writes a recipe: recipe(objective='pretraining', ...) over a default that learns themes."""

    def written(name: str = "recipe.yaml", **changed: Any) -> Path:
        told: dict[str, Any] = {
            "schema": "xxgk-recipe/1",
            "name": "tiny",
            "objective": "themes",
            "base": str(tiny_base),
            "data": {"corpus": str(tiny_corpus)},
            "lengths": {"window": 48, "headings": 8},
            "schedule": {"epochs": 4, "batch_size": 8, "learning_rate": 5e-3, "evaluations": 3},
        }
        path = tmp_path / name
        told = {key: value for key, value in {**told, **changed}.items() if value is not None}
        path.write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
        return path

    return written


@pytest.fixture
def xxgk(tmp_path: Path) -> Xxgk:
    """Runs the command in a process of its own, as users do, with the temporary folder as the working folder."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "nlp.cli", *map(str, arguments)],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def environment() -> dict[str, str]:
    """Of a run: quiet, and without the network."""
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false", "OMP_NUM_THREADS": "1"}
