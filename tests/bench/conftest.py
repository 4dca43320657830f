"""A tiny BERT with random weights, in the form that transformers writes."""

from __future__ import annotations

from pathlib import Path

import pytest

SPECIAL = ("pad_token", "unk_token", "cls_token", "sep_token", "mask_token")
TEXTS = ["受理申请三件。", "网站改版，公众号开通。", "有待提高。"]


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two layers of width 32 over single characters, at most 24 of them."""
    pytest.importorskip("torch", reason="torch is in the extra train")
    transformers = pytest.importorskip("transformers", reason="transformers is in the extra train")
    tokenizers = pytest.importorskip("tokenizers")
    folder = tmp_path_factory.mktemp("tiny-bert")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set("".join(TEXTS)))]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, "[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Split("", "isolated")
    tokenizer.post_processor = tokenizers.processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, model_max_length=24, **dict(zip(SPECIAL, pieces, strict=False))
    ).save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=len(pieces), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64,
        max_position_embeddings=24, num_labels=8,
    )
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    return folder
