"""The social card of a page, 1200 by 630 px: what a link to it looks like where people share it.

A card repeats what its page states: a name or the sentence of a claim, its figure, what the figure is. It has no
picture of data and no attribution of its own, so nothing that was inferred can stand on it alone.
"""

import unicodedata
import zlib
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from undersigned.dossiers.pictures.card_fonts import BOLD, SANS, SERIF, Face, can_write, font, width

WIDTH, HEIGHT = 1200, 630
LEFT, RIGHT = 72, 1128
PAPER, QUIET, INK, ACCENT = 0, 10, 14, 15
"""Places in the palette; between paper and ink they are steps of grey, which are the soft edges of letters too."""
_PAPER, _INK, _ACCENT = (255, 253, 248), (26, 26, 26), (15, 94, 107)
NAME_SIZES = (76, 68, 60, 54, 48, 42, 36)
FIGURE_SIZES = (118, 100, 84, 68, 54)
MEANING_SIZES = (36, 32, 28)
FIGURE_ROOM, MEANING_ROOM = 140, 84
"""px of height: one line of the figure, two of its meaning."""
FROM_TO = (64, 528)
"""px from the top between which name, figure and its meaning stand."""
APART = 26
COMPRESSION = 1
"""zlib's level; runs are all that is looked for, which takes two thirds of the time for a twentieth more bytes."""
MEASURED = 100
"""px: the size at which words are measured."""


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card, in the reader's language; `meaning` says what the figure is. Each may be empty."""

    name: str
    figure: str
    meaning: str
    site: str
    claim: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one text at one size."""

    face: Face
    size: int
    lines: tuple[str, ...]
    ink: int

    def height(self) -> int:
        return _step(self.size) * len(self.lines)


def card(told: Card) -> bytes:
    """A PNG; the same card is the same bytes. A text that the fonts cannot write is left out, never drawn as boxes."""
    image = Image.new("L", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 17), fill=_shade(ACCENT))
    blocks = _blocks(told)
    spare = FROM_TO[1] - FROM_TO[0] - sum(block.height() for block in blocks) - APART * (len(blocks) - 1)
    y = FROM_TO[0] + max(spare, 0) // 2
    for block in blocks:
        y = _write(draw, block, y) + APART
    _foot(draw, told)
    return _png(image)


def _blocks(told: Card) -> list[_Block]:
    """Name, figure and meaning, each as large as its room allows; the name gets what the others leave."""
    name, figure, meaning = map(_clean, (told.name, told.figure, told.meaning))
    below = []
    if figure and can_write(SERIF, figure):
        below.append(_largest(SERIF, FIGURE_SIZES, figure, FIGURE_ROOM, INK))
    if meaning and can_write(SANS, meaning):
        below.append(_largest(SANS, MEANING_SIZES, meaning, MEANING_ROOM, QUIET))
    if not name or not can_write(SERIF, name):
        return below
    room = FROM_TO[1] - FROM_TO[0] - sum(block.height() + APART for block in below)
    return [_largest(SERIF, NAME_SIZES, name, room, INK), *below]


def _foot(draw: ImageDraw.ImageDraw, told: Card) -> None:
    """The site at the left, the claim's identifier at the right, below a rule."""
    draw.rectangle((LEFT, 552, RIGHT, 553), fill=_shade(INK))
    site, claim = _clean(told.site), _clean(told.claim)
    end = float(RIGHT)
    if claim and can_write(SANS, claim):
        end = RIGHT - width(SANS, 26, claim)
        draw.text((end, 570), claim, font=font(SANS, 26), fill=_shade(QUIET))
    if site and can_write(BOLD, site):
        fitting = _cut(BOLD, 26, site, end - 40 - LEFT)
        draw.text((LEFT, 570), fitting, font=font(BOLD, 26), fill=_shade(INK))


def _write(draw: ImageDraw.ImageDraw, block: _Block, y: int) -> int:
    """Draw the lines of a block; where the next one starts."""
    for words in block.lines:
        draw.text((LEFT, y), words, font=font(block.face, block.size), fill=_shade(block.ink))
        y += _step(block.size)
    return y


def _largest(face: Face, sizes: tuple[int, ...], words: str, room: int, ink: int) -> _Block:
    """The text at the largest size at which it fits in `room` px of height; at the smallest it is cut."""
    for size in sizes:
        wrapped = _wrap(face, size, words)
        if len(wrapped) <= room // _step(size) and all(width(face, size, line) <= RIGHT - LEFT for line in wrapped):
            return _Block(face, size, tuple(wrapped), ink)
    smallest = sizes[-1]
    wrapped = _wrap(face, smallest, words)
    whole = min(room // _step(smallest), len(wrapped)) - 1
    lines = (*wrapped[:whole], " ".join(wrapped[whole:]))
    return _Block(face, smallest, tuple(_cut(face, smallest, line, RIGHT - LEFT) for line in lines), ink)


def _step(size: int) -> int:
    """From one line to the next, in px."""
    return round(size * 1.18)


def _wrap(face: Face, size: int, words: str) -> list[str]:
    """Lines broken between words; a word that is wider than the card has a line for itself.

    Words are measured once, at one size: whether the lines found are really narrow enough, `_largest` looks at.
    """
    scale = size / MEASURED
    space = width(face, MEASURED, " ") * scale
    lines: list[str] = []
    room = 0.0
    for word in words.split():
        needs = width(face, MEASURED, word) * scale
        if lines and space + needs <= room:
            lines[-1] += f" {word}"
            room -= space + needs
        else:
            lines.append(word)
            room = RIGHT - LEFT - needs
    return lines


def _cut(face: Face, size: int, words: str, room: float) -> str:
    """The text, or as much of it as fits before an ellipsis."""
    if width(face, size, words) <= room:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if width(face, size, f"{words[:middle].rstrip()}…") <= room:
            low = middle
        else:
            high = middle - 1
    return f"{words[:low].rstrip()}…"


def _clean(words: str) -> str:
    """One line of composed letters; spaces of other widths become plain ones, controls go."""
    flat = " ".join(unicodedata.normalize("NFC", words).split())
    return "".join(character for character in flat if unicodedata.category(character) not in ("Cc", "Cf"))


def _shade(place: int) -> int:
    """A place in the palette as the value that is drawn: sixteen apart, so that soft edges fall between."""
    return place * 16 + 8 if place else 0


def _png(image: Image.Image) -> bytes:
    small = image.point(_places())
    small.putpalette(_palette())
    out = BytesIO()
    small.save(out, "PNG", bits=4, compress_level=COMPRESSION, compress_type=zlib.Z_RLE)
    return out.getvalue()


@lru_cache(maxsize=1)
def _places() -> list[int]:
    return [value >> 4 for value in range(256)]


@lru_cache(maxsize=1)
def _palette() -> bytes:
    """Sixteen colours: paper to ink in steps, and the accent."""
    steps = [
        tuple(round(paper + (ink - paper) * place / INK) for paper, ink in zip(_PAPER, _INK, strict=True))
        for place in range(INK + 1)
    ]
    return bytes(value for colour in (*steps, _ACCENT) for value in colour)
