"""The `undersigned` command: files in, companies and makers and claims out.

`undersigned FILE…` does add, trace and show in one go; every step is a command of its own too.
"""

import errno
import io
import json
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from undersigned import settings
from undersigned.case.folder import Case
from undersigned.cli import (
    adding,
    campaigning,
    citing,
    demonstrating,
    exporting,
    keeping,
    keys,
    publishing,
    sampling,
    serving,
    showing,
    tracing,
)
from undersigned.cli.terminal import notes
from undersigned.errors import CaseError, InputError, RoomError, UndersignedError
from undersigned.exports.base import OCID_PREFIX

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Public contracts, traced to the companies behind them. "
    "`undersigned FILE…` does add, trace and show in one go.",
)
CaseFolder = Annotated[Path, typer.Option("--case", help="The case folder.", show_default="the current folder")]
Files = Annotated[list[Path], typer.Argument(help="Contract files: CSV, gzip, zip, XLSX, Parquet.", show_default=False)]
Mapping = Annotated[Path | None, typer.Option("--mapping", help="The TOML file that describes a table of your own.")]
HERE = Path()
_TAKING = ("--case", "--mapping", "--site")
"""Options that may stand before the command, and whose value does."""
INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""


@app.command()
def run(files: Files, case: CaseFolder = HERE, mapping: Mapping = None) -> None:
    """Add files, trace the case and show what was found."""
    adding.add(Case(case), files, mapping, settings.from_environment(os.environ))
    tracing.trace(Case(case), settings.from_environment(os.environ), as_of=None)
    showing.show_most_resold(Case(case))


@app.command()
def add(
    files: Files,
    case: CaseFolder = HERE,
    mapping: Mapping = None,
    describe: Annotated[
        bool, typer.Option("--describe", help="Draft a mapping for a table of your own; add nothing.")
    ] = False,
) -> None:
    """Add contract files to a case and reconcile them."""
    if describe:
        adding.describe(files)
    else:
        adding.add(Case(case), files, mapping, settings.from_environment(os.environ))


@app.command()
def trace(
    case: CaseFolder = HERE,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="The day of the claims (YYYY-MM-DD); the records' last day unless given."),
    ] = None,
) -> None:
    """Find companies, makers and claims in what was added."""
    tracing.trace(Case(case), settings.from_environment(os.environ), as_of)


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A maker, agency, reseller, company or category.")],
    case: CaseFolder = HERE,
    as_json: Annotated[bool, typer.Option("--json", help="The same as JSON, for a script.")] = False,
) -> None:
    """Show what a case says about a name: totals, channels, awards, caveats."""
    showing.show(Case(case), name, as_json)


@app.command()
def why(
    award: Annotated[str, typer.Argument(help="An award key, such as CONT_AWD_…; the contract number is enough.")],
    case: CaseFolder = HERE,
) -> None:
    """Show how one award was attributed, rule by rule, with its rows."""
    citing.why(Case(case), award)


@app.command()
def cite(
    claim: Annotated[str, typer.Argument(help="A claim's identifier, such as C008e484cc3a7.")],
    case: CaseFolder = HERE,
    limit: Annotated[int, typer.Option("--rows", help="How many of the rows to print; 0 prints all.")] = 20,
) -> None:
    """Show a claim with its caveats and the rows that it sums, ready to cite."""
    citing.cite(Case(case), claim, limit)


@app.command()
def publish(
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder of the site, or a PDF file.")],
    case: CaseFolder = HERE,
    language: Annotated[
        list[str] | None,
        typer.Option("--language", help="A language of the site: en, es. Again for more; the first is its main one."),
    ] = None,
    pdf: Annotated[str, typer.Option("--pdf", help="Write this name on paper: a company, an agency, or report.")] = "",
    against: Annotated[
        list[Path] | None,
        typer.Option("--against", help="An original file: nothing that was dropped from it may stand in the site."),
    ] = None,
) -> None:
    """Write the case as a site that works from a folder, or one name of it as a PDF."""
    languages = tuple(language or ())
    if pdf and (against or len(languages) > 1):
        raise InputError(
            "With --pdf one name is written in one language: leave out --against and name --language once."
        )
    if pdf:
        publishing.on_paper(Case(case), pdf, output, languages[0] if languages else "en")
    else:
        publishing.publish(Case(case), output, languages, against or [], settings.from_environment(os.environ))


