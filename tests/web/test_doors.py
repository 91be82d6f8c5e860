"""What surrounds the pages: headers, hosts, links that open nothing, trouble, hostile requests, and no cookie."""

import asyncio
import logging
import random
from collections import Counter
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import psycopg
import pytest

from tests.web.signing import Answer, Signing, asked
from undersigned.campaigns import orm, queries
from undersigned.campaigns.pages.headers import PRIVATE, SECURITY
from undersigned.sealing import links
from undersigned.web import application, deciding, desk
from undersigned.web.application import Pages
from undersigned.web.configuring import hosts


def test_every_answer_has_the_headers_and_no_cookie(signing: Signing, monkeypatch: pytest.MonkeyPatch) -> None:
    link = signing.sign(signing.campaign())
    monkeypatch.setitem(deciding.BUTTONS, "erase", _break)
    answers = [
        signing.get(link.path),
        signing.get(f"{link.path}/download"),
        signing.post(f"{link.path}/confirm"),
        signing.get("/s/none"),
        signing.get("/nothing"),
        signing.ask("DELETE", link.path),
        signing.get(link.path, host="evil.example"),
        signing.post(f"{link.path}/erase"),
        signing.get("/outbox/"),
    ]
    assert [answer.status for answer in answers] == [200, 200, 303, 404, 404, 405, 400, 500, 200]
    for answer in answers:
        assert {**SECURITY, **PRIVATE}.items() <= answer.headers.items()
        assert "set-cookie" not in answer.headers


def _break(_: Any) -> str:
    raise ZeroDivisionError("ada@example.org")


