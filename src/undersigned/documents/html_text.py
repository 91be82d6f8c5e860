"""The words of a web page as its readers see them: scripts, styles and what is hidden left out."""

import re
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
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINES = re.compile(r"[ \t]*\n\s*")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)


def charset(data: bytes) -> str:
    """The encoding that the page says it is in; empty where it says none."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode() if found else ""


def words(html: str) -> str:
    """The text of a page; elements that begin a line begin one here."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _LINES.sub("\n", "".join(reader.text)).strip()


class _Reader(HTMLParser):
    """Collects text; `_unseen` are the open elements from the outermost that is not shown on."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        hidden = tag in _UNSEEN or "hidden" in told or bool(_NOT_SHOWN.search(told.get("style") or ""))
        if tag == "body":
            self._unseen.clear()
        elif (self._unseen or hidden) and tag not in _VOID:
            self._unseen.append(tag)
        if tag not in _INLINE:
            self.text.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in _INLINE:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
        if tag not in _INLINE:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.text.append(re.sub(r"\s+", " ", data))
