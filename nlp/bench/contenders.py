"""What is raced: anything that takes passages. Made from a string, in the process that it runs in.

To add one, write a maker and give it a line in `MAKERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from nlp.errors import TrainingError
from nlp.themes.tagger import Passage

Contender = Callable[[Sequence[Passage]], None]

BATCH = 32


def contender(spec: str) -> Contender:
    """The contender that a string names: 'tagger:baseline', 'pipeline-32:FOLDER'; `MAKERS` has the kinds.

    Raises:
        ModelError: E301, E302 there is no such tagger, or it is damaged.
        TrainingError: E509 torch or transformers are not installed.
        ValueError: no kind is called so.
    """
    kind, _, source = spec.partition(":")
    if kind not in MAKERS:
        raise ValueError(f"no contender is of the kind {kind}; there are {', '.join(MAKERS)}")
    return MAKERS[kind](source)


def title(spec: str) -> str:
    """What a contender is called in a sheet: without the folders above its own.

    >>> title("tagger:baseline"), title("pipeline-32:runs/teacher/")
    ('baseline', 'teacher: transformers pipeline, batches of 32')
    """
    kind, _, source = spec.partition(":")
    name = Path(source).name
    return f"{name}: {TITLES[kind]}" if kind in TITLES else name


def _tagger(name: str) -> Contender:
    from nlp.themes import load

    tagger = load(name)

    def run(passages: Sequence[Passage]) -> None:
        tagger.tag(passages)

    return run


def _pipeline(folder: str, batch: int) -> Contender:
    """The usual way: `transformers.pipeline`, batches as the texts come."""
    torch, transformers = _libraries()
    made = transformers.pipeline(
        "text-classification",
        model=_model(torch, transformers, folder),
        tokenizer=transformers.AutoTokenizer.from_pretrained(folder),
        device="cpu",
    )
    longest = _longest(made.model, made.tokenizer)

    def run(passages: Sequence[Passage]) -> None:
        inputs = [dict(zip(("text", "text_pair"), _parts(passage), strict=False)) for passage in passages]
        made(inputs, batch_size=batch, truncation=True, max_length=longest)

    return run


def _sorted(folder: str) -> Contender:
    """PyTorch with some care: texts of like length share a batch, so that little of it is padding."""
    torch, transformers = _libraries()
    model = _model(torch, transformers, folder).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    longest = _longest(model, tokenizer)

    def run(passages: Sequence[Passage]) -> None:
        parts = [_parts(passage) for passage in passages]
        # A call takes either single texts or pairs.
        for group in ([one for one in parts if len(one) == size] for size in (1, 2)):
            if not group:
                continue
            coded = tokenizer(*map(list, zip(*group, strict=True)), truncation=True, max_length=longest)
            order = sorted(range(len(group)), key=lambda n: len(coded["input_ids"][n]))
            for start in range(0, len(order), BATCH):
                rows = order[start : start + BATCH]
                batch = tokenizer.pad({name: [coded[name][n] for n in rows] for name in coded}, return_tensors="pt")
                with torch.inference_mode():
                    model(**batch).logits.softmax(dim=-1).tolist()

    return run


MAKERS: Mapping[str, Callable[[str], Contender]] = {
    "tagger": _tagger,
    "pipeline-1": lambda folder: _pipeline(folder, 1),
    f"pipeline-{BATCH}": lambda folder: _pipeline(folder, BATCH),
    "sorted": _sorted,
}

TITLES: Mapping[str, str] = {
    "pipeline-1": "transformers pipeline, one by one",
    f"pipeline-{BATCH}": f"transformers pipeline, batches of {BATCH}",
    "sorted": f"PyTorch, sorted, batches of {BATCH}",
}

CHECKPOINT_KINDS = tuple(TITLES)  # what a checkpoint is raced as


def _parts(passage: Passage) -> tuple[str, ...]:
    """The headings, if there are any, and the text: a pair, as BERT takes them."""
    return (" ".join(passage.section), passage.text) if passage.section else (passage.text,)


def _model(torch: Any, transformers: Any, folder: str) -> Any:
    """A classifier of this shape; a head that the folder has no weights for is as fast with random ones."""
    return transformers.AutoModelForSequenceClassification.from_pretrained(folder, dtype=torch.float32)


def _longest(model: Any, tokenizer: Any) -> int:
    return min(int(tokenizer.model_max_length), int(model.config.max_position_embeddings))


def _libraries() -> tuple[Any, Any]:
    try:
        import torch
        import transformers
    except ImportError as error:
        raise TrainingError("E509", package="torch and transformers", extra="train") from error
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    return torch, transformers
