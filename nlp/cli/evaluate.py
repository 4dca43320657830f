"""Measure: a tagger on labelled paragraphs (MODEL DATA), or analyses of whole reports on their gold (--gold DIR)."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from nlp.cli.options import add_model
from nlp.cli.streams import UsageError, write

HELP = "measure a tagger on labelled paragraphs, or analyses on reports with gold"

# Without a value; what belongs to one of the two questions is refused with the other.
_OF_TAGGERS = ("reports", "split", "bodies", "except_bodies", "against", "pictures", "years")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """MODEL and DATA with what chooses among its paragraphs, or --gold; --format, --errors, -o."""
    parser.add_argument("tagger", metavar="MODEL", nargs="?", help="a tagger's name or folder")
    parser.add_argument(
        "data", metavar="DATA", nargs="?",
        help="a .jsonl file or a folder of them, a folder of reports with gold, or with --reports labels by file and offset",
    )
    parser.add_argument("--reports", metavar="DIR", help="the real reports that the labels in DATA name")
    parser.add_argument("--split", choices=("train", "validation", "test"), help="only this side of DATA")
    parser.add_argument("--bodies", metavar="FILE", help="only the bodies that FILE names, one a line")
    parser.add_argument("--except-bodies", metavar="FILE", help="all but the bodies that FILE names")
    parser.add_argument("--against", metavar="MODEL", help="compare with this tagger on the same paragraphs")
    parser.add_argument("--pictures", metavar="DIR", help="draw confusion.png, reliability.png and coverage.png")
    parser.add_argument("--years", action="store_true", help="show single years as well")
    parser.add_argument("--gold", metavar="DIR", help="instead of MODEL and DATA: reports with gold (ID.yaml) to analyse")
    parser.add_argument("--analyses", metavar="DIR", help="with --gold: read ID.json instead of analysing")
    add_model(parser, "with --gold: the tagger")
    parser.add_argument("--errors", action="store_true", help="list every error")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of the output (default: text)")
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file instead of standard output")


def run(arguments: argparse.Namespace) -> int:
    """`nlp.evaluation.evaluate_folder` or `nlp.evaluation.evaluate_themes`."""
    asked = [name for name in _OF_TAGGERS if getattr(arguments, name)]
    if arguments.gold and not arguments.tagger and not asked:
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

    evaluation = evaluate_folder(Path(arguments.gold), _path(arguments.analyses), arguments.model)
    if arguments.format == "json":
        return json.dumps(as_dict(evaluation), ensure_ascii=False, indent=2) + "\n"
    return evaluation_text(evaluation, arguments.errors)


def _themes(arguments: argparse.Namespace) -> str:
    from nlp.evaluation import compare, comparison_dict, evaluate_themes, measured_rows
    from nlp.evaluation.pictures import draw_sheets
    from nlp.evaluation.theme_text import themes_text
    from nlp.evaluation.themes import as_dict
    from nlp.themes import load

    tagger, other = load(arguments.tagger), load(arguments.against) if arguments.against else None
    data = measured_rows(
        Path(arguments.data),
        _path(arguments.reports),
        split=arguments.split,
        bodies=_path(arguments.bodies),
        except_bodies=_path(arguments.except_bodies),
    )
    sheets = [evaluate_themes(tagger, data.rows, headings) for headings in (True, False)]
    comparisons = [compare(sheet, evaluate_themes(other, data.rows, sheet.headings)) for sheet in sheets if other]
    if arguments.pictures:
        draw_sheets(sheets, Path(arguments.pictures))
    if arguments.format == "json":
        plain = {
            "left_out": data.left_out,
            "sheets": [as_dict(sheet) for sheet in sheets],
            "comparisons": [comparison_dict(comparison) for comparison in comparisons],
        }
        return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
    return themes_text(sheets, comparisons, data.left_out, arguments.years, arguments.errors)


def _path(given: str | None) -> Path | None:
    return Path(given) if given else None
