import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.campaigns.organising import LETTER, SETTINGS, SLUG, Organisers, key_files, two_claims, write
from tests.database import Postgres
from undersigned.campaigns import orm
from undersigned.case.folder import Case
from undersigned.cli.campaign_door import today
from undersigned.cli.campaigning import app
from undersigned.errors import CampaignError, InputError
from undersigned.site.folder import Site
from undersigned.site.postgres.server import alive

Run = Callable[..., str]


@pytest.fixture
def organisers(postgres: Postgres, site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Organisers]:
    """A site with a database named in the environment, as a hosted one is."""
    address = postgres.create()
    monkeypatch.setenv("DATABASE_URL", address)
    yield Organisers(site, today())
    orm.close()
    postgres.drop(address)


@pytest.fixture
def run(site: Site) -> Run:
    """Run a command of campaigns in the site; its answer."""

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, [*words, "--site", str(site.path)], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return " ".join(done.output.split())  # the terminal breaks lines where it likes

    return run


def counted(run: Run) -> dict[str, int]:
    told: dict[str, dict[str, int]] = json.loads(run("tally", SLUG, "--json"))
    return {kind: number for kind, number in told["tally"].items() if number}


def test_from_a_claim_to_a_closed_campaign(organisers: Organisers, run: Run, traced: Case, tmp_path: Path) -> None:
    folder = organisers.folder
    said = run("new", SLUG, "--case", str(traced.folder), "--claim", two_claims(traced)[0], "--language", "en")
    assert f"undersigned campaign publish {SLUG}" in said
    with pytest.raises(CampaignError, match="cannot be published yet"):
        run("publish", SLUG)

    fill_in(folder)
    assert f"/c/{SLUG}/" in run("publish", SLUG)
    assert (organisers.site.public / "c" / SLUG / "index.html").is_file()
    assert "Something" in (organisers.site.public / "index.html").read_text()

    signature = signed(organisers)
    run("paper", SLUG, "--number", "250", "--note", "box 1")
    run("import", SLUG, "--number", "40", "--note", "the list of last year")
    assert counted(run) == {"collected": 1, "confirmed": 1, "standing": 1, "paper": 250, "imported": 40}
    run("invalidate", signature, "--reason", "a bot?")
    assert "standing" not in counted(run)
    run("reinstate", signature, "--reason", "a person")
    assert "everything agrees" in run("tally", SLUG, "--recount")
    assert "1 confirmed signature, sealed" in run("bundle", SLUG, "-o", str(tmp_path / "bundle"))

    assert "is closed" in run("close", SLUG)
    assert "closed" in run("list")
    assert "Something" not in (organisers.site.public / "index.html").read_text()


def test_what_nobody_confirmed_is_told_with_what_is_done_to_it(organisers: Organisers, run: Run) -> None:
    write(organisers.folder)
    run("publish", SLUG)
    signature = str(organisers.collected())
    confirmed = signed(organisers)
    assert "mail that still waited for its signer is deleted" in run("invalidate", signature, "--reason", "a bot?")
    assert "No mail goes out for it" in run("reinstate", signature, "--reason", "a person")
    assert "mail" not in run("invalidate", confirmed, "--reason", "a bot?")
    assert "mail" not in run("reinstate", confirmed, "--reason", "a person")
    assert "1 signature still waited to be confirmed" in run("close", SLUG)


def fill_in(folder: Path) -> None:
    settings = (folder / "campaign.toml").read_text()
    settings = settings.replace('organisers = ""', 'organisers = "We"').replace('contact = ""', 'contact = "w@e.org"')
    (folder / "campaign.toml").write_text(settings)
    text = (folder / "en.md").read_text()
    for part in ("Title:", "To:", "Demand:", "Letter:"):
        text = text.replace(f"\n{part}\n", f"\n{part} Something\n")
    (folder / "en.md").write_text(text)
    for name, content in key_files(SLUG).items():
        (folder / name).write_text(content)


def signed(organisers: Organisers) -> str:
    """Somebody signs; the command's way to the database was closed with it."""
    signature = organisers.signed()
    orm.close()
    return str(signature)


def test_of_a_letter_that_waits_no_count_is_told(organisers: Organisers, run: Run) -> None:
    write(organisers.folder, LETTER.replace("2026-12-31", "2027-01-31"))
    run("publish", SLUG)
    signed(organisers)
    told = run("tally", SLUG)
    assert "appears at 3 signatures" in told
    assert "1" not in told.replace("2027-01-31", "")
    assert json.loads(run("tally", SLUG, "--json")) == {"campaign": SLUG, "stage": "open", "waits": True}
    assert "waits" in run("list")


def test_a_recount_that_does_not_agree_is_an_error(organisers: Organisers, run: Run) -> None:
    write(organisers.folder)
    run("publish", SLUG)
    signed(organisers)
    orm.connection().execute("update ledger.tally set number = 7 where kind = 'standing'")
    orm.close()
    with pytest.raises(CampaignError, match="does not agree"):
        run("tally", SLUG, "--recount")


def test_claims_need_their_case(run: Run) -> None:
    with pytest.raises(InputError, match="--case"):
        run("new", SLUG, "--claim", "C1")


def test_a_command_starts_the_database_that_it_needs_and_stops_it(site: Site, run: Run) -> None:
    write(site.campaign(SLUG), SETTINGS)
    assert "No campaign was published" in run("list")
    run("publish", SLUG)
    assert "petition" in run("list")
    assert not alive(site)
