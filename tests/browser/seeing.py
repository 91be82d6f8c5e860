"""What an eye would see on a screenshot."""

import io
from collections import Counter
from collections.abc import Iterator

from PIL import Image


def luminance(colour: tuple[int, int, int]) -> float:
    """The relative luminance of a colour, as WCAG defines it."""
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(png: bytes) -> float:
    """The contrast between the commonest colour of a picture and the one that is farthest from it, specks left out."""
    with Image.open(io.BytesIO(png)) as picture:
        seen = Counter(batched(picture.convert("RGB").tobytes()))
    speck = max(10, seen.total() // 20_000)
    lights = [luminance(colour) for colour, count in seen.most_common() if count >= speck]
    paper = lights[0]
    return max((max(paper, ink) + 0.05) / (min(paper, ink) + 0.05) for ink in lights)


def batched(flat: bytes) -> Iterator[tuple[int, int, int]]:
    """Bytes by threes: the colours of pixels."""
    parts = iter(flat)
    return zip(parts, parts, parts, strict=True)