@app.command()
def report(case: CaseFolder = HERE) -> None:
    """Show the books of every added file: rows kept, rejected, repeated; suspicions; which file won."""
    adding.report(Case(case), settings.from_environment(os.environ))


@app.command()
def export(
    name: Annotated[str, typer.Argument(help="What: " + ", ".join(exporting.NAMES) + ".")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write; for package, the folder.")],
    case: CaseFolder = HERE,
    form: Annotated[
        str, typer.Option("--format", help="Of a table: csv, xlsx or parquet; by the file's ending unless given.")
    ] = "",
    site_address: Annotated[
        str, typer.Option("--site-address", help="Where the site will be, for ocds and package.")
    ] = "",
    ocid_prefix: Annotated[
        str, typer.Option("--ocid-prefix", help="Your registered prefix of OCDS identifiers.")
    ] = OCID_PREFIX,
) -> None:
    """Write one table of the case to a file, the case as OCDS or FollowTheMoney, or a package of all."""
    exporting.export(Case(case), name, form, output, site_address, ocid_prefix)


@app.command()
def sample(
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write, or with no shape the folder.")],
    shape: Annotated[str | None, typer.Option("--shape", help="One of: " + ", ".join(sampling.SHAPES) + ".")] = None,
    rows: Annotated[int, typer.Option("--rows", help="How many rows.", min=1)] = 3000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed writes the same bytes.")] = 1,
) -> None:
    """Write invented records in a shape of the real ones, with every trap of theirs."""
    sampling.write(output, shape, rows, seed)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to put the invented case.")] = Path("demo"),
    serve: Annotated[
        bool, typer.Option("--serve", help="Go on: make a campaign from one of its claims, and serve that.")
    ] = False,
) -> None:
    """Run the main job on the invented sample and show the result."""
    sampling.demo(folder, settings.from_environment(os.environ))
    if serve:
        demonstrating.demonstrate(folder, sampling.account(folder))


for _command in (
    keys.unseal,
    serving.serve,
    serving.doctor,
    keeping.backup,
    keeping.backup_keys,
    keeping.restore,
    keeping.restore_keys,
):
    app.command()(_command)
app.add_typer(campaigning.app, name="campaign")
app.add_typer(keys.app, name="keys")


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
    except OSError as error:
        _complain(_on_disk(error))
        return RoomError.exit_code
    except MemoryError:
        _complain("the machine is out of memory; the case is as it was.")
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
    commands = _commands()
    mistyped = first.isalpha() and not Path(first).exists() and get_close_matches(first, commands)
    if first in commands or mistyped:
        return [first, *arguments[: words[0]], *arguments[words[0] + 1 :]]
    return ["run", *arguments]


def _commands() -> list[str]:
    """Every word that may follow `undersigned`: commands, and the groups of commands."""
    own = [command.callback.__name__.replace("_", "-") for command in app.registered_commands if command.callback]
    return own + [group.name for group in app.registered_groups if isinstance(group.name, str)]


def _complain(sentence: str) -> None:
    notes.print(f"undersigned: {sentence}", markup=False, soft_wrap=True)


def _on_disk(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "the disk is full. Make room and run the command again; the case is as it was."
    return f"{error.filename or 'the disk'}: {error.strerror}; the case is as it was."


def main() -> None:
    """Run the command line and leave; characters that the terminal cannot show become `?`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(run_as_command(sys.argv[1:]))
