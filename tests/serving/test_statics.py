"""The public folder, answered out of memory."""

import gzip
from pathlib import Path

import pytest

from undersigned.serving import statics
from undersigned.serving.answers import ALWAYS, Answer
from undersigned.serving.statics import Statics

PAGE = "<!doctype html><title>Stop the contract</title>" + "<p>Why this matters.</p>" * 100


@pytest.fixture
def public(tmp_path: Path) -> Path:
    folder = tmp_path / "public"
    for name, text in {
        "index.html": "front",
        "c/stop/index.html": PAGE,
        "c/stop/es/index.html": "<p>Alto</p>",
        "c/stop/tally.json": '{"confirmed": 12}',
        "assets/page.css": "p{}" * 300,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "links.key").write_bytes(b"secret")
    return folder


def header(answer: Answer, name: str) -> str:
    return dict(answer.headers).get(name.encode(), b"").decode()


def test_a_page_is_its_file_with_every_header(public: Path) -> None:
    answer = Statics(public).answer("/c/stop/", [])
    assert (answer.status, answer.body.decode()) == (200, PAGE)
    assert header(answer, "content-type") == "text/html; charset=utf-8"
    assert header(answer, "content-length") == str(len(PAGE))
    assert header(answer, "cache-control") == "public, max-age=60"
    assert set(ALWAYS) <= set(answer.headers)
    assert header(answer, "referrer-policy") == "no-referrer"


def test_the_front_page_and_other_languages_have_theirs(public: Path) -> None:
    found = Statics(public)
    assert found.answer("/", []).body == b"front"
    assert found.answer("/c/stop/es/", []).body == b"<p>Alto</p>"


def test_before_any_campaign_the_front_page_says_so(tmp_path: Path) -> None:
    answer = Statics(tmp_path).answer("/", [])
    assert (answer.status, answer.body) == (200, b"No campaign is open here yet.\n")


def test_who_takes_gzip_gets_the_same_page_smaller(public: Path) -> None:
    answer = Statics(public).answer("/c/stop/", [(b"accept-encoding", b"gzip, deflate, br")])
    assert header(answer, "content-encoding") == "gzip"
    assert header(answer, "vary") == "accept-encoding"
    assert len(answer.body) < len(PAGE) / 4
    assert gzip.decompress(answer.body).decode() == PAGE


def test_who_has_the_page_is_told_that_it_is_unchanged(public: Path) -> None:
    found = Statics(public)
    etag = header(found.answer("/c/stop/", []), "etag").encode()
    again = found.answer("/c/stop/", [(b"if-none-match", b"W/" + etag)])
    assert (again.status, again.body) == (304, b"")
    assert found.answer("/c/stop/", [(b"if-none-match", b'"another"')]).status == 200


def test_a_replaced_file_shows_within_a_second(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, now = Statics(public), [100.0]
    monkeypatch.setattr(statics, "monotonic", lambda: now[0])
    assert found.answer("/c/stop/tally.json", []).body == b'{"confirmed": 12}'
    beside = public / "c" / "stop" / ".tally.json"
    beside.write_text('{"confirmed": 13}', encoding="utf-8")
    beside.replace(public / "c" / "stop" / "tally.json")
    assert found.answer("/c/stop/tally.json", []).body == b'{"confirmed": 12}'
    now[0] += statics.FRESH + 0.1
    assert found.answer("/c/stop/tally.json", []).body == b'{"confirmed": 13}'
    (public / "c" / "stop" / "tally.json").unlink()
    now[0] += statics.FRESH + 0.1
    assert found.answer("/c/stop/tally.json", []).status == 404


def test_a_file_is_read_once_while_it_is_fresh(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, reads = Statics(public), list[Path]()
    whole = Path.read_bytes

    def noted(path: Path) -> bytes:
        reads.append(path)
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    for _ in range(5):
        found.answer("/c/stop/", [])
    assert len(reads) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/c/../../keys/links.key",
        "/c/stop/../../../keys/links.key",
        "/assets/..",
        "/assets//page.css",
        "/c/.hidden/",
        "/c/\0/",
        "/c/stop/index.html/",
        "/c/" + "a" * 400,
        "/c/" + "a" * 256 + "/",
        "/c/" + "a" * 256,
        "/assets/" + "\u062d" * 128 + ".css",  # two bytes each
        "/c/" + "\U0001d54f" * 64,
        "/c/\udc80/",
        "/c/nothing/",
        "/assets/",
        "/c/stop/tally.json/x",
    ],
)
def test_what_is_no_public_file_is_a_404(public: Path, path: str) -> None:
    answer = Statics(public).answer(path, [])
    assert (answer.status, header(answer, "content-type")) == (404, "text/html; charset=utf-8")
    assert b"secret" not in answer.body


def test_an_address_without_its_slash_leads_to_the_one_with_it(public: Path) -> None:
    answer = Statics(public).answer("/c/stop", [])
    assert (answer.status, header(answer, "location")) == (308, "/c/stop/")


def test_memory_is_bounded(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statics, "KEEP_BYTES", 5_000)
    found = Statics(public)
    for number in range(20):
        (public / "assets" / f"{number}.png").write_bytes(bytes(1_000))
        assert found.answer(f"/assets/{number}.png", []).status == 200
        assert found._bytes <= 5_000
    assert found._bytes == sum(held.size for held in found._held.values())


def test_addresses_of_other_rooms_are_left_to_them() -> None:
    assert [
        path for path in ("/", "/c/x/", "/assets/a.js", "/s/abc", "/outbox/", "/sign/x/en") if Statics.owns(path)
    ] == [
        "/",
        "/c/x/",
        "/assets/a.js",
    ]
