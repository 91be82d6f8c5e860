"""One sending thread, with a way that fails as it is told to."""

import io
from threading import Event

import pytest

from tests.post.mails import CLOSED, Connection, Faulty, desk, outcomes, put, rows
from undersigned.post import lane as lanes
from undersigned.post.desk import Desk
from undersigned.post.lane import Lane
from undersigned.post.transport import Fault, Letter, MailError
from undersigned.sealing.addresses import address_hash
from undersigned.site.addresses import Dsn
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring

DAY = 24 * 3600
LATER = MailError("Later.", Fault.MAIL)
NO_SUCH = MailError("No such mailbox.", Fault.ADDRESS)
AWAY = MailError("The server is away.", Fault.WAY)
DROPPED = MailError("The line went dead.", Fault.WAY, maybe_taken=True)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "IDLE", 0.01)
    monkeypatch.setattr(lanes, "_POLL", 0.01)


@pytest.fixture(autouse=True)
def _fast(site: Site) -> None:
    site.configuration_file.write_text("[limits]\nmails_per_provider_per_minute = 600000\n")


def run(at: Desk, provider: str = "") -> None:
    Lane(at, provider).run(Event())


def test_the_oldest_goes_first_and_its_reminder_waits_a_day(site: Site, ledger: Dsn, connection: Connection) -> None:
    way = Faulty()
    ids = put(connection, site, "a@example.org", "b@example.org", "c@example.org")
    run(desk(site, ledger, way))
    assert way.recipients == ["a@example.org", "b@example.org", "c@example.org"]
    waiting = rows(connection)
    assert set(waiting) == set(ids)
    for kind, tries, leased, due in waiting.values():
        assert (kind, tries, leased) == ("remind", 0, False)
        assert due == pytest.approx(DAY, abs=30)


def test_after_the_reminder_nothing_waits(site: Site, ledger: Dsn, connection: Connection) -> None:
    way = Faulty()
    put(connection, site, "a@example.org")
    at = desk(site, ledger, way)
    run(at)
    connection.execute("update ledger.outbox set due = now()")
    run(at)
    assert way.recipients == ["a@example.org"] * 2
    assert rows(connection) == {}
    assert outcomes(at, connection) == {"confirm sent": 1, "remind sent": 1}


def test_a_mail_near_its_end_gets_no_reminder(site: Site, ledger: Dsn, connection: Connection) -> None:
    put(connection, site, "a@example.org")
    connection.execute("update ledger.outbox set expires = now() + interval '23 hours'")
    run(desk(site, ledger, Faulty()))
    assert rows(connection) == {}


def test_only_its_provider(site: Site, ledger: Dsn, connection: Connection) -> None:
    way = Faulty()
    put(connection, site, "a@example.org")
    put(connection, site, "b@gmail.com", provider="gmail")
    run(desk(site, ledger, way), "gmail")
    assert way.recipients == ["b@gmail.com"]


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ("update ledger.signature set state = 'confirmed'", "over"),
        ("update ledger.signature set state = 'withdrawn'", "over"),
        ("delete from ledger.signature", "over"),
        ("update ledger.outbox set sealed = '\\x00'", "unreadable"),
        ("update ledger.outbox set key_hour = '2020-01-01'", "unreadable"),
    ],
)
def test_what_waits_for_nothing_is_dropped(
    site: Site, ledger: Dsn, connection: Connection, change: str, outcome: str
) -> None:
    way = Faulty()
    put(connection, site, "a@example.org")
    connection.execute(change.encode())
    at = desk(site, ledger, way)
    run(at)
    assert way.letters == []
    assert rows(connection) == {}
    assert outcomes(at, connection) == {outcome: 1}


def test_a_mail_is_not_opened_in_another_row(site: Site, ledger: Dsn, connection: Connection) -> None:
    way = Faulty()
    put(connection, site, "a@example.org", "b@example.org")
    connection.execute("update ledger.outbox set sealed = (select sealed from ledger.outbox order by due limit 1)")
    run(desk(site, ledger, way))
    assert way.recipients == ["a@example.org"]


def test_no_mail_about_a_closed_campaign(site: Site, ledger: Dsn, connection: Connection) -> None:
    way = Faulty()
    put(connection, site, "a@example.org", campaign=CLOSED)
    run(desk(site, ledger, way))
    assert way.letters == []
    assert rows(connection) == {}


def test_a_campaign_not_known_yet_waits_a_little(site: Site, ledger: Dsn, connection: Connection) -> None:
    way = Faulty()
    (identity,) = put(connection, site, "a@example.org", campaign=99)
    run(desk(site, ledger, way))
    assert way.letters == []
    assert 0 < rows(connection)[identity][3] <= 10


def test_a_blocked_address_gets_no_mail_however_it_is_written(site: Site, ledger: Dsn, connection: Connection) -> None:
    way = Faulty()
    blocked = address_hash(Keyring(site).get("blocks"), "ana@gmail.com")
    connection.execute("insert into ledger.blocked (address) values (%s)", [blocked])
    put(connection, site, "A.na+x@googlemail.com", "bea@gmail.com")
    run(desk(site, ledger, way))
    assert way.recipients == ["bea@gmail.com"]
    assert len(rows(connection)) == 1


