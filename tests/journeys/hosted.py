"""A site with campaigns as a coalition would host it: drafted, with keys, published and served by commands."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from playwright.sync_api import Page

from tests.serving.served import Served, until
from undersigned.ledger import naming
from undersigned.site.folder import Site
from undersigned.site.postgres.server import dsn

PASSPHRASES = ("a fox in the orchard", "seven blue lanterns", "rain on the tin roof")
PETITION, LETTER = "vote-first", "letter-of-staff"
ENOUGH = 3
"""How many must sign before the letter appears."""
SETTINGS = """\
kind = "{kind}"
languages = ["en", "es", "ar"]
organisers = "Neighbours for Open Contracts"
contact = "hello@neighbours.example"
closes = 2099-02-20
retention = 2099-05-21
holders = ["Amal", "Ruth", "Jo"]
case = ""
claims = []
{more}
"""
TEXT = """\
Title: {title}
To: The city council
Demand: Do not renew the contract before the council has voted.
Hashtags: #VoteFirst
Share: Ask the council to vote first.
Next step: Come to the meeting. https://council.example/meeting

Letter:
Dear council, please vote first.

Why:
Because nobody has been asked.
"""
SITE = """\
[limits]
seconds_to_fill_form = 0
work_base = 2000
work_most = 2000
signings_per_network_per_hour = 100000
mails_per_address_per_day = 100
"""


def someone() -> str:
    """An address that nobody else has."""
    return f"signer-{uuid4().hex[:10]}@gmail.com"


def command(*words: object, fails: int = 0) -> str:
    """Run the program as a person would; what it said."""
    without = {name: value for name, value in os.environ.items() if name not in ("EMAIL_URL", "DATABASE_URL")}
    done = subprocess.run(
        [sys.executable, "-m", "undersigned", *map(str, words)],
        env=without,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == fails, done.stderr
    return " ".join((done.stderr if fails else done.stdout).split())


@dataclass(frozen=True)
class Hosted:
    """A site that answers, and the folder in which the organisers keep their keys."""

    served: Served
    site: Path
    keys: Path

    def address(self, path: str = "") -> str:
        """A page of it."""
        return f"http://127.0.0.1:{self.served.port}/{path}"

    def page_of(self, slug: str = PETITION) -> str:
        """The page of a campaign."""
        return self.address(f"c/{slug}/")

    def text(self, slug: str = PETITION) -> str:
        """The page of a campaign as it is served now."""
        return self.served.answer(f"/c/{slug}/")[2].decode()

    def let_names_appear(self, slug: str) -> None:
        """What comes by itself when enough names wait, or after a day: a batch of those that wait."""
        with psycopg.connect(dsn(Site(self.site)), autocommit=True) as connection:
            found = connection.execute("select id from campaign where slug = %s", [slug]).fetchone()
            assert found
            assert naming.add_batch(connection, found[0], enough=1) > 0

    def links(self, to: str) -> list[str]:
        """The private links in the mails to an address, the first mail first."""
        mails = (message_from_bytes(file.read_bytes(), policy=policy.default) for file in sorted(self._outbox()))
        bodies = [mail.get_body().get_content() for mail in mails if mail["To"] == to]  # type: ignore[union-attr]
        return [found[0] for body in bodies if (found := re.search(r"http://\S+/s/[\w-]{22}", body))]

    def link(self, to: str, which: int = 0) -> str:
        """The link in a mail, as soon as it has come."""
        until(lambda: len(self.links(to)) > which)
        return self.links(to)[which]

    def passphrases(self, *holders: int) -> Path:
        """A file with the passphrases of some holders."""
        file = self.keys / f"passphrases-{'-'.join(map(str, holders))}"
        file.write_text("".join(f"{PASSPHRASES[holder - 1]}\n" for holder in holders))
        return file

    def _outbox(self) -> list[Path]:
        return list((self.site / "outbox").glob("*.eml"))


@pytest.fixture(scope="session")
def hosted(reachable: Path) -> Iterator[Hosted]:
    """A petition and a letter that waits, open for signatures."""
    site, keys = reachable / "coalition", reachable / "organisers"
    (site / "campaigns").mkdir(parents=True)
    keys.mkdir()
    (site / "site.toml").write_text(SITE)
    for slug, kind, more in (
        (PETITION, "petition", ""),
        (LETTER, "letter", f"appears_at = {ENOUGH}\nappears_by = 2099-01-31"),
    ):
        _written(site / "campaigns" / slug, SETTINGS.format(kind=kind, more=more), slug.replace("-", " ").capitalize())
    served = Served.begin(site).ready()
    made = Hosted(served, site, keys)
    for slug in (PETITION, LETTER):
        _keyed(made, slug)
        command("campaign", "publish", slug, "--site", site)
        until(partial(_is_known, served, slug))
    yield made
    served.end()


def sign(page: Page, address: str, name: str = "Maria Sánchez", how: str = "") -> None:
    """Fill in the form of the page that is open, and press the button."""
    page.fill("input[name=name]", name)
    page.fill("input[name=email]", address)
    if how:
        page.check(f"input[name=appearance][value={how}]")
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url("**/sign/**")


def confirm(page: Page, link: str) -> None:
    """Open a private link, and press the button."""
    page.goto(link)
    page.locator("form[action$='/confirm'] button").click()
    page.wait_for_load_state()


def _is_known(served: Served, slug: str) -> bool:
    """Whether every web process has heard of a campaign; they ask every two seconds, and take turns in answering."""
    return all(served.answers(f"/stamp/{slug}") for _ in range(12))


def _written(folder: Path, settings: str, title: str) -> None:
    folder.mkdir()
    (folder / "campaign.toml").write_text(settings)
    for language in ("en", "es", "ar"):
        (folder / f"{language}.md").write_text(TEXT.format(title=title))


def _keyed(hosted: Hosted, slug: str) -> None:
    """The ceremony: a key, two holders who try it, and what the server may know of it."""
    command("keys", "new", slug, "-o", hosted.keys / slug, "--passphrase-file", hosted.passphrases(1, 2, 3))
    shares = [word for holder in (1, 2) for word in ("--share", hosted.keys / slug / f"holder-{holder}.key.toml")]
    public = hosted.keys / slug / f"{slug}.public.toml"
    command("keys", "try", public, *shares, "--passphrase-file", hosted.passphrases(1, 2))
    for name in (f"{slug}.public.toml", f"{slug}.recovered.toml"):
        (hosted.site / "campaigns" / slug / name).write_bytes((hosted.keys / slug / name).read_bytes())
