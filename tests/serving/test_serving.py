"""`undersigned serve` as a process: it answers, comes back from every kill, and leaves nothing behind."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.database import Postgres
from tests.serving.served import Served, free_port, until
from undersigned.site.folder import Site

QUICKLY = 6.0
"""Seconds; on a machine that does nothing else it takes up to two."""
NO_PAGE = "/s/AAAAAAAAAAAAAAAAAAAAAA"
"""A private link that belongs to nobody: to say so, a page asks the database."""


@pytest.fixture(scope="module")
def served(reachable: Path) -> Iterator[Served]:
    found = Served.begin(reachable / "a served site")
    try:
        yield found.ready()
    finally:
        found.end()


def answers_from_the_database(served: Served) -> bool:
    try:
        return served.answer(NO_PAGE)[0] == 404
    except OSError:
        return False


def test_it_starts_with_nothing_configured(served: Served) -> None:
    status, headers, body = served.answer("/")
    assert (status, body) == (200, b"No campaign is open here yet.\n")
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers


def test_each_room_answers(served: Served) -> None:
    assert served.answer("/c/nothing/")[0] == 404
    assert served.answer("/stamp/nothing")[0] == 404
    assert served.answer(NO_PAGE)[0] == 404
    assert served.answer("/outbox/")[0] == 200


def test_static_files_appear_as_soon_as_they_are_there(served: Served) -> None:
    page = served.site / "public" / "c" / "new" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>New</p>", encoding="utf-8")
    assert until(lambda: served.answer("/c/new/")[2] == b"<p>New</p>", 5) < 2
    status, headers, body = served.answer("/c/new/", "HEAD")
    assert (status, headers["content-length"], body) == (200, "10", b"")


def test_what_is_private_can_be_looked_into_by_nobody_else(served: Served) -> None:
    for name in ("keys", "run", "outbox"):
        assert stat.S_IMODE((served.site / name).stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("word", "which"),
    [("child web", 1), ("child web", 0), ("child work", 0), ("postgres -D", 0)],
    ids=["a web process", "the web server", "the worker", "the database"],
)
def test_whatever_is_killed_comes_back(served: Served, word: str, which: int) -> None:
    before = [found.pid for found in served.children(word)]
    began = time.monotonic()
    killed = served.kill(word, which)
    until(lambda: _replaced(served, word, killed, before), QUICKLY)
    until(lambda: served.answers() and answers_from_the_database(served), QUICKLY)
    assert time.monotonic() - began < QUICKLY


def _replaced(served: Served, word: str, killed: int, before: list[int]) -> bool:
    """Whether there are as many as before, or for the database a new main process."""
    now = served.children(word)
    if word == "postgres -D":
        return any(found.ppid() == served.process.pid and found.pid not in before for found in now)
    return killed not in [found.pid for found in now] and len(now) >= len(before)


def test_a_second_serve_of_the_same_site_is_refused_and_harms_nothing(served: Served) -> None:
    second = Served.begin(served.site)
    said, _ = second.process.communicate(timeout=60)
    assert second.process.returncode == 6
    assert f"already (process {served.process.pid})" in said
    assert answers_from_the_database(served)


def test_another_site_does_not_take_the_same_port(served: Served, reachable: Path) -> None:
    other = Served.begin(reachable / "another site", served.port)
    said, _ = other.process.communicate(timeout=60)
    assert other.process.returncode == 6
    assert "cannot be listened to: Address already in use." in said


def test_a_slow_sender_of_headers_is_let_go(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as way:
        way.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        began = time.monotonic()
        assert b"200" not in way.recv(1000)
        assert 5 < time.monotonic() - began < 20


def test_a_form_that_is_too_large_is_refused(served: Served) -> None:
    assert served.answer("/sign/nothing/en", "POST", b"a" * 20_000)[0] == 413


def test_a_killed_supervisor_leaves_nothing_that_blocks_the_next_one(served: Served) -> None:
    below = served.children("undersigned.serving.child")
    assert len(below) == 4
    served.process.send_signal(signal.SIGKILL)
    served.process.communicate(timeout=60)
    until(lambda: not any(_lives(found) for found in below), QUICKLY)
    again = Served.begin(served.site, served.port).ready()
    assert answers_from_the_database(again)
    below = psutil.Process(again.process.pid).children(recursive=True)
    began = time.monotonic()
    said = again.stop()
    assert time.monotonic() - began < 15
    assert again.process.returncode == 0
    assert "Traceback" not in said
    assert not any(_lives(found) for found in below)
    assert not (Site(served.site).postgres / "postmaster.pid").exists()


def test_with_a_hosted_database_none_is_embedded_and_what_is_started_is_the_rest(
    postgres: Postgres, reachable: Path
) -> None:
    address = postgres.create()
    served = Served.begin(reachable / "hosted site", DATABASE_URL=address)
    try:
        assert answers_from_the_database(served.ready())
        second = Served.begin(served.site, DATABASE_URL=address)
        assert "already" in second.process.communicate(timeout=60)[0]
        assert not Site(served.site).postgres.exists()
        assert len(served.children("undersigned.serving.child")) == 4
        assert address.partition("@")[0] not in " ".join(served.commands())
    finally:
        served.end()
        postgres.drop(address)


@pytest.mark.parametrize(
    "environment",
    [{"UNDERSIGNED_LISTEN": f"0.0.0.0:{free_port()}"}, {"UNDERSIGNED_BASE_URL": "https://sign.example.org"}],
    ids=["listening to everybody", "with a public address"],
)
def test_the_public_is_not_served_without_a_mail_server(reachable: Path, environment: dict[str, str]) -> None:
    words = [sys.executable, "-m", "undersigned", "serve", "--site", str(reachable / "public site")]
    done = subprocess.run(
        words, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 6
    assert "EMAIL_URL is not set" in done.stderr
    assert not (reachable / "public site" / "postgres").exists()


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
