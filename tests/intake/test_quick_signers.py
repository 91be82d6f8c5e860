"""Signers who are quick, in a real browser, with the usual three seconds: they are kept waiting, never sent round."""

import asyncio
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Faults, Quiet, Visit
from tests.intake.test_office import CAMPAIGN, Book
from undersigned.campaigns.pages import writing
from undersigned.campaigns.pages.headers import SECURITY
from undersigned.intake.answering import Answer
from undersigned.intake.arriving import Sealing
from undersigned.intake.networks import Networks
from undersigned.intake.offering import News, Offer
from undersigned.intake.office import Office
from undersigned.intake.replies import Replies
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.site.limits import Limits
from undersigned.terms.campaign import Standing, Tally

ADDRESS = "203.0.113.9"
SECONDS = Limits().seconds_to_fill_form


@dataclass
class Quick:
    """A campaign's page with a real office behind it; `told` are the statuses of what was sent."""

    folder: Path
    office: Office
    book: Book
    address: str = ""
    told: list[int] = field(default_factory=list)


class Handler(Quiet):
    """Files, the office's challenges, the office's answers."""

    def __init__(self, *arguments: object, quick: Quick) -> None:
        self.quick = quick
        super().__init__(*arguments, directory=str(quick.folder))  # type: ignore[arg-type]

    def end_headers(self) -> None:
        """Files carry them here; the office's answers have their own."""
        if not self.path.startswith(("/stamp/", "/sign/")):
            for name, value in SECURITY.items():
                self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:  # noqa: N802  # the parent's name
        """A challenge, or a file."""
        if self.path.startswith("/stamp/"):
            self._give(self.quick.office.stamp(CAMPAIGN, "127.0.0.1"))
        else:
            super().do_GET()

    def do_POST(self) -> None:  # noqa: N802
        """What the office says."""
        body = self.rfile.read(int(self.headers["content-length"]))
        answer = asyncio.run(self.quick.office.sign(CAMPAIGN, "en", body, ADDRESS))
        self.quick.told.append(answer.status)
        self._give(answer)

    def _give(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.start["headers"]:
            self.send_header(name.decode(), value.decode())
        self.end_headers()
        self.wfile.write(answer.body["body"])


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Quick]:
    """The page on a free port."""
    keyring = Keyring(Site(tmp_path / "site").make())
    offer, book = Offer(News), Book()
    offer.news = News({CAMPAIGN.slug: CAMPAIGN})
    office = Office(b"s" * 32, Sealing(keyring), book, offer, Networks(keyring), Replies(offer, ""))
    quick = Quick(tmp_path / "public", office, book)
    writing.write_campaign(quick.folder, CAMPAIGN, Standing(Tally()), office.clock())
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, quick=quick)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        quick.address = f"http://127.0.0.1:{server.server_address[1]}"
        yield quick
        server.shutdown()
        thread.join()


def fill_in(page: Page, email: str) -> None:
    page.get_by_label("Name", exact=True).fill("Maria")
    page.get_by_label("E-mail address").fill(email)


def sign(page: Page) -> None:
    page.get_by_role("button", name="Sign").click()


def test_who_has_her_browser_fill_it_in_waits_and_is_not_sent_back(visit: Visit, quick: Quick) -> None:
    page = visit(quick.address + "/c/stop-it/")
    began = time.monotonic()
    fill_in(page, "maria@gmail.com")
    sign(page)
    expect(page.get_by_role("status")).to_have_text("Sending …")
    expect(page.locator("h1")).to_have_text("Look in your mail")
    assert time.monotonic() - began >= SECONDS - 1  # a stamp tells whole seconds
    assert quick.told == [200]
    assert len(quick.book.kept) == 1


@pytest.mark.parametrize(("first", "second"), [("maria at gmail", "maria@gmail.com"), ("m@police.example",) * 2])
def test_a_mistake_mended_at_once_is_taken(visit: Visit, quick: Quick, faults: Faults, first: str, second: str) -> None:
    page = visit(quick.address + "/c/stop-it/")
    fill_in(page, first)
    sign(page)
    expect(page.get_by_role("alert")).to_be_visible()
    began = time.monotonic()
    page.get_by_label("E-mail address").fill(second)
    sign(page)
    assert time.monotonic() - began < 2
    expect(page.locator("h1")).to_have_text("Look in your mail")
    assert quick.told == [422, 200]
    assert len(quick.book.kept) == 1
    faults.found.clear()  # the console tells of the 422


def test_without_scripts_nobody_is_too_quick_for_ever(visit: Visit, quick: Quick, faults: Faults) -> None:
    page = visit(quick.address + "/c/stop-it/", java_script_enabled=False)
    fill_in(page, "maria@gmail.com")
    sign(page)
    sign(page)
    expect(page.locator("main")).to_contain_text("That was very quick.")
    for _ in range(SECONDS):
        page.wait_for_timeout(1000)  # quicker than three seconds each time
        if page.get_by_role("button", name="Sign").count():
            sign(page)
    expect(page.locator("h1")).to_have_text("Look in your mail")
    assert len(quick.book.kept) == 1
    faults.found.clear()
