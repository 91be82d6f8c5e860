"""The few words of SVG that every picture speaks: text that fits, paths, links, and the frame of a drawing.

Lengths are px of the drawing. Text is measured with the widths of a wide system sans (DejaVu Sans, as broad as
Verdana), so that a label which fits here fits in the reader's own font too.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

Point = tuple[float, float]

SIZE = 13.0
"""Font size of labels."""
LINE = 16.0
"""From one line of a label to the next."""
WIDE, NARROW = 680, 320
BOLD = 1.12
"""A bold text is at most this much wider."""
_ELLIPSIS = "…"
_ASCII = (
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
    748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
    615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
    337, 636, 838,
)  # fmt: skip
"""Advance widths from space to tilde, in thousandths of the font size."""
_FULL, _OTHER = 1000, 760
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_ID = re.compile(r"[^A-Za-z0-9_-]+")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


@lru_cache(maxsize=8192)
def esc(text: str) -> str:
    """Text for an element or a quoted attribute; characters that XML cannot hold are left out."""
    return _NOT_XML.sub("", text).translate(_ESCAPES)


def num(length: float) -> str:
    """A length to a tenth of a px: `12`, `12.5`; never `-0`."""
    written = f"{length:.1f}"
    if written[-1] != "0":
        return written
    return "0" if written == "-0.0" else written[:-2]


@lru_cache(maxsize=4096)
def _advance(character: str) -> int:
    code = ord(character)
    if 32 <= code < 127:
        return _ASCII[code - 32]
    if unicodedata.category(character) in ("Mn", "Me", "Cc", "Cf"):
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base != character and 32 <= ord(base) < 127:
        return _ASCII[ord(base) - 32]
    if unicodedata.east_asian_width(character) in "WF" or character in "…—":
        return _FULL
    return _OTHER


@lru_cache(maxsize=8192)
def _thousandths(text: str) -> int:
    return sum(map(_advance, text))


def text_width(text: str, size: float = SIZE) -> float:
    """How wide a text is at most, in px."""
    return _thousandths(text) * size / 1000


@lru_cache(maxsize=8192)
def fit(text: str, width: float, size: float = SIZE) -> str:
    """The text on one line, cut with an ellipsis where it is wider than `width` px; empty where nothing fits."""
    flat = " ".join(text.split())
    if text_width(flat, size) <= width:
        return flat
    room = width * 1000 / size - _advance(_ELLIPSIS)
    kept = 0
    for character in flat:
        room -= _advance(character)
        if room < 0:
            break
        kept += 1
    cut = flat[:kept].rstrip(" ,.-/&(")
    return cut + _ELLIPSIS if cut else ""


def wrap(text: str, width: float, size: float = SIZE, lines: int = 2) -> list[str]:
    """The text on at most that many lines, broken between words; the last one is cut with an ellipsis."""
    found: list[str] = []
    left = text.split()
    while left and len(found) < lines - 1:
        taken = 1
        while taken < len(left) and text_width(" ".join(left[: taken + 1]), size) <= width:
            taken += 1
        if text_width(left[0], size) > width:
            break
        found.append(" ".join(left[:taken]))
        left = left[taken:]
    return found + ([fit(" ".join(left), width, size)] if left else [])


def ribbon(left: float, right: float, start: Point, end: Point) -> str:
    """The path of a band that flows from x `left` to `right`; `start` and `end` are its top and bottom there."""
    middle = num((left + right) / 2)
    (y0, y1), (y2, y3) = (map(num, start), map(num, end))
    x0, x1 = num(left), num(right)
    return f"M{x0} {y0}C{middle} {y0} {middle} {y2} {x1} {y2}V{y3}C{middle} {y3} {middle} {y1} {x0} {y1}Z"


def fall(top: float, bottom: float, start: Point, end: Point) -> str:
    """The path of a band that falls from y `top` to `bottom`; `start` and `end` are its left and right there."""
    middle = num((top + bottom) / 2)
    (x0, x1), (x2, x3) = (map(num, start), map(num, end))
    y0, y1 = num(top), num(bottom)
    return f"M{x0} {y0}C{x0} {middle} {x2} {middle} {x2} {y1}H{x3}C{x3} {middle} {x1} {middle} {x1} {y0}Z"


def polygon(points: Iterable[Point]) -> str:
    """A closed path through points."""
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + "Z"


def path(shape: str, style: str = "") -> str:
    """A path; `style` is its classes."""
    return f'<path class="{esc(style)}" d="{shape}"/>' if style else f'<path d="{shape}"/>'


def rect(corner: Point, width: float, height: float, style: str = "") -> str:
    """A rectangle from its upper left corner."""
    classes = f' class="{esc(style)}"' if style else ""
    at = f'x="{num(corner[0])}" y="{num(corner[1])}"'
    return f'<rect{classes} {at} width="{num(width)}" height="{num(height)}"/>'


def line(start: Point, end: Point, style: str = "rule") -> str:
    """A straight line."""
    (x1, y1), (x2, y2) = start, end
    return f'<line class="{esc(style)}" x1="{num(x1)}" y1="{num(y1)}" x2="{num(x2)}" y2="{num(y2)}"/>'


def text(at: Point, words: str, style: str = "label", anchor: str = "start", size: float = SIZE) -> str:
    """One line of text, its baseline at a point; `anchor` is `start`, `middle` or `end`."""
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    larger = "" if size == SIZE else f' font-size="{num(size)}"'
    return f'<text class="{esc(style)}" x="{num(at[0])}" y="{num(at[1])}"{side}{larger}>{esc(words)}</text>'


def link(href: str, name: str, marks: str, style: str = "") -> str:
    """Marks that lead somewhere; `name` has the whole text and amounts, for hovering and for a screen reader."""
    classes = f' class="{esc(style)}"' if style else ""
    if not href:
        return f"<g{classes}><title>{esc(name)}</title>{marks}</g>"
    return f'<a{classes} href="{esc(href)}"><title>{esc(name)}</title>{marks}</a>'


def identified(*parts: str) -> str:
    """An identifier that HTML and CSS take, from any words."""
    return "-".join(filter(None, (_NOT_ID.sub("-", part).strip("-") for part in parts))) or "picture"


def drawing(width: float, height: float, title: str, description: str, body: str, identifier: str) -> str:
    """A whole `<svg>`, named by its title and described; `identifier` must be the only one of its page.

    Its class is `wide` or `narrow`, by its width. It reads left to right also on a page that does not. A drawing with
    links is a group: a screen reader hides what is inside an image, and a link must not be hidden.
    """
    name = identified(identifier)
    role = "group" if "<a " in body else "img"
    kind = "wide" if width > (WIDE + NARROW) / 2 else "narrow"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture {kind}" id="{name}" role="{role}" direction="ltr"'
        f' viewBox="0 0 {num(width)} {num(height)}" width="{num(width)}" height="{num(height)}"'
        f' font-size="{num(SIZE)}" aria-labelledby="{name}-title" aria-describedby="{name}-desc">'
        f'<title id="{name}-title">{esc(title)}</title><desc id="{name}-desc">{esc(description)}</desc>{body}</svg>'
    )
