"""Elements of a page by their tags, where a quick look does not decide: which text stands in which element."""

import re
from collections.abc import Callable, Iterator
from html import unescape

TAG = re.compile(rb"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>|<!--.*?-->", re.DOTALL)
ATTRIBUTE = re.compile(rb"([^\s=\"'<>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
VOID = frozenset(b"area base br col embed hr img input link meta source track wbr".split())
RAW = frozenset((b"script", b"style"))
_NOT_A_LINE_BREAK = re.compile(rb"[^\n]")

Attributes = dict[bytes, bytes]
Chooses = Callable[[bytes, Attributes], bool]


def attributes(tag: bytes) -> Attributes:
    """Attribute names, in small letters, and their values as they are written."""
    return {name.lower(): a or b or c for name, a, b, c in ATTRIBUTE.findall(tag)}


def spans(data: bytes, chosen: Chooses, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, int, int]]:
    """The outermost chosen elements: where the start tag begins and ends, where the content and the end tag end."""
    name, opened, inner, depth = b"", 0, 0, 0
    for tag in TAG.finditer(data, start, len(data) if end is None else end):
        if tag[2] is None:
            continue
        this, closing = tag[2].lower(), bool(tag[1])
        if not name:
            if not closing and this not in VOID and not tag[3].endswith(b"/") and chosen(this, attributes(tag[3])):
                name, opened, inner, depth = this, tag.start(), tag.end(), 1
            continue
        if this == name and not tag[3].endswith(b"/"):
            depth += -1 if closing else 1
        if depth == 0:
            yield opened, inner, tag.start(), tag.end()
            name = b""
    if name:
        yield opened, inner, len(data), len(data)


def blanked(data: bytes, exempt: Chooses, start: int = 0, end: int | None = None) -> bytes:
    """The text alone, each byte in its place: tags, comments and exempt elements become spaces."""
    past = len(data) if end is None else end
    hidden = [(a, d) for a, _, _, d in spans(data, lambda name, at: name in RAW or exempt(name, at), start, past)]
    text = bytearray(b" " * start + data[start:past])
    for first, after in hidden:
        text[first:after] = _blank(text[first:after])
    return TAG.sub(lambda tag: _blank(tag[0]), bytes(text))


def _blank(text: bytes | bytearray) -> bytes:
    return _NOT_A_LINE_BREAK.sub(b" ", text)


def words_of(markup: bytes) -> str:
    """The text of some markup, entities read, every run of white space one space."""
    text = TAG.sub(b"", markup) if b"<" in markup else markup
    told = text.decode("utf-8", "replace")
    return " ".join((unescape(told) if "&" in told else told).split())
