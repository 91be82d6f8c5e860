"""The README's picture: what can be known of it without a browser. `python -m docs.picture` takes it again."""

import re
from pathlib import Path

from PIL import Image

from docs import picture

HEAVIEST = 200_000


def test_it_is_light_and_opaque_and_sharp_enough() -> None:
    assert picture.TARGET.stat().st_size <= HEAVIEST
    with Image.open(picture.TARGET) as taken:
        assert taken.format == "PNG"
        assert "transparency" not in taken.info, "a dark page would show through"
        assert (taken.mode, taken.width) == ("P", _width())
        assert 1600 <= taken.width <= 2400
        assert len(taken.getcolors() or []) > 20, "there is nothing on it"


def _width() -> int:
    return round(len(picture.PAGES) * picture.WIDTH * picture.SCALE) + picture.MARGIN * (len(picture.PAGES) + 1)


def test_the_readme_shows_it_and_says_what_is_on_it(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    ((words, path),) = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", readme)
    assert root / path == picture.TARGET
    assert 100 < len(words) < 500
    assert list(picture.TARGET.parent.iterdir()) == [picture.TARGET]
