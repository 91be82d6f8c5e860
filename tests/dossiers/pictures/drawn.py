"""Reads a drawing back: its marks, where they reach, and the boxes of its labels."""

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import strategies as st

from undersigned.dossiers.pictures import svg

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

HOSTILE = (
    "",
    " ",
    "<script>alert(1)</script>",
    'O\'Neill & "Sons" ]]>',
    "شركة التقنية المتقدمة للاتصالات",
    "株式会社" * 30,
    "W" * 200,
    "A B " * 50,
    "\x00\x0b\ufffe\n\ttab",
    "\u202eevil",
)
names = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=200), st.sampled_from("ABCDEFGH"))

_STEP = re.compile(r"([MHVLCZ])([^MHVLCZ]*)")


def parsed(drawing: str) -> ElementTree.Element:
    """The drawing as XML, its namespace taken away."""
    root = ElementTree.fromstring(drawing)  # noqa: S314 - our own
    for element in root.iter():
        element.tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
    return root


def size(root: ElementTree.Element) -> tuple[float, float]:
    """Width and height of the view box."""
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    return width, height


def points(shape: str) -> Iterator[tuple[float, float]]:
    """Points on a path; curves by twenty steps."""
    at = (0.0, 0.0)
    for letter, rest in _STEP.findall(shape):
        told = [float(number) for number in rest.split()]
        if letter == "H":
            told = [told[0], at[1]]
        elif letter == "V":
            told = [at[0], told[0]]
        if letter == "C":
            corners = [at, *zip(told[::2], told[1::2], strict=True)]
            yield from (_on_curve(corners, step / 20) for step in range(21))
        if told:
            at = told[-2], told[-1]
            yield at


def _on_curve(corners: list[tuple[float, float]], part: float) -> tuple[float, float]:
    while len(corners) > 1:
        corners = [(a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for a, b in pairwise(corners)]
    return corners[0]


def label_box(element: ElementTree.Element, scale: float = 1.0) -> Box:
    """Where a text stands, by the table of widths."""
    width = svg.text_width(element.text or "") * scale
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    left = {"start": x, "middle": x - width / 2, "end": x - width}[element.get("text-anchor", "start")]
    return left, y - 10.5, left + width, y + 3


def labels(root: ElementTree.Element) -> list[Box]:
    """The boxes of all labels that have words; the centre of a network is bold, so broader."""
    bold = {id(text) for mark in root.iter("a") if "centre" in mark.get("class", "") for text in mark.iter("text")}
    every = [text for text in root.iter("text") if text.text]
    return [label_box(text, svg.BOLD if id(text) in bold and text.get("class") == "label" else 1.0) for text in every]


def overlapping(boxes: list[Box]) -> list[tuple[Box, Box]]:
    """The pairs of boxes that touch by more than half a px."""
    return [
        (one, other)
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
        if min(one[2], other[2]) - max(one[0], other[0]) > 0.5 and min(one[3], other[3]) - max(one[1], other[1]) > 0.5
    ]


def boxes(root: ElementTree.Element) -> list[Box]:
    """The extent of every mark and label."""
    found = labels(root)
    for element in root.iter():
        if element.tag == "path":
            xs, ys = zip(*points(element.attrib["d"]), strict=True)
            found.append((min(xs), min(ys), max(xs), max(ys)))
        elif element.tag == "rect":
            x, y, width, height = (float(element.attrib[name]) for name in ("x", "y", "width", "height"))
            found.append((x, y, x + width, y + height))
        elif element.tag == "circle":
            x, y, r = (float(element.attrib[name]) for name in ("cx", "cy", "r"))
            found.append((x - r, y - r, x + r, y + r))
    return found


def outside(root: ElementTree.Element) -> list[Box]:
    """The marks that reach over the view box by more than a rounding."""
    width, height = size(root)
    return [
        box
        for box in boxes(root)
        if box[0] < -0.11 or box[1] < -0.11 or box[2] > width + 0.11 or box[3] > height + 0.11
    ]
