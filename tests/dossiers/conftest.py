"""The invented county, traced and published once, and a desk that writes its pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dossiers.county import FEW, MANY, claim, county, publish
from undersigned.case.folder import Case
from undersigned.claims.reading import Trace, reading
from undersigned.dossiers.authored.corrections import Corrections, Withdrawn
from undersigned.dossiers.building import FOLDERS
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.edition import Edition, Language
from undersigned.dossiers.words.language import words

ENGLISH, SPANISH = Language("en", "English", ""), Language("es", "Español", "es/")


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The county's case, traced; tests only read it."""
    return county(tmp_path_factory.mktemp("nowhere"), [*FEW, *MANY])


@pytest.fixture(scope="session")
def county_trace(nowhere: Case) -> Iterator[Trace]:
    """Its trace, open for questions."""
    with reading(nowhere) as found:
        yield found


@pytest.fixture(scope="session")
def contents(county_trace: Trace) -> Contents:
    """What its pages tell."""
    return Contents(county_trace)


@pytest.fixture(scope="session")
def county_site(nowhere: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site in two languages; tests only read it."""
    site = tmp_path_factory.mktemp("county") / "site"
    publish(nowhere, site, "--language", "en", "--language", "es")
    return site


def folders(site: Path) -> Path:
    """The empty folders of a site in two languages."""
    for language in (ENGLISH, SPANISH):
        for name in FOLDERS:
            (site / language.folder / name).mkdir(parents=True, exist_ok=True)
    (site / "cards").mkdir(exist_ok=True)
    return site


@pytest.fixture
def edition() -> Edition:
    """A publication in two languages without anything written by authors."""
    return Edition((ENGLISH, SPANISH))


@pytest.fixture
def desk(contents: Contents, edition: Edition, tmp_path: Path) -> Desk:
    """A desk for its English pages, in an empty site."""
    return Desk(edition, contents, ENGLISH, words("en"), folders(tmp_path / "site"))


@pytest.fixture
def spanish_desk(contents: Contents, edition: Edition, tmp_path: Path) -> Desk:
    """The same for Spanish."""
    return Desk(edition, contents, SPANISH, words("es"), folders(tmp_path / "site"))


@pytest.fixture
def withdrawing(contents: Contents, county_trace: Trace, tmp_path: Path) -> Desk:
    """The desk of authors who took back their strongest claim."""
    taken = claim(county_trace, "maker", "Heronsoft", channel="resold").claim_id
    withdrawn = Withdrawn(taken, "2032-01-02", "The rows were counted twice.", "")
    given = Edition((ENGLISH,), corrections=Corrections((), {taken: withdrawn}))
    return Desk(given, contents, ENGLISH, words("en"), folders(tmp_path / "withdrawn"))
