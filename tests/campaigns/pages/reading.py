"""A page taken apart as a browser would, for tests that ask what stands in it."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})


class Element(NamedTuple):
    """An element: its name, its attributes, and the text up to its end."""

    name: str
    attributes: dict[str, str]
    text: list[str]

    @property
    def said(self) -> str:
        """Its words, white space evened."""
        return " ".join(" ".join(self.text).split())


class Page(HTMLParser):
    """All elements in order; nothing is corrected."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it; what is open gets its text too."""
        found = Element(tag, {name: value or "" for name, value in attrs}, [])
        self.elements.append(found)
        if tag == "option" and self._open and self._open[-1].name == "option":
            self._open.pop()
        if tag not in VOID:
            self._open.append(found)

    def handle_endtag(self, tag: str) -> None:
        """The innermost of that name ends, and what was left open inside it."""
        while self._open and self._open.pop().name != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Text belongs to everything that is open."""
        for element in self._open:
            element.text.append(data)

    def all(self, tag: str = "", /, **wanted: str) -> Iterator[Element]:
        """Elements of a name with these attributes; `class_` is one of the classes."""
        for element in self.elements:
            if tag in ("", element.name) and all(_has(element, key, value) for key, value in wanted.items()):
                yield element

    def one(self, tag: str = "", /, **wanted: str) -> Element:
        """The only one."""
        (found,) = self.all(tag, **wanted)
        return found

    @property
    def said(self) -> str:
        """All text of the body."""
        return self.one("body").said


def _has(element: Element, key: str, value: str) -> bool:
    if key == "class_":
        return value in element.attributes.get("class", "").split()
    return element.attributes.get(key) == value
