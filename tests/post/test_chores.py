"""The jobs themselves: keys that open nothing are destroyed, tallies and names are shown, counts are checked."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.post.mails import CAMPAIGN, Connection, Faulty, desk, put
from undersigned.campaigns import orm
from undersigned.campaigns.orm import models
from undersigned.ledger import outbox
from undersigned.ledger.confirming import show
from undersigned.ledger.withdrawing import erase, withdraw
from undersigned.post import chores
from undersigned.post.chores import all_chores, destroy_keys
from undersigned.post.periodic import Round
from undersigned.post.showing import Shown
from undersigned.site.addresses import Dsn
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring, hour_of
from undersigned.terms.campaign import PublicSigner, Stage

TODAY = datetime.now(UTC).date()
THIS_HOUR = hour_of(datetime.now(UTC))
SLUG = f"campaign-{CAMPAIGN}"


@pytest.fixture(autouse=True)
def _django(ledger: Dsn) -> Iterator[None]:
    orm.set_up(ledger)
    yield
    orm.close()


@pytest.fixture
def shown(site: Site) -> Shown:
    return Shown(site, "https://sign.example.org")


def confirm(connection: Connection, site: Site, number: int, name: str = "") -> None:
    """So many signatures confirmed, as confirming leaves them."""
    ids = put(connection, site, *[f"{uuid4()}@example.org" for _ in range(number)])
    connection.execute("update ledger.signature set state = 'confirmed' where id = any(%s)", [ids])
    connection.execute(
        "insert into ledger.event (campaign, signature, kind) select %s, id, 'confirmed' from unnest(%s::uuid[]) as id",
        [CAMPAIGN, ids],
    )
    connection.execute(
        "insert into ledger.confirmed (campaign, address, signature)"
        " select %s, uuid_send(id), id from unnest(%s::uuid[]) as id",
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


def hours(*ago: int) -> list[datetime]:
    return [THIS_HOUR - timedelta(hours=hour) for hour in sorted(ago, reverse=True)]


@pytest.fixture
def keyring(site: Site, monkeypatch: pytest.MonkeyPatch) -> Keyring:
    """Keys of the last hours and days, at twenty past."""
    monkeypatch.setattr(chores, "now", lambda: THIS_HOUR + timedelta(minutes=20))
    keyring = Keyring(site)
    for ago in range(6):
        keyring.hourly("outbox", THIS_HOUR - timedelta(hours=ago))
        for name in ("limits", "links"):
            keyring.daily(name, THIS_HOUR.date() - timedelta(days=ago))
    return keyring


def test_the_key_of_an_hour_goes_as_soon_as_nothing_waits_under_it(keyring: Keyring, connection: Connection) -> None:
    destroy_keys(connection, keyring, 24)
    assert keyring.hours("outbox") == hours(0)
    assert keyring.days("limits") == [THIS_HOUR.date() - timedelta(days=day) for day in (1, 0)]


def test_what_was_sealed_at_the_end_of_an_hour_has_time_to_be_committed(
    keyring: Keyring, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chores, "now", lambda: THIS_HOUR + timedelta(minutes=9))
    destroy_keys(connection, keyring, 24)
    assert keyring.hours("outbox") == hours(0, 1)


def test_a_key_that_a_mail_still_needs_stays_until_the_mail_is_gone(
    site: Site, keyring: Keyring, connection: Connection
) -> None:
    put(connection, site, "a@example.org")
    connection.execute("update ledger.outbox set key_hour = %s", hours(4))
    destroy_keys(connection, keyring, 24)
    assert keyring.hours("outbox") == hours(0, 4)
    connection.execute("update ledger.outbox set expires = now()")
    assert outbox.sweep(connection) == 1
    destroy_keys(connection, keyring, 24)
    assert keyring.hours("outbox") == hours(0)


@pytest.mark.parametrize(("stamp_hours", "kept"), [(1, 1), (2, 2), (25, 2), (26, 3), (72, 4)])
def test_the_key_of_a_days_links_lives_as_long_as_its_forms(
    keyring: Keyring, connection: Connection, monkeypatch: pytest.MonkeyPatch, stamp_hours: int, kept: int
) -> None:
    midnight = THIS_HOUR.replace(hour=0)
    monkeypatch.setattr(chores, "now", lambda: midnight + timedelta(minutes=70))
    destroy_keys(connection, keyring, stamp_hours)
    assert keyring.days("links") == [midnight.date() - timedelta(days=day) for day in reversed(range(kept))]


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


def _anonymous(connection: Connection, signature: UUID) -> None:
    show(connection, CAMPAIGN, signature, None)


def _initials(connection: Connection, signature: UUID) -> None:
    show(connection, CAMPAIGN, signature, PublicSigner("A. L."))


@pytest.mark.parametrize("taken_back", [_anonymous, _initials, withdraw, erase])
def test_a_name_that_is_taken_back_leaves_every_page_with_the_next_tally(
    site: Site, connection: Connection, shown: Shown, taken_back: Callable[[Connection, UUID], None]
) -> None:
    confirm(connection, site, 10, "Ada")
    shown.tallies(connection)
    shown.names(connection)
    shown.pages(connection)
    pages = [page for page in (site.public / "c" / SLUG).rglob("index.html") if "Ada" in page.read_text("utf-8")]
    assert pages
    ((name, signature),) = connection.execute("select name, signature from ledger.public_signer limit 1").fetchall()
    assert all(name in page.read_text("utf-8") for page in pages)
    taken_back(connection, signature)
    shown.tallies(connection)
    assert not any(name in page.read_text("utf-8") for page in pages)
    written = [page.stat().st_mtime_ns for page in pages]
    shown.tallies(connection)
    assert [page.stat().st_mtime_ns for page in pages] == written


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
