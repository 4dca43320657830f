"""Measure: a tagger on labelled paragraphs (MODEL DATA), or analyses of whole reports on their gold (--gold DIR)."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from nlp.cli.streams import UsageError, write

HELP = "measure a tagger on labelled paragraphs, or analyses on reports with gold"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """MODEL, DATA, --gold, --analyses, --model, --format, --errors, -o."""
    parser.add_argument("tagger", metavar="MODEL", nargs="?", help="a tagger's name or folder")
    parser.add_argument("data", metavar="DATA", nargs="?", help="labelled paragraphs: a .jsonl file or a folder of them")
    parser.add_argument("--gold", metavar="DIR", help="reports with gold (ID.yaml), seeded ones among them")
    parser.add_argument("--analyses", metavar="DIR", help="with --gold: read ID.json instead of analysing")
    parser.add_argument("--model", default="baseline", metavar="NAME", help="with --gold: the tagger (default: baseline)")
    parser.add_argument("--errors", action="store_true", help="with --gold: list every error")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of the output (default: text)")
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file instead of standard output")


def run(arguments: argparse.Namespace) -> int:
    """`nlp.evaluation.evaluate_folder` or `nlp.evaluation.evaluate_themes`."""
    if arguments.gold and not arguments.tagger:
        text = _reports(arguments)
    elif arguments.tagger and arguments.data and not arguments.gold and not arguments.analyses:
        text = _themes(arguments)
    else:
        raise UsageError("give MODEL and DATA, or --gold DIR")
    write(text, arguments.output)
    return 0


def _reports(arguments: argparse.Namespace) -> str:
    from nlp.evaluation.reports import as_dict, evaluate_folder
    from nlp.evaluation.sheet import evaluation_text

    analyses = Path(arguments.analyses) if arguments.analyses else None
    evaluation = evaluate_folder(Path(arguments.gold), analyses, arguments.model)
    if arguments.format == "json":
        return json.dumps(as_dict(evaluation), ensure_ascii=False, indent=2) + "\n"
    return evaluation_text(evaluation, arguments.errors)


def _themes(arguments: argparse.Namespace) -> str:
    from nlp.corpora import rows
    from nlp.evaluation.sheet import themes_text
    from nlp.evaluation.themes import as_dict, evaluate_themes
    from nlp.themes import load

    tagger, data = load(arguments.tagger), rows(arguments.data)
    sheets = [evaluate_themes(tagger, data, headings) for headings in (True, False)]
    if arguments.format == "json":
        return json.dumps([as_dict(sheet) for sheet in sheets], ensure_ascii=False, indent=2) + "\n"
    return themes_text(sheets)
