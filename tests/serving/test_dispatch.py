"""Who answers what, and what is let through."""

import asyncio
from pathlib import Path

import pytest

from tests.serving.asking import ask
from undersigned.serving import dispatch, notices
from undersigned.serving.answers import ALWAYS, Application, Message, Receive, Scope, Send, plain
from undersigned.serving.dispatch import dispatcher
from undersigned.serving.notices import LARGEST_BODY


def room(name: str) -> Application:
    """A room that says its name and what it was sent."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        body = b"" if scope["method"] in ("GET", "HEAD") else (await receive())["body"]
        await plain(200, f"{name} {scope['method']} {len(body)}").give(send)

    return application


@pytest.fixture
def site(tmp_path: Path) -> Application:
    (tmp_path / "index.html").write_text("front", encoding="utf-8")
    return dispatcher(tmp_path, room("intake"), room("web"))


@pytest.mark.parametrize(
    ("method", "path", "answer"),
    [
        ("POST", "/sign/stop/en", b"intake POST 5\n"),
        ("GET", "/stamp/stop", b"intake GET 0\n"),
        ("GET", "/s/abc", b"web GET 0\n"),
        ("POST", "/s/abc/confirm", b"web POST 5\n"),
        ("GET", "/outbox/", b"web GET 0\n"),
        ("GET", "/signed", b"web GET 0\n"),
        ("GET", "/", b"front"),
    ],
)
def test_each_address_has_its_room(site: Application, method: str, path: str, answer: bytes) -> None:
    assert ask(site, path, method, (b"12345",)).body == answer


@pytest.mark.parametrize("path", ["/stamp/stop", "/s/abc", "/", "/c/none/"])
def test_over_https_every_room_says_to_come_back_over_https(tmp_path: Path, path: str) -> None:
    (tmp_path / "index.html").write_text("front", encoding="utf-8")
    for address, said in (("https://sign.example.org", "max-age=31536000"), ("http://127.0.0.1:8000", None)):
        site = dispatcher(tmp_path, room("intake"), room("web"), address)
        for _ in range(2):
            assert ask(site, path).headers.get("strict-transport-security") == said


def test_head_is_the_same_answer_without_its_body(site: Application) -> None:
    said = ask(site, "/", "HEAD")
    assert (said.status, said.headers["content-length"], said.body) == (200, "5", b"")


def test_static_pages_can_only_be_read(site: Application) -> None:
    said = ask(site, "/c/stop/", "POST", (b"name=x",))
    assert (said.status, said.headers["allow"]) == (405, "GET, HEAD")


def test_a_body_in_pieces_arrives_whole(site: Application) -> None:
    assert ask(site, "/sign/stop/en", "POST", (b"a" * 100, b"b" * 100, b"")).body == b"intake POST 200\n"


def test_the_largest_form_passes(site: Application) -> None:
    assert ask(site, "/sign/stop/en", "POST", (b"a" * LARGEST_BODY,)).body == b"intake POST 16384\n"


@pytest.mark.parametrize("pieces", [(b"a" * (LARGEST_BODY + 1),), (b"a" * LARGEST_BODY, b"a")])
def test_a_larger_form_gets_one_sentence(site: Application, pieces: tuple[bytes, ...]) -> None:
    said = ask(site, "/sign/stop/en", "POST", pieces)
    assert (said.status, said.headers["content-type"]) == (413, "text/html; charset=utf-8")
    assert b"A form here may have 16 KB." in said.body
    assert said.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("length", [str(LARGEST_BODY + 1), "9" * 30, "-1", "x", ""])
def test_a_length_that_cannot_be_is_refused_before_anything_is_read(site: Application, length: str) -> None:
    assert ask(site, "/s/abc/correct", "POST", (), {"Content-Length": length}).status == 413


def test_a_sender_who_never_ends_is_let_go(site: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "SECONDS_FOR_BODY", 0.05)
    said = ask(site, "/sign/stop/en", "POST", ())
    assert (said.status, said.headers["connection"]) == (408, "close")


@pytest.mark.parametrize(
    ("asked", "tag"),
    [("es-MX,es;q=0.9,en;q=0.5", "es"), ("ar", "ar"), ("de-DE", "en"), ("", "en"), ("../../x", "en"), ("\xff", "en")],
)
def test_what_nobody_answers_is_said_in_the_language_of_the_reader(site: Application, asked: str, tag: str) -> None:
    for said in (
        ask(site, "/c/nothing/", headers={"accept-language": asked}),
        ask(site, "/sign/stop/en", "POST", (b"a" * (LARGEST_BODY + 1),), {"accept-language": asked}),
    ):
        assert f'<html lang="{tag}"'.encode() in said.body


def test_a_sender_who_left_reaches_no_room(tmp_path: Path) -> None:
    reached: list[str] = []

    async def never(scope: Scope, _receive: Receive, _send: Send) -> None:
        reached.append(scope["path"])

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def nobody(_message: Message) -> None:
        reached.append("an answer")

    scope = {"type": "http", "path": "/sign/stop/en", "method": "POST", "headers": []}
    asyncio.run(_talk(dispatcher(tmp_path, never, never), scope, gone, nobody))
    assert reached == []


async def _talk(application: Application, scope: Scope, receive: Receive, send: Send) -> None:
    await application(scope, receive, send)


def test_the_beginning_of_a_process_is_the_intakes(tmp_path: Path) -> None:
    heard: list[str] = []

    async def intake(scope: Scope, _receive: Receive, _send: Send) -> None:
        heard.append(scope["type"])

    async def nothing() -> Message:
        return {}

    async def nobody(_message: Message) -> None:
        return

    asyncio.run(_talk(dispatcher(tmp_path, intake, room("web")), {"type": "lifespan"}, nothing, nobody))
    assert heard == ["lifespan"]


def test_every_short_answer_of_ours_carries_every_header() -> None:
    for answer in (notices.nothing_here([]), notices.too_large([]), notices.too_slow([]), dispatch.ONLY_READ):
        assert set(ALWAYS) <= set(answer.headers)
        assert (b"cache-control", b"no-store") in answer.headers
