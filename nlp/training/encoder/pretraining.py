"""Further pre-training: the encoder fills in words that were masked, in text like that which it is to read."""

from __future__ import annotations

import random
from pathlib import Path
from typing import cast

import torch
from datasets import Dataset
from transformers import (
    AutoModelForMaskedLM,
    AutoTokenizer,
    DataCollatorForLanguageModeling,
    PreTrainedTokenizerBase,
    Trainer,
)

from nlp.errors import TrainingError
from nlp.themes.plain import plain
from nlp.training.encoder.distillation import unlabelled_passages
from nlp.training.encoder.examples import splits_of
from nlp.training.encoder.network import ENCODER_FOLDER, with_layers
from nlp.training.encoder.recipe import Recipe, Unlabelled
from nlp.training.encoder.run import Metrics, arguments, keep_figures, prepare, resume

MASKED = 0.15  # of the tokens, as in BERT (Devlin et al. 2019, arXiv:1810.04805)
_KEPT_BACK = 0.05  # of the texts, to measure on


def pretrain(recipe: Recipe, run: Path) -> Metrics:
    """Trains an encoder further; `run`/encoder is then the base of another recipe. See `nlp.training.encoder.train`.

    It learns from the paragraphs of the training split, which count as narrative, and from the prose of the recipe.
    """
    prepare(recipe, run)
    splits = splits_of(recipe.data)
    prose = unlabelled_passages(splits.train, cast(Unlabelled, recipe.unlabelled), recipe.seed)
    texts = [plain(passage.text) for passage in (*(row.passage for row in splits.train), *prose)]
    random.Random(recipe.seed).shuffle(texts)  # noqa: S311 - not a secret, only repeatable
    back = max(1, round(_KEPT_BACK * len(texts)))
    try:
        tokenizer = AutoTokenizer.from_pretrained(str(recipe.base))
        model = AutoModelForMaskedLM.from_pretrained(str(recipe.base), dtype=torch.float32)
        with_layers(model.base_model, recipe.layers)
    except (OSError, ValueError) as error:
        raise TrainingError("E516", str(recipe.base), why=" ".join(str(error).split())) from error
    kept, learnt = (_cut(part, tokenizer, recipe) for part in (texts[:back], texts[back:] * recipe.schedule.epochs))
    trainer = Trainer(
        model=model,
        args=arguments(recipe, run, len(learnt), "loss"),
        data_collator=DataCollatorForLanguageModeling(tokenizer, mlm_probability=MASKED, seed=recipe.seed),
        train_dataset=learnt,
        eval_dataset=kept,
    )
    resume(trainer, run)
    model.base_model.save_pretrained(run / ENCODER_FOLDER)
    tokenizer.save_pretrained(run / ENCODER_FOLDER)
    metrics = {"kept_back": {"loss": round(trainer.evaluate()["eval_loss"], 4)}}
    keep_figures(metrics, trainer, run)
    return metrics


def _cut(texts: list[str], tokenizer: PreTrainedTokenizerBase, recipe: Recipe) -> Dataset:
    found = tokenizer(texts, truncation=True, max_length=recipe.lengths.window)
    return Dataset.from_dict({"input_ids": found["input_ids"], "length": [len(ids) for ids in found["input_ids"]]})
