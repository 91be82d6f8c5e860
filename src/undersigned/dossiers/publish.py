"""`publish`: the whole site written beside, checked, and then put in the place of the one before."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from undersigned.case.folder import Case
from undersigned.claims import inputs
from undersigned.claims.reading import Subject, Trace, reading
from undersigned.dossiers import feed, originals, placing, published
from undersigned.dossiers.authored import report
from undersigned.dossiers.authored import settings as authored_settings
from undersigned.dossiers.authored.settings import Settings as Authored
from undersigned.dossiers.building import build, exporting
from undersigned.dossiers.checking.base import Allowed, Finding
from undersigned.dossiers.checking.run import check
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.edition import Edition, Language, edition
from undersigned.dossiers.profiles import profiles
from undersigned.dossiers.published import Published
from undersigned.dossiers.words import language as words
from undersigned.errors import CaseError, UndersignedError
from undersigned.settings import Settings
from undersigned.terms.progress import Progress
from undersigned.terms.text import count


class CheckError(UndersignedError):
    """The site did not pass its own check; `findings` say where and why."""

    def __init__(
        self, findings: Sequence[Finding], outcome: str = "the site's own check: nothing was published"
    ) -> None:
        self.findings = findings
        super().__init__(f"{count(len(findings), 'finding')} in {outcome}.")


STYLES = ("site", "pictures", "pictures_time")
"""The style sheets of a site, which a page asks for as one."""


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
        CaseError: the case is not traced, or changed since; or it cannot keep what was published.
        CatalogError: what the authors wrote cannot be.
        InputError: the output is something else than a site or an empty place.
        CheckError: the finished site did not pass its own check; the one before is as it was.
    """
    placing.ready(output)
    inputs.check(case)
    authored = authored_settings.load(case.folder, words.languages())
    told = _languages(languages or authored.languages)
    if numbers := typed(case, [language.tag for language in told]):
        raise CheckError(numbers)
    with placing.beside(output) as folder:
        now = _write(case, _Told(authored, told), folder, settings, progress)
        progress.step("Checking every page")
        allowed = Allowed(_contacts(authored), authored.address, tuple(against))
        _check(case, folder, allowed, settings.threads)
        placing.swap(folder, output)
    _remember(case, now, output)
    return _counted(output)


def typed(case: Case, languages: Sequence[str]) -> list[Finding]:
    """The numbers typed in the reports that readers of these languages see.

    Raises:
        CatalogError: a report cannot be read.
    """
    found = dict.fromkeys(number for language in languages for number in report.typed(case.folder, language))
    return [Finding(name, line, "typed_numbers", advice) for name, line, advice in found]


def _remember(case: Case, now: Published, output: Path) -> None:
    """The site is in its place already, whatever becomes of this."""
    try:
        published.remember(case, now)
    except (CaseError, OSError) as error:
        raise CaseError(
            f"The new site stands in {output}, but {case.folder} could not keep what it says ({error}). Later sites "
            "need that to say what changed: mend it and publish again."
        ) from error


def _check(case: Case, folder: Path, allowed: Allowed, processes: int) -> None:
    with reading(case) as trace:
        if findings := check(folder, trace, allowed, processes):
            raise CheckError(findings)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the authors said of the site, and its languages."""

    settings: Authored
    languages: tuple[Language, ...]


def _write(case: Case, told: _Told, folder: Path, settings: Settings, progress: Progress) -> Published:
    """Write the whole site; what will have been published with it. The data files are written meanwhile."""
    with exporting(case, folder / "exports", told.settings.address) as exported:
        progress.step("Reading the trace")
        with reading(case) as trace:
            before = published.previous(case)
            now = published.with_trace(before, trace, _pages(trace, before))
            this = edition(trace, told.settings, told.languages, now)
            contents = Contents(trace, this.kept)
        _copy(this, folder)
        originals.copy(case, this.settings, list(contents.documents.values()), folder)
        progress.step("Writing pages, data files and the search index")
        build(contents, this, folder, exported, settings.threads, progress)
    feed.write(this, now, words.words(told.languages[0].tag), folder)
    return now


def _copy(this: Edition, folder: Path) -> None:
    """What is written as it is: the mark of our sites, style sheets, scripts, logos."""
    (folder / placing.MARK).write_text(
        "Written by `undersigned publish`, which may replace this folder.\n", encoding="utf-8"
    )
    with as_file(files("undersigned.dossiers") / "assets") as assets:
        shutil.copytree(assets, folder / "assets", ignore=shutil.ignore_patterns("*.css"))
        styles = [(assets / f"{name}.css").read_text(encoding="utf-8") for name in STYLES]
    (folder / "assets" / "site.css").write_text("\n".join(styles), encoding="utf-8")
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


def _pages(trace: Trace, before: Published) -> dict[Subject, str]:
    found = profiles(trace, before.addresses()).all
    return {subject: profile.address for profile in found for subject in profile.subjects}


def _contacts(authored: Authored) -> frozenset[str]:
    return frozenset(filter(None, (authored.contact, authored.contact_link)))


def _counted(output: Path) -> Site:
    sizes = [(path.suffix == ".html", path.stat().st_size) for path in output.rglob("*") if path.is_file()]
    return Site(sum(is_page for is_page, _ in sizes), -(-sum(size for _, size in sizes) // 1_000_000))
