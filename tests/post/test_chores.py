"""The jobs themselves: keys that open nothing are destroyed, tallies and names are shown, counts are checked."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.post.mails import CAMPAIGN, Connection, Faulty, desk, put
from undersigned.campaigns import orm
from undersigned.campaigns.orm import models
from undersigned.post.chores import all_chores, destroy_keys
from undersigned.post.periodic import Round
from undersigned.post.showing import Shown
from undersigned.site.addresses import Dsn
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.terms.campaign import Stage

TODAY = datetime.now(UTC).date()
SLUG = f"campaign-{CAMPAIGN}"


@pytest.fixture(autouse=True)
def _django(ledger: Dsn) -> Iterator[None]:
    orm.set_up(ledger)
    yield
    orm.close()


@pytest.fixture
def shown(site: Site) -> Shown:
    return Shown(site, "https://sign.example.org")


def days(*ago: int) -> list[object]:
    return [TODAY - timedelta(days=day) for day in sorted(ago, reverse=True)]


def confirm(connection: Connection, site: Site, number: int, name: str = "") -> None:
    """So many signatures confirmed, as confirming leaves them."""
    ids = put(connection, site, *[f"{uuid4()}@example.org" for _ in range(number)])
    connection.execute("update ledger.signature set state = 'confirmed' where id = any(%s)", [ids])
    connection.execute(
        "insert into ledger.event (campaign, signature, kind) select %s, id, 'confirmed' from unnest(%s::uuid[]) as id",
        [CAMPAIGN, ids],
    )
    for kind in ("confirmed", "standing"):
        connection.execute(
            "insert into ledger.tally as old (campaign, kind, shard, number) values (%s, %s, 0, %s)"
            " on conflict (campaign, kind, shard) do update set number = old.number + excluded.number",
            [CAMPAIGN, kind, number],
        )
    if name:
        connection.execute(
            "insert into ledger.public_signer (signature, campaign, name)"
            " select id, %s, %s || id from unnest(%s::uuid[]) as id",
            [CAMPAIGN, name, ids],
        )


def test_keys_are_destroyed_when_nothing_waits_under_them(site: Site, connection: Connection) -> None:
    keyring = Keyring(site)
    for ago in range(6):
        keyring.daily("outbox", TODAY - timedelta(days=ago))
        keyring.daily("limits", TODAY - timedelta(days=ago))
    destroy_keys(connection, keyring)
    assert keyring.days("outbox") == days(0, 1, 2, 3)
    assert keyring.days("limits") == days(0, 1)


def test_a_key_that_a_mail_still_needs_stays(site: Site, connection: Connection) -> None:
    keyring = Keyring(site)
    for ago in range(8):
        keyring.daily("outbox", TODAY - timedelta(days=ago))
    put(connection, site, "a@example.org")
    connection.execute("update ledger.outbox set key_day = %s", [TODAY - timedelta(days=5)])
    destroy_keys(connection, keyring)
    assert keyring.days("outbox") == days(0, 1, 2, 3, 4, 5)


def test_the_tally_is_written_when_it_changes(site: Site, connection: Connection, shown: Shown) -> None:
    file = site.public / "c" / SLUG / "tally.json"
    shown.tallies(connection)
    assert json.loads(file.read_bytes())["counts"]["standing"] == 0
    written = file.stat().st_mtime_ns
    shown.tallies(connection)
    assert file.stat().st_mtime_ns == written
    confirm(connection, site, 3)
    shown.tallies(connection)
    assert json.loads(file.read_bytes())["counts"]["standing"] == 3


def test_names_appear_in_batches_and_the_page_follows(site: Site, connection: Connection, shown: Shown) -> None:
    page = site.public / "c" / SLUG / "en" / "index.html"
    shown.tallies(connection)
    shown.pages(connection)
    page = next((site.public / "c" / SLUG).rglob("index.html"))
    assert "Ada" not in page.read_text(encoding="utf-8")
    confirm(connection, site, 3, "Ada")
    shown.names(connection)
    shown.pages(connection)
    assert "Ada" not in page.read_text(encoding="utf-8")
    confirm(connection, site, 9, "Ada")
    shown.names(connection)
    shown.pages(connection)
    assert page.read_text(encoding="utf-8").count("Ada") >= 12


def test_a_letter_that_has_enough_appears(site: Site, connection: Connection, shown: Shown) -> None:
    models.Campaign.objects.filter(id=CAMPAIGN).update(appears_at=3, appears_by="2998-01-01")
    file = site.public / "c" / SLUG / "tally.json"
    confirm(connection, site, 2)
    shown.tallies(connection)
    assert json.loads(file.read_bytes()) == {"waits": True}
    confirm(connection, site, 1)
    shown.tallies(connection)
    assert json.loads(file.read_bytes())["counts"]["standing"] == 3


def test_promises_are_kept_and_shown(site: Site, connection: Connection, shown: Shown) -> None:
    models.Campaign.objects.filter(id=CAMPAIGN).update(closes=TODAY - timedelta(days=1))
    Keyring(site).make_campaign(CAMPAIGN)
    shown.promises(connection)
    assert models.Campaign.objects.get(id=CAMPAIGN).stage == Stage.CLOSED.value
    assert (site.public / "c" / SLUG / "tally.json").is_file()


def test_a_whole_round_does_every_job_and_raises_an_alarm(site: Site, ledger: Dsn, connection: Connection) -> None:
    confirm(connection, site, 2)
    connection.execute("update ledger.tally set number = number + 1 where kind = 'standing'")
    (gone,) = put(connection, site, "gone@example.org")
    connection.execute("update ledger.outbox set expires = now() where signature = %s", [gone])
    at = desk(site, ledger, Faulty())
    chores = all_chores(at)
    done = Round(chores, at.troubles).do_due(connection)
    assert done == [chore.name for chore in chores]
    (alarm,) = connection.execute("select what from ledger.alarm").fetchall()
    assert "standing" in alarm[0]
    assert connection.execute("select number from ledger.mail_count where outcome = 'expired'").fetchone() == (1,)
    assert connection.execute("select 1 from ledger.outbox where signature = %s", [gone]).fetchone() is None
