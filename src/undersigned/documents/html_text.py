"""The words of a web page as its readers see them: scripts, styles and what is hidden left out."""

import re
import time
from collections import Counter
from html.parser import HTMLParser

_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "textarea", "select")
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd"),
        *("mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
    )
)
_PIECE = 1 << 16
"""Letters that are read before the clock is looked at."""
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINES = re.compile(r"[ \t]*\n\s*")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)


def charset(data: bytes) -> str:
    """The encoding that the page says it is in; empty where it says none."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode() if found else ""


def words(html: str, seconds: float) -> str:
    """The text of a page; elements that begin a line begin one here.

    Raises:
        TimeoutError: it is so tangled that its reader needs longer than that.
    """
    reader, until = _Reader(), time.monotonic() + seconds
    for start in range(0, len(html), _PIECE):
        reader.feed(html[start : start + _PIECE])
        if time.monotonic() > until:
            raise TimeoutError
    reader.close()
    return _LINES.sub("\n", "".join(reader.text)).strip()


class _Reader(HTMLParser):
    """Collects text; `_unseen` are the open elements from the outermost one not shown, `_open` counts them by name."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self._unseen: list[str] = []
        self._open: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        hidden = tag in _UNSEEN or "hidden" in told or bool(_NOT_SHOWN.search(told.get("style") or ""))
        if tag == "body":
            self._unseen.clear()
            self._open.clear()
        elif (self._unseen or hidden) and tag not in _VOID:
            self._unseen.append(tag)
            self._open[tag] += 1
        if tag not in _INLINE:
            self.text.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in _INLINE:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._open[tag]:
            self._close(tag)
        if tag not in _INLINE:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.text.append(re.sub(r"\s+", " ", data))

    def _close(self, tag: str) -> None:
        """An element ends, and with it what was left open in it."""
        while self._unseen:
            last = self._unseen.pop()
            self._open[last] -= 1
            if last == tag:
                return
