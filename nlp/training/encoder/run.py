"""A training run: from a recipe to a folder with the network, how it was trained and what it reaches.

A run that was killed goes on from its last checkpoint when it is started again, to the same result.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import torch
from datasets import Dataset
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import (
    AutoTokenizer,
    EarlyStoppingCallback,
    PreTrainedTokenizerFast,
    Trainer,
    TrainingArguments,
    set_seed,
)
from transformers.trainer_utils import get_last_checkpoint

from nlp.corpora import Labelled
from nlp.errors import TrainingError
from nlp.themes.encoder import OUTPUTS, THEME_COLUMNS, TOKENIZER_FILE
from nlp.themes.encoding import Layout, windows
from nlp.themes.scores import softmax
from nlp.themes.tagger import Passage
from nlp.themes.taxonomy import THEMES
from nlp.training.encoder.card import card, draw_curves
from nlp.training.encoder.examples import Collator, Splits, examples, learnt_from, splits_of, views
from nlp.training.encoder.figures import FIGURES, figures
from nlp.training.encoder.network import ENCODER_FOLDER, ThemeNetwork, load_network, new_network
from nlp.training.encoder.recipe import Headings, Recipe

RECIPE_FILE = "recipe.json"
LAYOUT_FILE = "layout.json"
ENVIRONMENT_FILE = "environment.json"
METRICS_FILE = "metrics.json"
HISTORY_FILE = "history.json"
CURVES_FILE = "curves.png"
CARD_FILE = "README.md"
CHECKPOINTS = "checkpoints"

Metrics = dict[str, dict[str, float]]  # by view of the validation split, then by figure

# Validation is seen under its own headings and under none; what decides is the harder of the two.
VIEWS = {"headed": Headings(kept=1, dropped=0, replaced=0), "bare": Headings(kept=0, dropped=1, replaced=0)}
DECIDING = "bare"

_BATCH = 32  # of a network that is only asked
_TARGETS = ["themes", "accepted", "aspects"]
_PACKAGES = ("torch", "transformers", "datasets", "accelerate", "tokenizers", "numpy")


def train_from_labels(recipe: Recipe, run: Path) -> Metrics:
    """Trains a tagger from labels alone; see `nlp.training.encoder.train`."""
    prepare(recipe, run)
    tokenizer, layout = tokens_of_base(str(recipe.base), recipe)
    keep_tokens(tokenizer, layout, run)
    splits = splits_of(recipe.data)
    try:
        network = new_network(str(recipe.base), recipe.loss, recipe.layers)
    except (OSError, ValueError) as error:
        raise TrainingError("E516", str(recipe.base), why=" ".join(str(error).split())) from error
    seen = learnt_from(splits, recipe)
    return fit(network, recipe, run, examples(seen, tokenizer, layout, recipe.loss.also), splits, tokenizer, layout)


def prepare(recipe: Recipe, run: Path) -> None:
    """Writes down what the run is to do and where, and sets all seeds; a folder that holds another run is refused.

    Raises:
        TrainingError: E517 it does.
    """
    run.mkdir(parents=True, exist_ok=True)
    told = recipe.model_dump_json(by_alias=True, indent=2) + "\n"
    kept = run / RECIPE_FILE
    if kept.exists() and kept.read_text(encoding="utf-8") != told:
        raise TrainingError("E517", str(run))
    kept.write_text(told, encoding="utf-8")
    environment = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "device": torch.cuda.get_device_name() if torch.cuda.is_available() else "cpu",
        "packages": {package: version(package) for package in _PACKAGES},
    }
    _write(run / ENVIRONMENT_FILE, environment)
    set_seed(recipe.seed)


def tokens_of_base(base: str, recipe: Recipe) -> tuple[Tokenizer, Layout]:
    """The tokenizer of an encoder, and how its tokens are laid out.

    Raises:
        TrainingError: E516 there is none, or not in the fast form.
    """
    try:
        loaded = AutoTokenizer.from_pretrained(base)
        begin = loaded.cls_token_id if loaded.cls_token_id is not None else loaded.bos_token_id
        end = loaded.sep_token_id if loaded.sep_token_id is not None else loaded.eos_token_id
        layout = Layout(int(begin), int(end), int(loaded.pad_token_id), recipe.lengths.window, recipe.lengths.headings)
        return loaded.backend_tokenizer, layout
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise TrainingError("E516", base, why=" ".join(str(error).split())) from error


def keep_tokens(tokenizer: Tokenizer, layout: Layout, run: Path) -> None:
    """Writes the tokenizer, which neither cuts nor fills up by itself, and the layout."""
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(run / TOKENIZER_FILE), pretty=False)
    _write(run / LAYOUT_FILE, layout.to_dict())


def load_run(run: Path) -> tuple[ThemeNetwork, Tokenizer, Layout]:
    """The network of a run that came to its end, its tokenizer and layout.

    Raises:
        TrainingError: E516 the folder holds none.
    """
    try:
        layout = Layout.from_dict(json.loads((run / LAYOUT_FILE).read_text(encoding="utf-8")))
        return load_network(run).eval(), Tokenizer.from_file(str(run / TOKENIZER_FILE)), layout
    except Exception as error:  # tokenizers and safetensors raise exceptions of their own, with no common root
        raise TrainingError("E516", str(run), why=" ".join(str(error).split())) from error


@torch.inference_mode()
def ask(
    network: ThemeNetwork, passages: Sequence[Passage], tokenizer: Tokenizer, layout: Layout
) -> NDArray[np.float32]:
    """What a network says of each passage: 17 scores and its vector, float32, shape (passages, 17 + hidden).

    The order is that of the passages; `Trainer.predict` returns an order of its own where it groups by length.
    """
    device = next(network.parameters()).device
    cut = windows(passages, tokenizer, layout)
    order = sorted(range(len(cut)), key=lambda place: sum(map(len, cut[place])))
    collate = Collator(layout.pad)
    found = np.zeros((len(cut), OUTPUTS + int(network.encoder.config.hidden_size)), dtype=np.float32)
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        given = {name: part.to(device) for name, part in collate([{"windows": cut[place]} for place in batch]).items()}
        said = network(**given)
        found[batch] = torch.cat([said["logits"], said["pooled"]], dim=1).float().cpu().numpy()
    return found


def fit(
    network: ThemeNetwork,
    recipe: Recipe,
    run: Path,
    train_set: Dataset,
    splits: Splits,
    tokenizer: Tokenizer,
    layout: Layout,
) -> Metrics:
    """Runs `transformers.Trainer` over what is to be seen; keeps the network of the best checkpoint, and what it reaches."""
    trainer = new_trainer(network, recipe, run, train_set, splits, tokenizer, layout)
    resume(trainer, run)
    draw_curves(trainer.state.log_history, run / CURVES_FILE)
    return finish(trainer, network, recipe, run, splits, tokenizer, layout)


def new_trainer(
    network: ThemeNetwork,
    recipe: Recipe,
    run: Path,
    train_set: Dataset | None,
    splits: Splits,
    tokenizer: Tokenizer,
    layout: Layout,
) -> Trainer:
    """A trainer that measures validation under each of `VIEWS`; without a `train_set` it only measures."""
    validation = {
        name: examples(views(splits.validation, heading, 1, recipe.seed), tokenizer, layout, recipe.loss.also)
        for name, heading in VIEWS.items()
    }
    return Trainer(
        model=network,
        args=arguments(recipe, run, len(train_set or ()), f"{DECIDING}_macro_f1"),
        data_collator=Collator(layout.pad),
        train_dataset=train_set,
        eval_dataset=validation,
        compute_metrics=figures,
        callbacks=[EarlyStoppingCallback(early_stopping_patience=recipe.schedule.patience)],
    )


def finish(
    trainer: Trainer,
    network: ThemeNetwork,
    recipe: Recipe,
    run: Path,
    splits: Splits,
    tokenizer: Tokenizer,
    layout: Layout,
) -> Metrics:
    """Writes the network into the folder of its run, what it reaches, what it says, and the card."""
    network.save(run)
    _save_tokenizer(tokenizer, layout, run / ENCODER_FOLDER)
    metrics = {name: _figures(trainer, part, name) for name, part in trainer.eval_dataset.items()}
    keep_figures(metrics, trainer, run)
    for name, rows in {"validation": splits.validation, "test": splits.test}.items():
        _write_predictions(network, rows, tokenizer, layout, run / f"predictions-{name}.jsonl")
    (run / CARD_FILE).write_text(card(recipe, metrics, splits), encoding="utf-8")
    return metrics


def _save_tokenizer(tokenizer: Tokenizer, layout: Layout, folder: Path) -> None:
    """Beside the encoder, so that transformers loads both from one folder."""
    begin, end, pad = (tokenizer.id_to_token(place) for place in (layout.begin, layout.end, layout.pad))
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, cls_token=begin, sep_token=end, pad_token=pad, model_max_length=layout.window
    ).save_pretrained(folder)


def resume(trainer: Trainer, run: Path) -> None:
    """Trains from the last checkpoint of a run, or from the beginning where there is none."""
    checkpoints = run / CHECKPOINTS
    trainer.train(resume_from_checkpoint=get_last_checkpoint(str(checkpoints)) if checkpoints.is_dir() else None)


def keep_figures(metrics: Metrics, trainer: Trainer, run: Path) -> None:
    """Writes what a run reached and the course that it took."""
    _write(run / METRICS_FILE, metrics)
    _write(run / HISTORY_FILE, trainer.state.log_history)


def _figures(trainer: Trainer, part: Dataset, name: str) -> dict[str, float]:
    found = trainer.evaluate(part, metric_key_prefix=name)
    return {figure: round(found[f"{name}_{figure}"], 4) for figure in FIGURES}


def _write_predictions(
    network: ThemeNetwork, rows: Sequence[Labelled], tokenizer: Tokenizer, layout: Layout, path: Path
) -> None:
    """Each paragraph with and without its headings: what is right, what was said, and how likely it was held to be."""
    lines = []
    for headings in (True, False) if rows else ():
        passages = [row.passage if headings else Passage(row.passage.text) for row in rows]
        probabilities = softmax(ask(network.eval(), passages, tokenizer, layout)[:, THEME_COLUMNS])
        for row, likely in zip(rows, probabilities, strict=True):
            place = int(likely.argmax())
            told = {"id": row.id, "headings": headings, "gold": row.theme, "also": row.also, "said": list(THEMES)[place]}
            lines.append(json.dumps({**told, "confidence": round(float(likely[place]), 4)}, ensure_ascii=False) + "\n")
    path.write_text("".join(lines), encoding="utf-8")


def arguments(recipe: Recipe, run: Path, count: int, deciding: str) -> TrainingArguments:
    """What `Trainer` is to do: one pass over so many examples, which hold every epoch of the recipe.

    Args:
        recipe, run: as of `nlp.training.encoder.train`.
        count: examples.
        deciding: the figure of evaluation by which the best checkpoint is known.
    """
    schedule = recipe.schedule
    steps = -(-count // schedule.batch_size)
    every = max(1, steps // schedule.evaluations)
    return TrainingArguments(
        output_dir=str(run / CHECKPOINTS),
        num_train_epochs=1,
        per_device_train_batch_size=schedule.batch_size,
        per_device_eval_batch_size=2 * schedule.batch_size,
        learning_rate=schedule.learning_rate,
        weight_decay=schedule.weight_decay,
        warmup_steps=round(schedule.warmup * steps),
        lr_scheduler_type="linear",
        eval_strategy="steps",
        eval_steps=every,
        save_strategy="steps",
        save_steps=every,
        save_total_limit=2,
        load_best_model_at_end=True,
        metric_for_best_model=f"eval_{deciding}",
        greater_is_better=deciding != "loss",
        logging_steps=max(1, every // 4),
        train_sampling_strategy="group_by_length",
        length_column_name="length",
        remove_unused_columns=False,
        label_names=_TARGETS if deciding != "loss" else None,
        report_to=recipe.report_to,
        run_name=recipe.name,
        seed=recipe.seed,
        bf16=torch.cuda.is_available() and torch.cuda.is_bf16_supported(),
        dataloader_pin_memory=torch.cuda.is_available(),
    )


def _write(path: Path, told: Any) -> None:
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
