"""The `undersigned` command: files in, companies and makers and claims out.

`undersigned FILE…` does add, trace and show in one go; every step is a command of its own too.
"""

import errno
import io
import json
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import typer

from undersigned.cli.loading import COMMANDS, Commands
from undersigned.cli.terminal import harmless, notes
from undersigned.errors import CaseError, InputError, RoomError, UndersignedError

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Public contracts, traced to the companies behind them. "
    "`undersigned FILE…` does add, trace and show in one go.",
)
_TAKING = ("--case", "--mapping", "--site")
"""Options that may stand before the command, and whose value does."""
INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""


@app.callback()
def _undersigned() -> None:
    """What comes before a command: nothing."""


def run_as_command(arguments: Sequence[str]) -> int:
    """Run the command line; the exit code. Whatever goes wrong is one sentence and no traceback."""
    try:
        app(args=_command_first(list(arguments)), prog_name="undersigned")
    except SystemExit as leaving:  # every end that typer knows: help, a usage error, an interruption
        if leaving.code == INTERRUPTED:
            _complain("stopped; the case is as it was.")
        return int(leaving.code or 0)
    except UndersignedError as error:
        _complain(str(error))
        return error.exit_code
    except json.JSONDecodeError as error:
        _complain(f"a file of the case is damaged ({error}).")
        return CaseError.exit_code
    except UnicodeEncodeError:
        _complain("a word of the command has bytes that are no UTF-8, so it cannot be kept. Type it anew.")
        return InputError.exit_code
    except (OSError, MemoryError) as error:
        _complain(_on_machine(error))
        return RoomError.exit_code
    return 0


def _command_first(arguments: list[str]) -> list[str]:
    """Options may come before the command; where files are named instead of a command, the command is `run`."""
    words = [
        position
        for position, word in enumerate(arguments)
        if not word.startswith("-") and (position == 0 or arguments[position - 1] not in _TAKING)
    ]
    if not words:
        return arguments if "--help" in arguments or not arguments else ["run", *arguments]
    first = arguments[words[0]]
    mistyped = first.isalpha() and not Path(first).exists() and get_close_matches(first, COMMANDS)
    if first in COMMANDS or mistyped:
        return [first, *arguments[: words[0]], *arguments[words[0] + 1 :]]
    return ["run", *arguments]


def _complain(sentence: str) -> None:
    notes.print(f"undersigned: {harmless(sentence)}", markup=False, soft_wrap=True)


def _on_machine(error: OSError | MemoryError) -> str:
    if isinstance(error, MemoryError):
        return "the machine is out of memory; the case is as it was."
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "the disk is full. Make room and run the command again; the case is as it was."
    return f"{error.filename or 'the disk'}: {error.strerror}; the case is as it was."


def main() -> None:
    """Run the command line and leave; characters that the terminal cannot show become `?`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(run_as_command(sys.argv[1:]))