def test_a_mistake_of_ours_is_said_without_a_word_of_it(
    signing: Signing, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    link = signing.sign(signing.campaign())
    monkeypatch.setitem(deciding.BUTTONS, "erase", _break)
    with caplog.at_level(logging.DEBUG):
        answer = signing.post(f"{link.path}/erase", accept_language="es-MX,es;q=0.9")
    assert answer.status == 500
    assert 'lang="es"' in answer.text
    for word in ("Traceback", "ZeroDivision", "ada@", link.path):
        assert word not in answer.text
    ours = [record for record in caplog.records if record.name.startswith("undersigned")]
    assert [record.exc_info and record.exc_info[0] for record in ours] == [ZeroDivisionError]


def test_one_page_for_every_link_that_opens_nothing(signing: Signing) -> None:
    link = signing.sign(signing.campaign())
    unknown = f"/s/{links.to_text(b'x' * 16)}"
    wrong = link.path[:-1] + ("A" if link.path[-1] != "A" else "B")
    paths = [unknown, f"{unknown}/download", "/s/short", f"/s/{'A' * 500}", f"{link.path}0", wrong, link.path.upper()]
    answers = [signing.get(path) for path in paths] + [signing.post(f"{unknown}/confirm")]
    assert {answer.status for answer in answers} == {404}
    assert len({answer.body for answer in answers}) == 1


def test_other_names_of_the_site_are_refused_whatever_a_proxy_says(signing: Signing) -> None:
    path = signing.sign(signing.campaign()).path
    assert signing.get(path, host="evil.example").status == 400
    assert signing.get(path, host="evil.example", x_forwarded_host="127.0.0.1").status == 400
    assert signing.get(path, x_forwarded_host="evil.example", x_forwarded_proto="https").status == 200
    assert signing.get(path, host="localhost").status == 200


def test_a_public_site_answers_to_its_own_name_alone(signing: Signing) -> None:
    assert hosts(replace(signing.configuration, base_url="https://sign.example.org")) == ["sign.example.org"]
    assert hosts(replace(signing.configuration, base_url="https://[2001:db8::1]:8443")) == ["[2001:db8::1]"]


def test_a_database_that_comes_back_is_not_noticed(signing: Signing) -> None:
    link = signing.sign(signing.campaign())
    for _ in range(12):
        signing.get(link.path)
    signing.rows(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
        " and pid <> pg_backend_pid()"
    )
    statuses = Counter(signing.get(link.path).status for _ in range(24))
    assert statuses == {200: 24}


def test_a_database_that_is_away_is_said(signing: Signing) -> None:
    link = signing.sign(signing.campaign())
    orm.set_up("dbname=none host=/nowhere")
    fresh = Pages()
    answer = asyncio.run(asked(fresh, "POST", f"{link.path}/confirm", b"", {}))
    fresh.close()
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")
    assert "come back" in answer.text


def test_what_took_too_long_is_not_asked_again(signing: Signing) -> None:
    asked_for = []

    def slow(connection: desk.Connection) -> None:
        asked_for.append(1)
        connection.execute("set statement_timeout = 50")
        connection.execute("select pg_sleep(5)")

    assert signing.get("/outbox/").status == 200
    with pytest.raises(psycopg.errors.QueryCanceled):
        desk.ask(slow)
    assert len(asked_for) == 1
    orm.close()


def test_too_many_at_once_are_told_to_come_back(signing: Signing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "MOST_WAITING", 3)
    link = signing.sign(signing.campaign())

    async def many() -> list[Answer]:
        return await asyncio.gather(*(asked(signing.pages, "GET", link.path, b"", {}) for _ in range(10)))

    statuses = Counter(answer.status for answer in asyncio.run(many()))
    assert statuses == {200: 3, 503: 7}


def test_fifty_confirming_one_address_at_once(signing: Signing) -> None:
    campaign = signing.campaign()
    paths = [signing.sign(campaign).path for _ in range(25)] * 2

    async def press() -> list[Answer]:
        return await asyncio.gather(*(asked(signing.pages, "POST", f"{path}/confirm", b"", {}) for path in paths))

    assert {answer.status for answer in asyncio.run(press())} == {303}
    assert signing.rows("select count(*)::int from ledger.confirmed") == [(1,)]
    assert signing.rows("select kind, sum(number)::int from ledger.tally group by kind order by kind") == [
        ("collected", 25),
        ("confirmed", 1),
        ("standing", 1),
    ]


def test_hostile_requests_break_nothing(signing: Signing, caplog: pytest.LogCaptureFixture) -> None:
    campaign = signing.campaign()
    pending, counted = signing.sign(campaign), signing.sign(campaign, email="g@example.org")
    signing.post(f"{counted.path}/confirm")
    dice = random.Random(4)
    before = signing.download(pending), signing.rows("select count(*) from ledger.event")

    async def all_of_them() -> Counter[int]:
        statuses: Counter[int] = Counter()
        for _ in range(100):
            some = [asked(signing.pages, *hostile(dice, pending.path, counted.path)) for _ in range(100)]
            statuses.update([answer.status for answer in await asyncio.gather(*some)])
        return statuses

    caplog.set_level(logging.ERROR, logger="undersigned")
    statuses = asyncio.run(all_of_them())
    assert set(statuses) <= {200, 303, 400, 404, 405, 422}
    assert not [record for record in caplog.records if record.name.startswith("undersigned")]
    assert (signing.download(pending), signing.rows("select count(*) from ledger.event")) == before


ODD = [
    "\0",
    "%",
    "%00",
    "..",
    "/",
    "//",
    "\\",
    "é",
    "\U0001f600",
    "\ud800",
    "' or 1=1--",
    "<script>",
    "\r\n",
    " ",
    "?",
    "#",
    "{{7*7}}",
]
METHODS = ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW", ""]
KINDS = [
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-7",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/json",
    "",
    "\xff/\xfe",
]


def hostile(dice: random.Random, pending: str, counted: str) -> tuple[str, str, bytes, dict[str, str]]:
    """A request that no browser of ours makes; none of them presses a button of a link as it should be pressed."""
    method = dice.choice(METHODS)
    path = dice.choice([pending, counted, "/s/", "/s", "/outbox/", "/", f"/s/{'A' * 22}", f"/s/{quote('é')}"])
    for _ in range(dice.randrange(3)):
        odd = "".join(dice.choices(ODD, k=dice.randrange(1, 4)))
        path = path + "/" + odd if dice.random() < 0.5 else path[: dice.randrange(1, len(path) + 1)] + odd
    if dice.random() < 0.3 and method != "POST":
        path += dice.choice(["/confirm", "/erase", "/withdraw", "/not-me", "/correct", "/download"])
    if method == "POST" and dice.random() < 0.3:
        path = f"{counted}/correct"
    if dice.random() < 0.2:
        path += "?" + dice.choice(["said=confirmed", "said=%ff%fe", "said[]=1&said=<b>", "&&==;;", "a=1&" * 200])
    headers = {"content_type": dice.choice(KINDS)} if dice.random() < 0.8 else {}
    if dice.random() < 0.1:
        headers[dice.choice(["host", "accept_language", "cookie", "content_length", "x_forwarded_for"])] = dice.choice(
            ["\xff", "-1", "a" * 3000, "127.0.0.1:99999", "evil.example\r\nx: y", "[::1", "*", ""]
        )
    return method, path or "/", hostile_body(dice), headers


def hostile_body(dice: random.Random) -> bytes:
    """Bytes that are no form, or a form with too much, or one whose name is not a name."""
    return dice.choice(
        [
            b"",
            dice.randbytes(dice.randrange(400)),
            b"a=1&" * 100,
            b"name=" + b"A" * 20_000,
            b"name=&email=x",
            b"name=%00%ff%ed%a0%80",
            b"name=http://evil.example",
            b"name=A&appearance=everywhere",
            b"name=A&country=ZZ",
            b'--x\r\nContent-Disposition: form-data; name="f"; filename="../x"\r\n\r\nz\r\n--x--\r\n',
            "name=é".encode(),
        ]
    )


def test_known_and_unknown_links_ask_the_ledger_alike(signing: Signing, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for = []
    real = desk.ask

    def counting(function: Any, *arguments: Any) -> Any:
        asked_for.append(function.__name__)
        return real(function, *arguments)

    monkeypatch.setattr("undersigned.web.opening.ask", counting)
    for path in ("/s/short", f"/s/{links.to_text(b'x' * 16)}"):
        signing.get(path)
    assert asked_for == ["read", "read"]


def test_a_link_whose_campaign_is_not_here_opens_nothing(signing: Signing, monkeypatch: pytest.MonkeyPatch) -> None:
    link = signing.sign(signing.campaign())
    monkeypatch.setattr(queries, "stage_of", lambda _: None)
    assert signing.get(link.path).status == 404
