"""The two faces of a card, Source Serif and Source Sans (SIL Open Font License), and what they have letters for."""

from functools import lru_cache
from importlib.resources import as_file, files

from PIL import ImageFont

SERIF = ("font_source_serif_pro", "SourceSerifPro-Semibold.otf")
SANS = ("font_source_sans_pro", "SourceSansPro-Regular.otf")
BOLD = ("font_source_sans_pro", "SourceSansPro-Semibold.otf")
Face = tuple[str, str]
"""Package and file. The serif's TrueType files will not do: their `%`, quotes and `…` are as wide as a part."""
_NO_CHARACTER = "\uffff"
"""A code point that no font has a letter for: what it looks like is the font's box."""


@lru_cache(maxsize=64)
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """A face at a size in px, opened once; letters are laid out by our own simple rules, the same on every machine."""
    package, name = face
    with as_file(files(package) / "files" / name) as path:
        return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _has(face: Face, character: str) -> bool:
    looks = font(face, 24)
    return bytes(looks.getmask(character)) != bytes(looks.getmask(_NO_CHARACTER)) or character.isspace()


def can_write(face: Face, words: str) -> bool:
    """True where the face has every letter; a text with one box in it is better left out."""
    return all(_has(face, character) for character in set(words))


@lru_cache(maxsize=8192)
def width(face: Face, size: int, words: str) -> float:
    """How wide a text is, in px."""
    return font(face, size).getlength(words)
