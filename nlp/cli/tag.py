"""Give a theme to each line of text that is not empty; JSON lines out."""

from __future__ import annotations

import argparse
import gc
import json

from nlp.cli.options import add_model
from nlp.cli.streams import STANDARD, read_bytes, write
from nlp.errors import ReadError

HELP = "a theme for each line of text, JSON lines out"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, --model, --at-least."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", default=STANDARD, help="a text file; standard input if left out or '-'"
    )
    add_model(parser)
    parser.add_argument(
        "--at-least", type=_probability, default=0.0, metavar="P", help="no theme where the likeliest has less than P, 0 to 1"
    )


def run(arguments: argparse.Namespace) -> int:
    """What `nlp.Analyzer.tag` says of the lines; only the tagger is imported, so that the answer comes at once."""
    lines = [line.strip() for line in _text(arguments.file).splitlines()]
    texts = [line for line in lines if line]
    gc.disable()  # what is imported stays: to look for garbage in it, now and at the end, takes a tenth of a short run
    from nlp.texts import passages_of
    from nlp.themes import load

    try:
        tagger = load(arguments.model)
        gc.freeze()
    finally:
        gc.enable()
    for text, tag in zip(texts, tagger.tag(passages_of(texts)), strict=True):
        theme = tag.theme_from(arguments.at_least)
        record = {
            "text": text,
            "theme": theme,
            "also": tag.also,
            "aspect": tag.aspect if theme else None,
            "confidence": tag.confidence,
            "scores": dict(tag.scores),
        }
        write(json.dumps(record, ensure_ascii=False) + "\n", None)
    return 0


def _text(file: str) -> str:
    """The file's text: UTF-8 with or without a mark, UTF-16 with one, else GB 18030.

    Raises:
        ReadError: E117 the bytes are none of these.
    """
    content = read_bytes(file)
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadError("E117", file)


def _probability(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError(text)
    return value
