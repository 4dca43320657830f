"""Give a theme to each line of text that is not empty; JSON lines out."""

from __future__ import annotations

import argparse
import json

from nlp.cli.streams import STANDARD, read_bytes, write
from nlp.errors import ReadError

HELP = "a theme for each line of text, JSON lines out"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, --model."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", default=STANDARD, help="a text file; standard input if left out or '-'"
    )
    parser.add_argument("--model", default="baseline", metavar="NAME", help="the tagger (default: baseline)")


def run(arguments: argparse.Namespace) -> int:
    """`nlp.Analyzer.tag` over the lines."""
    lines = [line.strip() for line in _text(arguments.file).splitlines()]
    texts = [line for line in lines if line]
    import nlp

    for text, tag in zip(texts, nlp.Analyzer(model=arguments.model).tag(texts), strict=True):
        record = {
            "text": text,
            "theme": tag.theme,
            "aspect": tag.aspect,
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