def test_an_address_gets_five_mails_a_day_and_the_others_tomorrow(
    site: Site, ledger: Dsn, connection: Connection
) -> None:
    way = Faulty()
    put(connection, site, *["ana@example.org"] * 4, "bea@example.org", *["Ana@Example.org"] * 3)
    at = desk(site, ledger, way)
    run(at)
    assert [recipient.lower() for recipient in way.recipients].count("ana@example.org") == 5
    put_off = [row for row in rows(connection).values() if row[0] == "confirm"]
    assert len(put_off) == 2
    assert all(0 < row[3] < DAY + 2 * 3600 and not row[2] for row in put_off)
    assert outcomes(at, connection) == {"confirm sent": 6, "put off": 2}


def test_no_reminder_to_one_who_signed_with_another_link(site: Site, ledger: Dsn, connection: Connection) -> None:
    way = Faulty()
    (identity,) = put(connection, site, "ana@example.org")
    connection.execute("update ledger.outbox set kind = 'remind'")
    key = Keyring(site).make_campaign(7)
    connection.execute(
        "insert into ledger.confirmed (campaign, address, signature) values (7, %s, gen_random_uuid())",
        [address_hash(key, "ana@example.org")],
    )
    run(desk(site, ledger, way))
    assert way.letters == []
    assert identity not in rows(connection)


def test_an_address_that_is_refused_for_good_is_dropped(site: Site, ledger: Dsn, connection: Connection) -> None:
    way = Faulty([NO_SUCH])
    put(connection, site, "a@example.org", "b@example.org")
    at = desk(site, ledger, way)
    run(at)
    assert way.recipients == ["b@example.org"]
    assert outcomes(at, connection) == {"refused": 1, "confirm sent": 1}
    assert connection.execute("select count(*) from ledger.signature").fetchone() == (2,)


def test_what_is_refused_for_now_comes_again_later_and_longer(site: Site, ledger: Dsn, connection: Connection) -> None:
    at = desk(site, ledger, Faulty([LATER, LATER]))
    (identity,) = put(connection, site, "a@example.org")
    run(at)
    kind, tries, leased, due = rows(connection)[identity]
    assert (kind, tries, leased) == ("confirm", 1, False)
    assert 20 < due < 95
    connection.execute("update ledger.outbox set due = now(), tries = 6")
    run(at)
    assert rows(connection)[identity][3] > 60 * 64 / 2 - 10


def test_a_mail_that_failed_does_not_count_for_its_address(site: Site, ledger: Dsn, connection: Connection) -> None:
    at = desk(site, ledger, Faulty([LATER] * 10))
    put(connection, site, "a@example.org")
    for _ in range(10):
        run(at)
        connection.execute("update ledger.outbox set due = now()")
    run(at)
    assert outcomes(at, connection) == {"tried again": 10, "confirm sent": 1}
    assert connection.execute("select number from ledger.mails_of_day").fetchone() == (1,)


def test_one_that_may_have_been_taken_counts(site: Site, ledger: Dsn, connection: Connection) -> None:
    put(connection, site, "a@example.org")
    run(desk(site, ledger, Faulty([DROPPED])))
    assert connection.execute("select number from ledger.mails_of_day").fetchone() == (1,)


def test_a_mail_tried_again_has_its_message_id(site: Site, ledger: Dsn, connection: Connection) -> None:
    way = Faulty([None])
    put(connection, site, "a@example.org")
    at = desk(site, ledger, way)
    run(at)
    connection.execute("update ledger.outbox set kind = 'confirm', due = now()")
    run(at)
    assert way.letters[0].content == way.letters[1].content


def test_a_server_that_is_away_is_said_once_and_costs_no_mail(site: Site, ledger: Dsn, connection: Connection) -> None:
    way = Faulty(closed_doors=3, door=AWAY)
    put(connection, site, "a@example.org", "b@example.org")
    said = io.StringIO()
    at = desk(site, ledger, way, said)
    run(at)
    assert way.recipients == ["a@example.org", "b@example.org"]
    assert said.getvalue().splitlines() == ["The server is away.", "Mails go out again."]
    assert all(row[1] == 0 for row in rows(connection).values())


def test_stopping_gives_back_what_was_taken(site: Site, ledger: Dsn, connection: Connection) -> None:
    site.configuration_file.write_text("[limits]\nmails_per_provider_per_minute = 120\n")
    stop = Event()

    class Stopping(Faulty):
        def send(self, letter: Letter) -> None:
            super().send(letter)
            stop.set()

    put(connection, site, *[f"{number}@example.org" for number in range(5)])
    Lane(desk(site, ledger, Stopping()), "").run(stop)
    assert sorted(row[0] for row in rows(connection).values()) == ["confirm"] * 4 + ["remind"]
    assert not any(row[2] for row in rows(connection).values())


def test_two_workers_do_not_share_a_lane(site: Site, ledger: Dsn, connection: Connection) -> None:
    way = Faulty()
    put(connection, site, "a@example.org")
    at = desk(site, ledger, way)
    other = Lane(at, "")
    with at.connect() as held:
        assert other._is_ours(held)
        run(at)
    assert way.letters == []
