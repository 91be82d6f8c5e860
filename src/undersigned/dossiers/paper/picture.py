"""A picture for print: the style sheet's colours written into the SVG, because paper has no style sheet.

Typst's SVG reader knows no custom properties, so the few rules of `assets/pictures*.css` are applied here: classes,
elements and descendants; rules for hovering, focus and screens are left out.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from undersigned.dossiers.paper.content import Drawing
from undersigned.dossiers.pictures.base import Picture

ASSETS = Path(__file__).parent.parent / "assets"
SVG = "http://www.w3.org/2000/svg"
PRINT = {
    "--ink": "#1b1b1b",
    "--paper": "#ffffff",
    "--rule": "#b9b9b9",
    "--muted": "#595959",
    "--accent": "#0b4f8a",
    "--direct": "#0f5e6b",
    "--resold": "#cf7a33",
    "--sans": "Source Sans Pro",
}
"""The custom properties of the site as they are on paper."""
TALLEST = 1.12
"""Height of a picture at most, in widths of the text: its title and notes are to stand on the same page."""
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_PRESENTED = re.compile(
    r"fill|stroke|opacity|font-(family|size|weight|style)|text-anchor|paint-order|visibility|display"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_RULE = re.compile(r"@[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_SIMPLE = re.compile(r"^([a-z]*)((?:\.[\w-]+)*)$")
Marks = tuple[str, frozenset[str]]
"""What a simple selector matches, or an element is: its name and its classes."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a style sheet; `path` is the selector from the outermost element to the one it styles."""

    path: tuple[Marks, ...]
    declared: Mapping[str, str]
    weight: tuple[int, int]


def for_print(picture: Picture) -> Drawing:
    """The picture as it is set: the wide drawing, with its description as alternative text."""
    alternative = " ".join(filter(None, (picture.title, picture.description)))
    return Drawing(picture.title, painted(picture.wide), alternative, _share(picture.wide), picture.notes)


def _share(svg: str) -> float:
    """Which percentage of the page's width a drawing takes, so that a tall one fits the page."""
    size = _SIZE.search(svg)
    if size is None:
        return 100.0
    width, height = float(size[1]), float(size[2])
    return min(100.0, round(100 * TALLEST * width / height, 1))


def painted(svg: str) -> str:
    """The same drawing with every colour as a literal; links become plain groups."""
    ET.register_namespace("", SVG)
    root = ET.fromstring(svg)  # noqa: S314  # our own drawing, not a stranger's file
    _paint(root, (), dict(PRINT), rules())
    root.set("font-family", PRINT["--sans"])
    return ET.tostring(root, encoding="unicode")


def _paint(element: ET.Element, above: tuple[Marks, ...], known: dict[str, str], sheet: tuple[Rule, ...]) -> None:
    name = element.tag.removeprefix(f"{{{SVG}}}")
    path = (*above, (name, frozenset(element.get("class", "").split())))
    declared: dict[str, str] = {}
    for rule in sheet:
        if _matches(rule.path, path):
            declared.update(rule.declared)
    known = {**known, **{key: _literal(value, known) for key, value in declared.items() if key.startswith("--")}}
    for key, value in declared.items():
        if _PRESENTED.match(key) and (found := _literal(value, known)):
            element.set(key, found)
    if name == "a":
        element.tag = f"{{{SVG}}}g"
        element.attrib.pop("href", None)
    for child in element:
        _paint(child, path, known, sheet)


def _matches(wanted: tuple[Marks, ...], path: tuple[Marks, ...]) -> bool:
    """True where the last element is the one wanted and its ancestors have the others, in this order."""
    if not _is(wanted[-1], path[-1]):
        return False
    ancestors = iter(path[:-1])
    return all(any(_is(one, element) for element in ancestors) for one in wanted[:-1])


def _is(wanted: Marks, element: Marks) -> bool:
    return wanted[0] in ("", element[0]) and wanted[1] <= element[1]


def _literal(value: str, known: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda used: known.get(used[1], (used[2] or "").strip()), value).strip()


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of the pictures' style sheets that hold on paper, the stronger ones later."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ASSETS.glob("pictures*.css")))
    plain = _AT_RULE.sub("", _COMMENT.sub("", text))
    return tuple(sorted(_parsed(plain), key=lambda rule: rule.weight))


def _parsed(text: str) -> Iterator[Rule]:
    for selectors, body in _RULE.findall(text):
        declared = dict(_declarations(body))
        for selector in selectors.split(","):
            parts = [_SIMPLE.match(part) for part in selector.split()]
            path = tuple((part[1], frozenset(part[2].split(".")[1:])) for part in parts if part)
            if path and len(path) == len(parts) and not _is_of_the_screen(path):
                yield Rule(path, declared, (sum(len(one[1]) for one in path), sum(bool(one[0]) for one in path)))


def _is_of_the_screen(path: tuple[Marks, ...]) -> bool:
    """Rules for the whole `<svg>` place it in a page."""
    return path[-1][0] == "svg"


def _declarations(body: str) -> Iterator[tuple[str, str]]:
    for line in body.split(";"):
        key, colon, value = line.partition(":")
        if colon:
            yield key.strip(), value.strip()
