"""A served site whose disk is full: nobody is thanked in vain, nothing acknowledged is lost, and room is the cure."""

import json
from collections import Counter
from http.client import HTTPException
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

import psycopg

from tests.attacks.disks import Disk, small_disk
from tests.intake.forms import solved
from tests.serving.served import Served, until
from tests.serving.signers import FORM
from tests.signing import PATIENT, open_campaign
from undersigned.campaigns import orm
from undersigned.ledger import tallying
from undersigned.sealing.holders import CampaignKey
from undersigned.site.folder import Site
from undersigned.site.postgres.cluster import KEEPER
from undersigned.site.postgres.server import dsn

SLUG = "stop-it"
MEGABYTES = 220
THANKS = b"Look in your mail"


class Signers:
    """Sign at a served site, and remember who was thanked."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.challenges = [json.loads(served.answer(f"/stamp/{SLUG}")[2]) for _ in range(200)]
        self.thanked: list[str] = []
        self.answers: Counter[str] = Counter()

    def sign(self) -> bool:
        """One more; whether she was thanked."""
        number = self.answers.total()
        email = f"signer{number}@gmail.com"
        form = {"name": f"Signer {number}", "email": email, "altcha": solved(self.challenges.pop())}
        try:
            status, _, page = self.served.answer(f"/sign/{SLUG}/en", "POST", urlencode(form).encode(), FORM)
        except (OSError, HTTPException) as error:
            self.answers[type(error).__name__] += 1
            return False
        self.answers[str(status)] += 1
        if thanked := status == 200 and THANKS in page:
            self.thanked.append(email)
        elif status == 503:
            assert email.encode() in page or b"come back" in page
        return thanked


def prepared(served: Served, site: Site) -> None:
    """An open campaign that the web processes know."""
    orm.set_up(dsn(site))
    open_campaign(site, CampaignKey.fresh(), SLUG)
    orm.close()
    for _ in range(3):
        until(lambda: served.answer(f"/stamp/{SLUG}")[0] == 200)
        sleep(1)


def burn(site: Site) -> None:
    """Write the database's journal on until it wants a new file, for which there is no room."""
    try:
        with psycopg.connect(dsn(site, KEEPER, "postgres"), autocommit=True) as keeper:
            for _ in range(40):
                keeper.execute("select pg_logical_emit_message(false, 'full', repeat('x', 1000000))")
    except psycopg.Error:
        return


def counted(site: Site) -> tuple[int, tuple[str, ...]]:
    with psycopg.connect(dsn(site)) as connection:
        row = connection.execute("select id from campaign").fetchone()
        assert row is not None
        kept = connection.execute("select count(*) from ledger.signature").fetchone()
        assert kept is not None
        return kept[0], tallying.recount(connection, row[0]).differences


def fill_and_empty(disk: Disk, site: Site, signers: Signers) -> None:
    for _ in range(5):
        assert signers.sign()
    disk.fill()
    began = monotonic()
    while signers.sign() and monotonic() < began + 20 and len(signers.challenges) > 100:
        burn(site)
    for _ in range(2):
        assert not signers.sign()
    disk.empty()
    until(signers.sign)
    for _ in range(5):
        assert signers.sign()


def test_a_full_disk_costs_no_acknowledged_signature_and_passes_by(reachable: Path) -> None:
    with small_disk(reachable / "disk", MEGABYTES) as disk:
        site = Site(disk.path / "site").make()
        site.configuration_file.write_text(PATIENT, encoding="utf-8")
        served = Served.begin(site.path).ready()
        try:
            prepared(served, site)
            signers = Signers(served)
            fill_and_empty(disk, site, signers)
            kept, differences = counted(site)
            until(lambda: len(list(site.outbox.glob("*.eml"))) >= kept, 120)
        finally:
            said = served.stop()
        assert len(signers.thanked) <= kept <= signers.answers.total()
        assert differences == ()
        assert served.process.returncode == 0
        assert "Traceback" not in said
        assert "signer" not in said.replace("signers", "")
