"""A page is light enough for a slow line: its own weight, without its pictures."""

from collections.abc import Iterator
from pathlib import Path

from undersigned.dossiers.checking.base import PICTURE, File, Finding, Known, Look

HEAVIEST_PAGE = 200_000
"""Bytes of the HTML without what stands from `<svg>` to `</svg>`."""
HEAVIEST_ASSETS = 100_000
"""Bytes of all style sheets and scripts in `assets/` together."""
_ASSETS = ("css", "js")


def look(known: Known) -> Look:
    """Pages and assets over their weight."""
    heavy = _assets(known.site, known.files)

    def weigh(file: File) -> Iterator[Finding]:
        if file.is_page and len(file.data) > HEAVIEST_PAGE:
            weight = len(PICTURE.sub(b"", file.data))
            if weight > HEAVIEST_PAGE:
                yield file.finding(
                    0, "weight", f"The page weighs {weight:,} bytes without pictures; {HEAVIEST_PAGE:,} is the most."
                )
        if file.path == heavy[0]:
            yield file.finding(
                0,
                "weight",
                f"Style sheets and scripts weigh {heavy[1]:,} bytes together, this one most; "
                f"{HEAVIEST_ASSETS:,} is the most.",
            )

    return weigh


def _assets(site: Path, files: frozenset[str]) -> tuple[str, int]:
    """The heaviest asset where all together are too heavy, and what they weigh."""
    sizes = {
        path: (site / path).stat().st_size
        for path in sorted(files)
        if path.startswith("assets/") and path.rpartition(".")[2] in _ASSETS
    }
    total = sum(sizes.values())
    return (max(sizes, key=lambda path: sizes[path]), total) if total > HEAVIEST_ASSETS else ("", total)
