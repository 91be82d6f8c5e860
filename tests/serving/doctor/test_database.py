"""What the doctor asks a running database: settings, mails that wait, alarms, keys that lack."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from bench.campaigns import place_key
from tests.serving.doctor.conftest import Make
from undersigned.campaigns import orm
from undersigned.ledger.migrating import migrate
from undersigned.sealing.holders import CampaignKey
from undersigned.serving.children import LARGEST
from undersigned.serving.connections import needed
from undersigned.serving.doctor import alarms, clock, database, disk, examining, holders, keys, pace
from undersigned.serving.doctor.base import Finding, Known, Level
from undersigned.site.addresses import Dsn
from undersigned.site.keyring import Keyring
from undersigned.site.postgres.parameters import parameters


@pytest.fixture
def asked(known: Make, database: Dsn) -> Iterator[Known]:
    """A site with an empty database that has all tables."""
    migrate(database)
    orm.set_up(database)
    orm.migrate()
    orm.close()
    yield replace(known(), database=database)
    orm.close()


def change(asked: Known, order: str, *values: object) -> None:
    assert asked.database is not None
    with psycopg.connect(asked.database) as connection:
        connection.execute(order.encode(), values)


def only(findings: Iterator[Finding]) -> Finding:
    (finding,) = list(findings)
    return finding


def mail_waits(asked: Known, minutes: int, provider: str) -> None:
    change(
        asked,
        "insert into ledger.outbox (signature, campaign, provider, sealed, key_hour, due)"
        " values (%s, 1, %s, '', %s, now() - make_interval(mins => %s))",
        uuid4(),
        provider,
        datetime(2026, 11, 22, 7, tzinfo=UTC),
        minutes,
    )


def test_the_embedded_database_keeps_what_it_acknowledges(asked: Known) -> None:
    assert only(database.look(asked)).what == "PostgreSQL 18 answers, and keeps what it acknowledges."


def test_a_database_that_acknowledges_too_early_is_wrong(asked: Known) -> None:
    assert asked.database is not None
    hasty = f"{asked.database}&options=-c%20synchronous_commit%3Doff"
    finding = only(database.look(replace(asked, database=hasty)))
    assert (finding.level, "synchronous_commit is off" in finding.what) == (Level.WRONG, True)


def test_a_database_with_too_few_connections_is_wrong(asked: Known) -> None:
    assert only(database.look(replace(asked, processes=1))).level is Level.GOOD
    finding = only(database.look(replace(asked, processes=100)))
    assert finding.level is Level.WRONG
    assert "this site needs up to" in finding.what


@pytest.mark.parametrize("processes", [1, 2, 4, LARGEST])
def test_the_embedded_database_has_connections_for_every_process(processes: int) -> None:
    own = parameters(Path("socket"))
    reserved = 3  # PostgreSQL's own default
    assert needed(processes) + reserved <= int(own["max_connections"])


def test_no_mail_waits_in_an_empty_outbox(asked: Known) -> None:
    assert only(pace.look(asked)).what == "No mail waits."


def test_mails_that_wait_a_little_are_a_note_for_each_provider(asked: Known) -> None:
    for minutes, provider in ((5, "gmail"), (3, "gmail"), (1, "")):
        mail_waits(asked, minutes, provider)
    finding = only(pace.look(asked))
    assert finding.level is Level.NOTE
    assert finding.what == "Mails wait, the oldest for 5 min: gmail 5 min, others 60 s."


def test_mails_that_wait_for_hours_are_wrong(asked: Known) -> None:
    mail_waits(asked, 185, "outlook")
    finding = only(pace.look(asked))
    assert (finding.level, "the oldest for 3 h" in finding.what) == (Level.WRONG, True)


def test_a_mail_that_is_due_tomorrow_does_not_wait(asked: Known) -> None:
    mail_waits(asked, -24 * 60, "gmail")
    assert only(pace.look(asked)).level is Level.GOOD


def test_an_alarm_is_wrong_until_it_is_settled(asked: Known) -> None:
    assert only(alarms.look(asked)).level is Level.GOOD
    change(asked, "insert into ledger.alarm (campaign, what) values (7, 'the counter says 3, its events say 2.')")
    finding = only(alarms.look(asked))
    assert finding.level is Level.WRONG
    assert finding.what.endswith("campaign 7: the counter says 3, its events say 2.")
    change(asked, "update ledger.alarm set settled = now()")
    assert only(alarms.look(asked)).level is Level.GOOD


def test_a_missing_key_of_an_open_campaign_is_wrong(asked: Known) -> None:
    change(
        asked,
        "insert into campaign (slug, kind, stage, public_key, organisers, contact, holders, needed, opened, retention)"
        " values ('stop', 'petition', 'open', '', 'o', 'c', '[]', 2, '2026-11-01', '2027-11-01')",
    )
    finding = only(keys.look(asked))
    assert (finding.level, "campaign-1.key" in finding.what) == (Level.WRONG, True)
    Keyring(asked.site).make_campaign(1)
    assert only(keys.look(asked)).level is Level.GOOD


def test_an_open_campaign_whose_key_is_not_that_in_its_folder_is_wrong(asked: Known) -> None:
    assert only(holders.look(asked)).level is Level.GOOD
    key = CampaignKey.fresh()
    change(
        asked,
        "insert into campaign (slug, kind, stage, public_key, organisers, contact, holders, needed, opened, retention)"
        " values ('stop', 'petition', 'open', %s, 'o', 'c', '[]', 2, '2026-11-01', '2027-11-01')",
        key.public,
    )
    finding = only(holders.look(asked))
    assert (finding.level, "stop.public.toml is missing" in finding.what) == (Level.WRONG, True)
    place_key(asked.site.campaign("stop"), "stop", key)
    assert only(holders.look(asked)).level is Level.GOOD
    place_key(asked.site.campaign("stop"), "stop", CampaignKey.fresh())
    assert only(holders.look(asked)).level is Level.WRONG


@pytest.mark.parametrize(
    ("way", "level"),
    [("disable", Level.WRONG), ("prefer", Level.WRONG), ("require", Level.NOTE), ("verify-ca", Level.NOTE)],
)
def test_a_way_to_a_hosted_database_that_proves_nothing_is_said(asked: Known, way: str, level: Level) -> None:
    def through(mode: str) -> list[Finding]:
        hosted = Dsn(f"postgresql://a:b@db.example.org/d?sslmode={mode}")
        known = replace(asked, configuration=replace(asked.configuration, database=hosted))
        return [finding for finding in database.look(known) if "sslmode is" in finding.what]

    assert [finding.level for finding in through(way)] == [level]
    assert through("verify-full") == []


def test_missing_keys_of_signatures_are_wrong(asked: Known) -> None:
    change(asked, "insert into ledger.signature (id, campaign, language) values (%s, 1, 'en')", uuid4())
    assert [finding.what.split()[2] for finding in keys.look(asked)] == ["stamps.key", "blocks.key"]
    for name in ("stamps", "blocks"):
        Keyring(asked.site).get(name)
    assert only(keys.look(asked)).level is Level.GOOD


def test_the_clocks_of_one_machine_agree(asked: Known) -> None:
    assert only(clock.look(asked)).level is Level.GOOD


def test_the_size_of_the_database_is_told(asked: Known) -> None:
    assert "The database takes" in [*disk.look(asked)][-1].what


def test_a_check_whose_tables_are_missing_does_not_end_the_others(known: Make, database: Dsn) -> None:
    empty = replace(known(), database=database)
    found = [examining._look(check, empty) for check in (pace, alarms)]
    assert [[finding.level for finding in findings] for findings in found] == [[Level.UNKNOWN], [Level.UNKNOWN]]


@pytest.mark.parametrize("name", sorted(examining.checks()))
def test_every_check_says_something_useful_without_database_and_network(name: str, known: Make) -> None:
    about = known(toml="", email="")
    for finding in examining.checks()[name].look(about):
        assert finding.what.endswith((".", "…"))
        assert finding.level is not Level.WRONG or finding.help
        assert "  " not in finding.what
