"""A real browser for the tests: a Chromium that is on the machine, on loopback and files alone.

`UNDERSIGNED_CHROMIUM` names the program where it is not on the path. Without one the tests are skipped with that
reason, unless `UNDERSIGNED_NEEDS_BROWSER` is set, as `make test` does: then they fail.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, ViewportSize, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

SIZE = {"width": 1280, "height": 800}
MEDIA: dict[str, Any] = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}

Visit = Callable[..., Page]
"""Opens an address: `visit(address, width=320, color_scheme="dark")`. Other keywords are Playwright's for a context.

The tests of a file share a page for each of those, for a new one costs ten times a visit: a second visit leaves
the first.
"""


class Faults:
    """What went wrong on the pages of one test: errors of the console, missing files, requests to anywhere else."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.home: tuple[str, str] | None = None

    def watch(self, page: Page) -> None:
        """Listen to a page."""
        page.on("request", self._leaves)
        page.on("requestfailed", self._fails)
        page.on("pageerror", lambda error: self.found.append(f"a script fails: {error}"))
        page.on("console", lambda line: self._read(line.type, f"{line.text} ({line.location.get('url', '')})"))

    def _leaves(self, request: Request) -> None:
        if urlsplit(request.url).scheme not in ("data", "blob") and origin(request.url) != self.home:
            self.found.append(f"a request leaves the site: {request.url}")

    def _fails(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # by the next visit
            self.found.append(f"not found: {request.url}")

    def _read(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.found.append(f"the console says: {text}")


class Pages:
    """The pages that the tests of one file share."""

    def __init__(self, browser: Browser) -> None:
        self.faults = Faults()
        self._browser = browser
        self._open: dict[str, Page] = {}

    def visit(self, address: str, **wanted: Any) -> Page:
        """Open an address at a size and with the media wanted."""
        size = {side: wanted.pop(side, usual) for side, usual in SIZE.items()}
        media = {name: wanted.pop(name, usual) for name, usual in MEDIA.items()}
        page = self._open.get(repr(wanted)) or self._new(wanted)
        page.set_viewport_size(ViewportSize(width=size["width"], height=size["height"]))
        page.emulate_media(**media)
        self.faults.home = origin(address)
        page.goto(address)
        return page

    def _new(self, wanted: dict[str, Any]) -> Page:
        page = self._browser.new_context(**wanted).new_page()
        page.set_default_timeout(15_000)
        self.faults.watch(page)
        return self._open.setdefault(repr(wanted), page)


def origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program."""
    named = os.environ.get("UNDERSIGNED_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if named is None:
        said = "there is no Chromium on this machine: as root on Debian, apt-get install chromium"
        (pytest.fail if os.environ.get("UNDERSIGNED_NEEDS_BROWSER") else pytest.skip)(said)
    return named


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser for the tests of one file: while it runs, nothing else in the process can use an event loop."""
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, *root])
        yield started
        started.close()


@pytest.fixture(scope="module")
def pages(browser: Browser) -> Pages:
    """The pages that the tests of a file share."""
    return Pages(browser)


@pytest.fixture
def faults(pages: Pages) -> Faults:
    """What goes wrong on the pages; a test that expects a fault clears it."""
    pages.faults.found.clear()
    return pages.faults


@pytest.fixture
def visit(pages: Pages, faults: Faults) -> Iterator[Visit]:
    """Opens pages, and at the end fails the test if anything went wrong on one."""
    yield pages.visit
    assert faults.found == []


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing about it."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the parent's own name for it
        """The test's output is for the test."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A folder on a free port of loopback; the address at which it starts."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()
