"""The `saualnama` command: finds a command's module, runs it, says what is wrong.

A command `some-name` is one line of `COMMANDS` and one module `saualnama.cli.some_name` with

- `add_arguments(parser)`: adds its options to an `argparse.ArgumentParser`;
- `run(options)`: does the work, prints to stdout and returns the exit code, 0 or 2. It raises
  `InputError` for input that cannot be used.

Only the module of the command that was asked for is imported, and it imports heavy packages
inside `run`, so that help appears at once.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from typing import Protocol, cast

from saualnama import __version__
from saualnama.errors import InputError

DONE = 0
BAD_INPUT = 2
INTERRUPTED = 130

COMMANDS = {
    "audit": "what in published tables cannot be, by arithmetic alone",
    "check": "everything that is wrong with a wave, in one list",
    "compare": "what changed between two waves, with tests",
    "crosstab": "two columns of any data file, with every test",
    "explain": "how one weight came about, factor by factor",
    "new-wave": "draft the files of a wave from its data",
    "rake": "weight any data file to population targets",
}
"""Name of each command and what it does, in the order of the help."""


class Command(Protocol):
    """What a command's module holds."""

    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def command_named(name: str) -> Command:
    """The module of a command of `COMMANDS`."""
    module = importlib.import_module(f"saualnama.cli.{name.replace('-', '_')}")
    return cast(Command, module)


def build_parser(asked: str | None) -> argparse.ArgumentParser:
    """The parser, with the options of one command only.

    Args:
        asked: the command whose module is imported; of the others only the name is known.
    """
    parser = argparse.ArgumentParser(
        prog="saualnama",
        description="One-off work on a survey. `snakemake` runs the whole pipeline.",
        epilog="Exit code: 0 done, 2 bad input, 1 a bug. "
        "`saualnama COMMAND --help` lists a command's options.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"saualnama {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        of_command = commands.add_parser(
            name, help=summary, description=_sentence(summary), allow_abbrev=False
        )
        if name == asked:
            command_named(name).add_arguments(of_command)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: words after `saualnama`; those of the process by default.

    Returns:
        The exit code: 0 done, 2 bad input. Anything else that goes wrong is a bug, whose
        exception passes through; Python then ends with 1.

    Raises:
        SystemExit: help was asked for (0) or the words make no command (2).
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    _never_fail_on_letters()
    asked = next((word for word in words if not word.startswith("-")), None)
    options = build_parser(asked).parse_args(words)
    try:
        code = command_named(options.command).run(options)
        sys.stdout.flush()
        return code
    except InputError as error:
        print(f"saualnama {options.command}: {error}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        # whoever reads has seen enough (`| head`); Python shall not try once more at its end
        sys.stdout = None
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}."


def _never_fail_on_letters() -> None:
    """Let a console without Kazakh letters show a question mark and not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
