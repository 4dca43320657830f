"""The command `xxgk`: one file a command, each a thin skin on the public function it is named after.

Nothing heavy is imported before a command runs, so that `xxgk --help` answers at once.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from nlp.cli.streams import UsageError
from nlp.errors import XxgkError

COMMANDS = ("analyze", "score", "compare", "tag", "models", "corpus", "train", "evaluate", "export", "bench")

DONE, NOT_ANALYSED, WRONG_USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: the arguments; those of the process if left out.

    Returns:
        0 done, 1 the input could not be analysed (one line on standard error says the code, what, where and what to
        do), 2 wrong usage.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a C locale must not stop Chinese text
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        arguments = parser(given[:1] if given[:1] and given[0] in COMMANDS else COMMANDS).parse_args(given)
    except SystemExit as exit_:  # argparse has printed its message
        return DONE if not exit_.code else WRONG_USAGE
    try:
        status: int = arguments.run(arguments)
        sys.stdout.flush()
    except XxgkError as error:
        print(f"xxgk: {' '.join(str(error).split())}", file=sys.stderr)
        return NOT_ANALYSED
    except UsageError as error:
        print(f"xxgk: {error}", file=sys.stderr)
        return WRONG_USAGE
    except BrokenPipeError:  # the reader, for example head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130
    return status


def parser(names: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """The parser of the commands so named, whose files alone are imported; README and tests read all from it."""
    top = argparse.ArgumentParser(
        prog="xxgk",
        description="Read Chinese annual reports on government information disclosure (政府信息公开工作年度报告).",
        epilog="exit codes: 0 done, 1 the input could not be analysed, 2 wrong usage",
    )
    top.add_argument("--version", action=_Version, help="print the version and stop")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in names:
        command = import_module(f"nlp.cli.{name}")
        sub = commands.add_parser(name, help=command.HELP, description=command.__doc__)
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return top


class _Version(argparse.Action):
    """Looks the version up only when asked: importlib.metadata is slow to import."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"xxgk {version('xxgk-nlp')}")
        except PackageNotFoundError:
            print("xxgk (run from a checkout that is not installed)")
        parser.exit()
