"""Dead mail server, slow database, clocks that jump: said clearly, nothing lost, and over without a restart."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from tests.attacks.disks import small_disk
from tests.post.sink import Sink, listening
from tests.serving.served import free_port
from tests.signing import PATIENT, Answer, Campaigning, opened
from undersigned.intake import news
from undersigned.ledger import collecting
from undersigned.post import chores, desk
from undersigned.post.transport import Smtp
from undersigned.site.addresses import Encryption, MailServer
from undersigned.site.configuration import configure
from undersigned.site.folder import Site
from undersigned.web import application as web

ANA = "ana@gmail.com"
COMMENT = "Please do stop it"
THANKS = "Look in your mail"
_STAMP = re.compile(r'name="stamp" value="([^"]+)"')


@contextmanager
def locked(dsn: str, table: str) -> Iterator[None]:
    """A database in which somebody holds a table for herself."""
    with psycopg.connect(dsn) as connection:
        connection.execute(f"lock table {table} in access exclusive mode".encode())
        yield


def is_sent_back(answer: Answer) -> str:
    """Said clearly: no thanks, everything typed, what to do; gives the stamp of the form to send again."""
    assert answer.status == 503
    assert THANKS not in answer.text
    assert ANA in answer.text
    assert COMMENT in answer.text
    assert "press the button again" in answer.text
    assert int(answer.header("retry-after")) > 0
    found = _STAMP.search(answer.text)
    assert found is not None
    return found[1]


def again(campaigning: Campaigning, stamp: str) -> int:
    """The form that came back is sent as it is."""
    form = {"name": "Ana Martínez", "email": ANA, "comment": COMMENT, "stamp": stamp}
    return campaigning.post(f"/sign/{campaigning.slug}/en", form).status


def test_while_the_database_is_slow_a_signer_gets_her_form_back_and_counts_once(
    campaigning: Campaigning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "PATIENCE", 0.5)
    form = campaigning.form(ANA, comment=COMMENT)
    path = f"/sign/{campaigning.slug}/en"
    with locked(campaigning.dsn, "ledger.signature"):
        stamp = is_sent_back(campaigning.post(path, form))
        is_sent_back(campaigning.post(path, form))
    monkeypatch.undo()
    assert again(campaigning, stamp) in {200, 409}  # the database may have taken the first, too late for us
    assert again(campaigning, stamp) == 409
    assert campaigning.tally().collected == 1
    campaigning.mail()
    assert len(campaigning.links(ANA)) == 1
    assert campaigning.differences() == ()


def test_while_the_database_is_slow_a_page_says_to_come_back(
    campaigning: Campaigning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "PATIENCE", "200ms")
    campaigning.sign(ANA)
    campaigning.mail()
    (link,) = campaigning.links(ANA)
    with locked(campaigning.dsn, "ledger.signature"):
        answer = campaigning.post(f"{link}/confirm")
        assert (answer.status, answer.header("retry-after")) == (503, "30")
        assert "come back" in answer.text
        assert campaigning.get(link).status == 503
    assert campaigning.state(link) == "pending"
    assert campaigning.post(f"{link}/confirm").header("location").endswith("said=confirmed")
    assert campaigning.differences() == ()


def test_with_a_dead_mail_server_mails_wait_the_page_says_how_long_and_they_go_out_later(
    campaigning: Campaigning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "MAIL_SECONDS", 0.0)
    port = free_port()
    server = Smtp(MailServer("127.0.0.1", port, Encryption.NONE), "post@example.org", "localhost")
    working = replace(campaigning.desk(), transport=server)
    assert THANKS in campaigning.sign(ANA).text
    campaigning.mail(1.0, working)
    assert campaigning.said.getvalue().count("cannot be reached") == 1
    with psycopg.connect(campaigning.dsn) as connection:
        connection.execute("update ledger.outbox set due = due - interval '40 minutes'")
    campaigning.refresh()
    assert "41 minutes" in campaigning.sign("eva@gmail.com").text

    sink = Sink()
    with listening(sink, port):
        campaigning.mail(30.0, working)
    assert sorted(sink.recipients) == [ANA, "eva@gmail.com"]
    assert campaigning.said.getvalue().count("\n") <= 2
    assert ANA not in campaigning.said.getvalue()


def test_when_the_clock_jumps_ahead_an_old_form_comes_back_and_can_be_sent(campaigning: Campaigning) -> None:
    form = campaigning.form(ANA, comment=COMMENT)
    campaigning.office.clock = lambda: datetime.now(UTC) + timedelta(days=2)
    answer = campaigning.post(f"/sign/{campaigning.slug}/en", form)
    assert answer.status == 422
    assert "This form was open for a long time" in answer.text
    assert COMMENT in answer.text
    found = _STAMP.search(answer.text)
    assert found is not None
    assert again(campaigning, found[1]) == 200
    assert campaigning.tally().collected == 1


def test_when_the_clock_jumps_back_a_form_of_the_future_is_taken(campaigning: Campaigning) -> None:
    form = campaigning.form(ANA)
    campaigning.office.clock = lambda: datetime.now(UTC) - timedelta(days=1)
    assert campaigning.post(f"/sign/{campaigning.slug}/en", form).status == 200
    assert campaigning.tally().collected == 1


def test_mails_of_hours_that_the_clock_made_up_can_all_be_opened(
    campaigning: Campaigning, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, days in enumerate((0, -3, 2, 0, -1)):
        campaigning.office.clock = lambda days=days: datetime.now(UTC) + timedelta(days=days)  # type: ignore[misc]
        assert campaigning.sign(f"ana{number}@gmail.com").status == 200
    far = datetime.now(UTC) + timedelta(days=30)
    monkeypatch.setattr(chores, "now", lambda: far)
    monkeypatch.setattr(desk, "today", far.date)
    with psycopg.connect(campaigning.dsn) as connection:
        chores.destroy_keys(connection, campaigning.keyring, 24)
    campaigning.mail()
    assert sorted(to for to, _ in campaigning.mails()) == [f"ana{number}@gmail.com" for number in range(5)]
    with psycopg.connect(campaigning.dsn) as connection:
        connection.execute("delete from ledger.outbox")
        chores.destroy_keys(connection, campaigning.keyring, 24)
    assert campaigning.keyring.hours("outbox") == []
    assert campaigning.differences() == ()


def test_a_key_of_the_hour_that_finds_no_room_sends_the_form_back(campaigning: Campaigning) -> None:
    """The disk of the keys is full at midnight."""
    with small_disk(campaigning.site.path.parent / "disk of keys", 1) as disk:
        small = Site(disk.path / "site").make()
        small.configuration_file.write_text(PATIENT, encoding="utf-8")
        configuration = replace(configure(small, {}), database=campaigning.configuration.database)
        with opened(small, configuration, "on-a-full-disk") as site:
            site.office.clock = lambda: datetime.now(UTC) + timedelta(days=1)
            disk.fill()
            answer = site.sign(ANA, comment=COMMENT)
            stamp = is_sent_back(answer)
            disk.empty()
            assert again(site, stamp) == 200
            assert site.tally().collected == 1
            assert len(site.keyring.hours("outbox")) == 1
