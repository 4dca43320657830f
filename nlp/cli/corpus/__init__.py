"""Work on a corpus of labelled paragraphs: check it, count it, build one, carry it to an annotation tool and back."""

from __future__ import annotations

import argparse

from nlp.cli.corpus import agreement, build, check, export, import_, seed_errors, stats

HELP = "check, count, build and label a corpus of paragraphs"

# One module a command; `seed_errors` is called seed-errors, `import_` (a word of the language) import.
COMMANDS = (check, stats, build, export, import_, agreement, seed_errors)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The commands below `xxgk corpus`, each with HELP, `add_arguments` and `run` as those above."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        name = command.__name__.rpartition(".")[2].rstrip("_").replace("_", "-")
        sub = commands.add_parser(name, help=command.HELP, description=command.__doc__)
        command.add_arguments(sub)
        sub.set_defaults(run_corpus=command.run)


def run(arguments: argparse.Namespace) -> int:
    """The command that was named."""
    status: int = arguments.run_corpus(arguments)
    return status
