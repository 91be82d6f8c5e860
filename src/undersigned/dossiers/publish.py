"""`publish`: the whole site written beside, checked, and then put in the place of the one before."""

import errno
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from undersigned.case.folder import Case
from undersigned.claims import inputs
from undersigned.claims.reading import Subject, Trace, reading
from undersigned.dossiers import feed, published, search
from undersigned.dossiers.authored import report
from undersigned.dossiers.authored import settings as authored_settings
from undersigned.dossiers.authored.settings import Settings as Authored
from undersigned.dossiers.building import build
from undersigned.dossiers.checking.base import Allowed, Finding
from undersigned.dossiers.checking.run import check
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.edition import Edition, Language, edition
from undersigned.dossiers.profiles import profiles
from undersigned.dossiers.words import language as words
from undersigned.errors import CaseError, InputError, RoomError, UndersignedError
from undersigned.settings import Settings
from undersigned.terms.progress import Progress

MARK = "undersigned-site.txt"
"""A folder with this file was written by `publish` and may be replaced by it."""


class CheckError(UndersignedError):
    """The site did not pass its own check; `findings` say where and why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = findings
        super().__init__(f"{len(findings):,} findings in the site's own check: nothing was published.")


@dataclass(frozen=True, slots=True)
class Site:
    """What was published."""

    pages: int
    megabytes: int


def publish(
    case: Case,
    output: Path,
    languages: tuple[str, ...],
    against: Sequence[Path],
    settings: Settings,
    progress: Progress,
) -> Site:
    """Publish a traced case as a site.

    Raises:
        CaseError: the case is not traced, or changed since.
        CatalogError: what the authors wrote cannot be.
        InputError: the output is something else than a site or an empty place.
        CheckError: the finished site did not pass its own check; the one before is as it was.
    """
    inputs.check(case)
    _check_place(output)
    authored = authored_settings.load(case.folder, words.languages())
    told = _languages(languages or authored.languages)
    if typed := [line for language in told for line in report.typed(case.folder, language.tag)]:
        raise CheckError([Finding("report.md", 0, "typed numbers", line) for line in typed])
    progress.step("Reading the trace")
    with reading(case) as trace:
        now = published.with_trace(published.previous(case), trace, _pages(trace))
        this = edition(trace, authored, told, now)
        contents = Contents(trace)
    with _beside(output) as folder:
        _write(contents, this, folder, settings, progress)
        del contents
        feed.write(this, now, words.words(told[0].tag), folder)
        progress.step("Checking every page")
        _check(case, folder, Allowed(_contacts(authored), authored.address, tuple(against)))
        _swap(folder, output)
    published.remember(case, now)
    return _counted(output)


def _check(case: Case, folder: Path, allowed: Allowed) -> None:
    with reading(case) as trace:
        if findings := check(folder, trace, allowed):
            raise CheckError(findings)


def _write(contents: Contents, this: Edition, folder: Path, settings: Settings, progress: Progress) -> None:
    (folder / MARK).write_text("Written by `undersigned publish`, which may replace this folder.\n", encoding="utf-8")
    with as_file(files("undersigned.dossiers") / "assets") as assets:
        shutil.copytree(assets, folder / "assets")
    progress.step("Writing pages and data files")
    _copy_logos(this, folder)
    build(contents, this, folder, settings.threads, progress)
    progress.step("Indexing for search")
    search.index(folder)


def _copy_logos(this: Edition, folder: Path) -> None:
    for organisation in this.settings.organisations:
        if organisation.logo:
            (folder / "logos").mkdir(exist_ok=True)
            shutil.copyfile(organisation.logo, folder / "logos" / organisation.logo.name)


def _languages(tags: tuple[str, ...]) -> tuple[Language, ...]:
    """The first is at the root of the site, each other one in a folder of its own."""
    return tuple(
        Language(tag, words.words(tag).text("English"), f"{tag}/" if number else "")
        for number, tag in enumerate(dict.fromkeys(tags))
    )


def _pages(trace: Trace) -> dict[Subject, str]:
    return {subject: profile.address for profile in profiles(trace).all for subject in profile.subjects}


def _contacts(authored: Authored) -> frozenset[str]:
    return frozenset(filter(None, (authored.contact, authored.contact_link)))


def _check_place(output: Path) -> None:
    if output.exists() and not output.is_dir():
        raise InputError(f"{output} is a file. Name a folder for the site with -o.")
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        raise InputError(f"{output} holds something that `publish` did not write. Name another folder with -o.")
    if not output.resolve().parent.is_dir():
        raise InputError(f"There is no folder {output.parent}. Make it, or name another one with -o.")


@contextmanager
def _beside(output: Path) -> Iterator[Path]:
    """A folder beside the site that vanishes unless it is put in its place."""
    place = output.resolve()
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"{place.name}.unfinished-", dir=place.parent))
    except OSError as error:
        raise InputError(f"{place.parent} cannot be written: {error.strerror}.") from error
    try:
        folder.chmod(0o755)
        yield folder
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise RoomError("The disk is full. Make room and publish again; the site is as it was.") from error
        raise CaseError(f"The site could not be written ({error}); the one before is as it was.") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _swap(folder: Path, output: Path) -> None:
    """Put the finished site in its place; the one before is gone only when the new one stands."""
    place = output.resolve()
    old = Path(tempfile.mkdtemp(prefix=f"{place.name}.unfinished-", dir=place.parent)) / "old"
    if place.exists():
        place.rename(old)
    try:
        folder.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    finally:
        shutil.rmtree(old.parent, ignore_errors=True)


def _counted(output: Path) -> Site:
    sizes = [(path.suffix == ".html", path.stat().st_size) for path in output.rglob("*") if path.is_file()]
    return Site(sum(is_page for is_page, _ in sizes), -(-sum(size for _, size in sizes) // 1_000_000))
