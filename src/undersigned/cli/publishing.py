"""`undersigned publish`: the site of a case, or one name on paper."""

from pathlib import Path

from undersigned.case.folder import Case
from undersigned.cli.terminal import progress, say, say_point
from undersigned.dossiers import publish as publishing
from undersigned.dossiers.on_paper import on_paper as write_on_paper
from undersigned.errors import InputError
from undersigned.settings import Settings
from undersigned.terms.text import count

MOST_PRINTED = 30


def publish(case: Case, output: Path, languages: tuple[str, ...], against: list[Path], settings: Settings) -> None:
    """Write the site and say what is in it; a site that fails its own check is not written."""
    try:
        with progress() as shown:
            site = publishing.publish(case, output, languages, against, settings, shown)
    except publishing.CheckError as error:
        _say_findings(error)
        raise
    say(f"{output / 'index.html'}: {count(site.pages, 'page')}, {site.megabytes:,} MB. Every check passed.")


def on_paper(case: Case, name: str, output: Path, language: str) -> None:
    """Write one name, or the report of the case, as a PDF."""
    if output.is_dir():
        raise InputError(f"{output} is a folder. Name a PDF file with -o.")
    try:
        write_on_paper(case, name, output, language)
    except publishing.CheckError as error:
        _say_findings(error)
        raise
    say(f"{output}: {name} on paper.")


def _say_findings(error: publishing.CheckError) -> None:
    for finding in error.findings[:MOST_PRINTED]:
        say_point(str(finding))
    if len(error.findings) > MOST_PRINTED:
        say_point(f"and {len(error.findings) - MOST_PRINTED:,} more")
