"""Carry a corpus to an annotation tool. What is known of the labels goes along; near-duplicates stay behind."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nlp.cli.streams import write

HELP = "a corpus in the form of Label Studio or doccano"

TOOLS = ("label-studio", "doccano")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, --to, -o, --setup."""
    parser.add_argument("data", metavar="FILE", nargs="?", help="what `xxgk corpus build` gave, or labelled rows")
    parser.add_argument("--to", choices=TOOLS, required=True, help="the tool")
    parser.add_argument("-o", "--output", metavar="OUT", help="standard output if left out")
    parser.add_argument(
        "--setup", action="store_true", help="write what the tool's project is set up with instead: its labels"
    )


def run(arguments: argparse.Namespace) -> int:
    """`nlp.corpora.label_studio` or `nlp.corpora.doccano`."""
    from nlp.cli.streams import UsageError
    from nlp.corpora import doccano, label_studio, read_drafts

    to_label_studio = arguments.to == "label-studio"
    if arguments.setup:
        write(label_studio.labelling_config() if to_label_studio else doccano.label_types(), arguments.output)
        return 0
    if arguments.data is None:
        raise UsageError("name the FILE to export")
    drafts = read_drafts(Path(arguments.data))
    kept = [draft for draft in drafts if draft.duplicate_of is None]
    write(label_studio.dump_tasks(kept) if to_label_studio else doccano.dump_examples(kept), arguments.output)
    print(f"xxgk: {len(kept)} paragraphs, {len(drafts) - len(kept)} near-duplicates left behind", file=sys.stderr)
    return 0
