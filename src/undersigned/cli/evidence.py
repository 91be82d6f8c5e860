"""The commands of the evidence half: `undersigned add`, `trace`, `show` and so on. `cli.main` finds them by name."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from undersigned import settings
from undersigned.case.folder import Case
from undersigned.cli import (
    adding,
    citing,
    discovering,
    exporting,
    glancing,
    publishing,
    sampling,
    showing,
    tracing,
    verifying,
)
from undersigned.engine import choosing
from undersigned.errors import InputError
from undersigned.exports.base import OCID_PREFIX

CaseFolder = Annotated[Path, typer.Option("--case", help="The case folder.", show_default="the current folder")]
Files = Annotated[list[Path], typer.Argument(help="Contract files: CSV, gzip, zip, XLSX, Parquet.", show_default=False)]
Mapping = Annotated[Path | None, typer.Option("--mapping", help="The TOML file that describes a table of your own.")]
WhichEngine = Annotated[
    str, typer.Option("--engine", help="What computes: duckdb; spark on this machine; or a cluster, spark://host:port.")
]
HERE = Path()


def run(files: Files, case: CaseFolder = HERE, mapping: Mapping = None, engine: WhichEngine = "duckdb") -> None:
    """Add files, trace the case and show what was found."""
    known = choosing.with_engine(settings.from_environment(os.environ), engine)
    adding.add(Case(case), files, mapping, known)
    tracing.trace(Case(case), known, as_of=None)
    showing.show_most_resold(Case(case))


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


def glance(
    files: Files,
    company: Annotated[str, typer.Option("--company", help="Words of a company's or a product's name.")],
) -> None:
    """Take a first look at one company in files that are too large to wait for: no claim, and nothing is kept."""
    glancing.glance(files, company, settings.from_environment(os.environ))


def trace(
    case: CaseFolder = HERE,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="The day of the claims (YYYY-MM-DD); the records' last day unless given."),
    ] = None,
    engine: WhichEngine = "duckdb",
) -> None:
    """Find companies, makers and claims in what was added."""
    tracing.trace(Case(case), choosing.with_engine(settings.from_environment(os.environ), engine), as_of)


def show(
    name: Annotated[str, typer.Argument(help="A maker, agency, reseller, company or category.")],
    case: CaseFolder = HERE,
    as_json: Annotated[bool, typer.Option("--json", help="The same as JSON, for a script.")] = False,
) -> None:
    """Show what a case says about a name: totals, channels, awards, caveats."""
    showing.show(Case(case), name, as_json)


def why(
    award: Annotated[str, typer.Argument(help="An award key, such as CONT_AWD_…; the contract number is enough.")],
    case: CaseFolder = HERE,
) -> None:
    """Show how one award was attributed, rule by rule, with its rows."""
    citing.why(Case(case), award)


def cite(
    claim: Annotated[str, typer.Argument(help="A claim's identifier, such as C008e484cc3a7.")],
    case: CaseFolder = HERE,
    limit: Annotated[int, typer.Option("--rows", help="How many of the rows to print; 0 prints all.")] = 20,
) -> None:
    """Show a claim with its caveats and the rows that it sums, ready to cite."""
    citing.cite(Case(case), claim, limit)


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


def report(case: CaseFolder = HERE) -> None:
    """Show the books of every added file: rows kept, rejected, repeated; suspicions; which file won."""
    adding.report(Case(case), settings.from_environment(os.environ))


def discover(
    case: CaseFolder = HERE,
    most: Annotated[int, typer.Option("--most", help="How many names to show; 0 shows all.", min=0)] = 30,
    by: Annotated[str, typer.Option("--by", help="What comes first: most companies, or most money.")] = "companies",
    draft: Annotated[str, typer.Option("--draft", help="Draft the file of a maker from this name.")] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where the draft goes; printed unless given.")
    ] = None,
) -> None:
    """List product-like names that the catalogue does not know, with their rows."""
    if draft:
        discovering.draft(Case(case), draft, output)
    else:
        discovering.show(Case(case), most or sys.maxsize, by)


def verify(
    case: CaseFolder = HERE,
    original: Annotated[
        list[Path] | None,
        typer.Option("--original", help="A file as it was added: it must have the same bytes. Again for more."),
    ] = None,
) -> None:
    """Check every byte of a case, and compute every claim again by a second path."""
    verifying.verify(Case(case), original or [])


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


def sample(
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write, or with no shape the folder.")],
    shape: Annotated[str | None, typer.Option("--shape", help="One of: " + ", ".join(sampling.SHAPES) + ".")] = None,
    rows: Annotated[int, typer.Option("--rows", help="How many rows.", min=1)] = 3000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed writes the same bytes.")] = 1,
) -> None:
    """Write invented records in a shape of the real ones, with every trap of theirs."""
    sampling.write(output, shape, rows, seed)
