"""What tests read out of bars and lines: marks as numbers, and whether all of them are on the paper."""

import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

from undersigned.dossiers.pictures.svg import SIZE, text_width

SVG = "{http://www.w3.org/2000/svg}"
SLACK = 0.11
"""px: lengths are written to a tenth."""
Box = tuple[float, float, float, float]


def root(svg: str) -> Element:
    """The drawing as XML; fails where it is not well-formed."""
    return fromstring(svg)  # noqa: S314 - our own drawing, no foreign XML


def classed(svg: str, *classes: str) -> list[Element]:
    """The elements with all of these classes."""
    return [found for found in root(svg).iter() if set(classes) <= set(found.get("class", "").split())]


def box(rect: Element) -> Box:
    """x, y, width and height."""
    x, y, width, height = (float(rect.get(name, "0")) for name in ("x", "y", "width", "height"))
    return x, y, width, height


def linked_bars(svg: str) -> list[Box]:
    """The bars that lead somewhere, in the order of the picture."""
    links = root(svg).iter(f"{SVG}a")
    return [box(rect) for link in links for rect in link.iter(f"{SVG}rect") if "bar" in rect.get("class", "").split()]


def words(svg: str) -> list[str]:
    """Every text that is drawn, lines of one text joined."""
    return [" ".join(part.strip() for part in found.itertext()) for found in root(svg).iter(f"{SVG}text")]


def hrefs(svg: str) -> list[str]:
    """Where the marks lead, in the order of the picture."""
    return [link.get("href", "") for link in root(svg).iter(f"{SVG}a")]


def outside(svg: str) -> list[str]:
    """The marks that are not wholly on the paper."""
    drawing = root(svg)
    _, _, width, height = map(float, drawing.get("viewBox", "").split())
    return [
        f"{tag} {left:.1f} {top:.1f} {right:.1f} {bottom:.1f}"
        for tag, (left, top, right, bottom) in _extents(drawing)
        if left < -SLACK or top < -SLACK or right > width + SLACK or bottom > height + SLACK
    ]


def colliding(svg: str) -> list[str]:
    """Texts that stand on each other."""
    boxes = [found for found in _extents(root(svg)) if found[0].startswith("text")]
    return [f"{one} {other}" for (one, a), (other, b) in combinations(boxes, 2) if _overlap(a, b)]


def _overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and down > 1


def _extents(drawing: Element) -> Iterator[tuple[str, Box]]:
    patterned = {id(inner) for pattern in drawing.iter(f"{SVG}pattern") for inner in pattern.iter()}
    for element in drawing.iter():
        if id(element) in patterned:
            continue
        tag = element.tag.removeprefix(SVG)
        if tag == "rect":
            x, y, width, height = box(element)
            yield tag, (x, y, x + width, y + height)
        elif tag == "line":
            x1, y1, x2, y2 = (float(element.get(name, "nan")) for name in ("x1", "y1", "x2", "y2"))
            yield tag, (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        elif tag == "circle":
            x, y, radius = (float(element.get(name, "nan")) for name in ("cx", "cy", "r"))
            yield tag, (x - radius, y - radius, x + radius, y + radius)
        elif tag == "text":
            yield from _lines(element)


def _lines(element: Element) -> Iterator[tuple[str, Box]]:
    size, y = float(element.get("font-size", SIZE)), float(element.get("y", "nan"))
    anchor = element.get("text-anchor", "start")
    for part in list(element) or [element]:
        x, y = float(part.get("x", "nan")), y + float(part.get("dy", "0"))
        wide = text_width(part.text or "", size)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        yield f"text {part.text!r}", (left, y - size * 0.75, left + wide, y + size * 0.2)


def numbers(path: Element) -> list[float]:
    """The numbers of a path's shape."""
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", path.get("d", ""))]
