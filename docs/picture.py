"""The picture of the README: `python -m docs.picture` runs the demonstration and photographs two pages of its site.

It needs a Chromium: one on the path, or the program that `UNDERSIGNED_CHROMIUM` names. The letters are those of the
package's own fonts, so that the picture does not depend on which fonts a machine has.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

from PIL import Image

from undersigned.cli import sampling
from undersigned.settings import Settings

TARGET = Path(__file__).parent / "pictures" / "site.png"
PAGES = ("company/kestrelcloud.html", "claim/C2bce31477f70.html")
"""A maker, and the claim to which the first bar of its picture leads."""
WIDTH, HEIGHT, SCALE = 600, 980, 1.3
MARGIN = 14
COLOURS = 255
RULE = "#d9d5cc"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-background-networking")
FONTS = {
    "Source Serif Pro": ("serif", "Georgia", "Times New Roman"),
    "Source Sans Pro": ("sans-serif", "Arial", "system-ui"),
}
"""Our fonts, and the names for which they stand in."""


def main() -> None:
    """Run the demonstration and write the picture."""
    program = os.environ.get("UNDERSIGNED_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        sys.exit("There is no Chromium on this machine: as root on Debian, apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "demo"
        sampling.demo(case, Settings())
        _beside([_photograph(program, case / "site" / page, Path(folder)) for page in PAGES]).save(
            TARGET, optimize=True
        )
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


def _photograph(program: str, page: Path, folder: Path) -> Image.Image:
    if not page.is_file():  # a browser would photograph its own error
        sys.exit(f"The sample's site has no {page.name}: choose other pages in docs/picture.py.")
    fonts, shot = folder / "fonts.conf", folder / "shot.png"
    fonts.write_text(_configuration(folder), encoding="utf-8")
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    size = [f"--window-size={WIDTH},{HEIGHT}", f"--force-device-scale-factor={SCALE}", f"--screenshot={shot}"]
    command = [program, *FLAGS, *root, *size, page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "FONTCONFIG_FILE": str(fonts)})  # noqa: S603  # our own page
    with Image.open(shot) as taken:
        return taken.convert("RGB")


def _configuration(cache: Path) -> str:
    """Fonts of the package alone, under every name that the style sheet asks for."""
    folders = [files(name) / "files" for name in ("font_source_serif_pro", "font_source_sans_pro")]
    aliases = [
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="prepend" binding="same"><string>{ours}</string></edit></match>'
        for ours, names in FONTS.items()
        for name in names
    ]
    told = [*(f"<dir>{folder}</dir>" for folder in folders), f"<cachedir>{cache}</cachedir>", *aliases]
    return '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>' + "".join(told) + "</fontconfig>"


def _beside(pages: list[Image.Image]) -> Image.Image:
    """The pages in a row on a frame of their own, so that they look the same on a dark page and on a light one."""
    width = sum(page.width for page in pages) + MARGIN * (len(pages) + 1)
    whole = Image.new("RGB", (width, max(page.height for page in pages) + 2 * MARGIN), RULE)
    left = MARGIN
    for page in pages:
        whole.paste(page, (left, MARGIN))
        left += page.width + MARGIN
    return whole.quantize(COLOURS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
