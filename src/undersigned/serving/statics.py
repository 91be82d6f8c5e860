"""The files of a site's public folder, answered out of memory.

A page is read, and compressed, once; after that a look at the disk a second tells whether it was replaced (files are
written beside and renamed). Answering so takes less than half of what the web server's own static files take, which
also carry no headers of ours.
"""

import gzip
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import monotonic
from urllib.parse import quote

from undersigned.serving.answers import Answer, Header, Headers, headers_of, plain
from undersigned.serving.notices import nothing_here

FRESH = 1.0
"""Seconds for which a file is believed unchanged."""
KEEP_BYTES = 64 * 1024 * 1024
LARGEST = 8 * 1024 * 1024
MANY = 10_000
"""How many files are held at most."""
_LONGEST_PATH, _LONGEST_NAME = 300, 255
"""No address of ours is longer, in letters; and no file system has a name that is longer, in bytes."""
COMPRESS_FROM = 512
_PREFIXES = ("/c/", "/assets/")
_ALONE = frozenset({"/", "/c", "/assets", "/robots.txt", "/favicon.ico", "/favicon.svg", "/feed.xml"})
_SECONDS: Mapping[str, int] = {"/assets/": 3600, "tally.json": 5}
_ANY_PAGE = 60
_TYPES: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_SMALL_ALREADY = frozenset({".ico", ".pdf", ".png", ".webp", ".woff2"})
NO_CAMPAIGNS = plain(200, "No campaign is open here yet.")


@dataclass(slots=True)
class Held:
    """One file in memory, as it was at its last reading: answers with the body, squeezed, and when unchanged."""

    seen: tuple[int, int, int]
    looked: float
    whole: Answer
    squeezed: Answer | None
    unchanged: Answer
    etag: bytes

    @property
    def size(self) -> int:
        """Bytes it holds."""
        return len(self.whole.body) + (len(self.squeezed.body) if self.squeezed else 0)


class Statics:
    """What the public folder answers; one a process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, Held] = {}
        self._bytes = 0

    @staticmethod
    def owns(path: str) -> bool:
        """Is this address one of the public folder's, whether or not there is a file?"""
        return path.startswith(_PREFIXES) or path in _ALONE

    def answer(self, path: str, headers: Headers) -> Answer:
        """The file at an address; a redirection to a folder's own address; or the answer that there is nothing."""
        held = self._held.get(path)
        if held is None or monotonic() - held.looked > FRESH:
            held = self._look(path, held)
        if held is None:
            return self._without(path, headers)
        return _fitting(held, headers)

    def _look(self, path: str, held: Held | None) -> Held | None:
        """The file at an address as it stands on the disk now."""
        file = self._file(path)
        try:
            found = file.stat() if file else None
            if file is None or found is None or not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
                self._forget(path)
                return None
            seen = (found.st_mtime_ns, found.st_size, found.st_ino)
            if held is not None and held.seen == seen:
                held.looked = monotonic()
                return held
            return self._hold(path, _read(path, file, seen))
        except (FileNotFoundError, NotADirectoryError):
            self._forget(path)
            return None

    def _file(self, path: str) -> Path | None:
        """The file of an address, or None for one that no file of ours can have."""
        parts = path.removeprefix("/").split("/")
        if parts[-1] == "":
            parts[-1] = "index.html"
        if len(path) > _LONGEST_PATH or not all(map(_is_name, parts)):
            return None
        return self._folder.joinpath(*parts)

    def _hold(self, path: str, held: Held) -> Held:
        self._forget(path)
        if self._bytes + held.size > KEEP_BYTES or len(self._held) >= MANY:
            self._held.clear()
            self._bytes = 0
        self._held[path] = held
        self._bytes += held.size
        return held

    def _forget(self, path: str) -> None:
        gone = self._held.pop(path, None)
        self._bytes -= gone.size if gone else 0

    def _without(self, path: str, headers: Headers) -> Answer:
        if path == "/":
            return NO_CAMPAIGNS
        folder = self._file(path + "/")
        if not path.endswith("/") and folder is not None and folder.is_file():
            return plain(308, "The page is at the same address with a / at its end.", (b"location", _quoted(path)))
        return nothing_here(headers)


def _is_name(part: str) -> bool:
    """Can a file of ours have this name?"""
    if not part or part.startswith(".") or "\0" in part:
        return False
    try:
        return len(part.encode()) <= _LONGEST_NAME
    except UnicodeEncodeError:  # half of a surrogate pair
        return False


def _read(path: str, file: Path, seen: tuple[int, int, int]) -> Held:
    body = file.read_bytes()
    etag = b'"' + sha256(body).hexdigest()[:20].encode() + b'"'
    seconds = next((seconds for mark, seconds in _SECONDS.items() if mark in path), _ANY_PAGE)
    common: tuple[Header, ...] = (
        (b"etag", etag),
        (b"cache-control", f"public, max-age={seconds}".encode()),
        (b"vary", b"accept-encoding"),
    )
    kind = (b"content-type", _TYPES.get(file.suffix, "application/octet-stream").encode())
    squeezed = None
    if len(body) >= COMPRESS_FROM and file.suffix not in _SMALL_ALREADY:
        small = gzip.compress(body, compresslevel=6, mtime=0)
        squeezed = Answer(200, headers_of(len(small), kind, *common, (b"content-encoding", b"gzip")), small)
    whole = Answer(200, headers_of(len(body), kind, *common), body)
    return Held(seen, monotonic(), whole, squeezed, Answer(304, headers_of(None, *common), b""), etag)


def _fitting(held: Held, headers: Headers) -> Answer:
    """Which of the answers this browser wants."""
    small = False
    for name, value in headers:
        if name == b"if-none-match" and held.etag in value:
            return held.unchanged
        if name == b"accept-encoding":
            small = b"gzip" in value
    return held.squeezed if small and held.squeezed else held.whole


def _quoted(path: str) -> bytes:
    """A folder's address for a header, which carries ASCII alone; the two slashes of another host never begin it."""
    return quote(f"/{path.lstrip('/')}/").encode("ascii")
