"""Bring an annotated corpus back as labelled rows. Paragraphs that nobody has labelled stay behind."""

from __future__ import annotations

import argparse
import sys

from nlp.cli.corpus.export import TOOLS
from nlp.cli.streams import read_bytes, write

HELP = "labelled rows from what was annotated in Label Studio or doccano"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, --from, -o."""
    parser.add_argument("data", metavar="FILE", help="the tool's export: JSON of Label Studio, JSONL of doccano")
    parser.add_argument("--from", dest="source", choices=TOOLS, required=True, help="the tool")
    parser.add_argument("-o", "--output", metavar="OUT", help="JSON lines; standard output if left out")


def run(arguments: argparse.Namespace) -> int:
    """`nlp.corpora.label_studio` or `nlp.corpora.doccano`."""
    from nlp.corpora import doccano, dump_drafts, label_studio
    from nlp.errors import ReadError

    file: str = arguments.data
    try:
        content = read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError("E117", file) from error
    load = label_studio.load_tasks if arguments.source == "label-studio" else doccano.load_examples
    drafts, bare = load(content, file)
    write(dump_drafts(drafts), arguments.output)
    print(f"xxgk: {len(drafts)} labelled paragraphs, {bare} without a label left behind", file=sys.stderr)
    return 0
