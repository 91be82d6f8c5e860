"""`make bench`, its second part: time, memory, files and bytes of `undersigned publish`.

Cases of invented rows in two sizes, and the real years where they are at hand. Nothing here passes or fails.
"""

import argparse
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.process_tree import TreeRun, cores, measure_tree
from bench.speed import measure, undersigned
from undersigned.sample.catalog import write_catalog
from undersigned.sample.write import write_sample

MEGABYTE = 1_000_000
HEAD = ("case", "rows", "languages", "seconds", "peak MB", "files", "pages", "site MB", "heaviest page KB")
WIDTHS = (14, 9, 9, 8, 8, 8, 8, 8, 16)


@dataclass(frozen=True, slots=True)
class Weight:
    """What a site weighs."""

    files: int
    pages: int
    bytes: int
    heaviest_page: int


def weight(site: Path) -> Weight:
    """Count a finished site."""
    sizes = [(path.suffix, path.stat().st_size) for path in site.rglob("*") if path.is_file()]
    pages = [size for suffix, size in sizes if suffix == ".html"]
    return Weight(len(sizes), len(pages), sum(size for _, size in sizes), max(pages, default=0))


def invented(folder: Path, rows: int) -> Path:
    """A traced case of invented rows, with the invented makers."""
    records, case = folder / "invented.csv", folder / "case"
    case.mkdir()
    write_sample("api", rows, records)
    write_catalog(case / "catalog")
    return traced(case, [records])


def traced(case: Path, files: Sequence[Path]) -> Path:
    """The case with these files, added and traced."""
    measure(undersigned("add", *files, "--case", case))
    measure(undersigned("trace", "--case", case))
    return case


def publishing(name: str, rows: str, case: Path, languages: Sequence[str]) -> None:
    """Publish a case, and print its line of the table."""
    site = case.parent / "site"
    asked = [word for language in languages for word in ("--language", language)]
    run = measure_tree(undersigned("publish", "--case", case, "-o", site, *asked))
    print(line([name, rows, "+".join(languages), *told(run, weight(site))]), flush=True)


def told(run: TreeRun, site: Weight) -> list[str]:
    """The measured cells of a line."""
    return [
        f"{run.seconds:.1f}",
        "-" if run.megabytes is None else f"{run.megabytes:,.0f}",
        f"{site.files:,}",
        f"{site.pages:,}",
        f"{site.bytes / MEGABYTE:,.0f}",
        f"{site.heaviest_page / 1000:,.0f}",
    ]


def line(cells: Sequence[str]) -> str:
    """A line of the table, names to the left and numbers to the right."""
    return "  ".join(
        f"{cell:<{width}}" if place == 0 else f"{cell:>{width}}"
        for place, (cell, width) in enumerate(zip(cells, WIDTHS, strict=True))
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[50_000, 500_000], help="invented rows of each case")
    parser.add_argument("--languages", nargs="+", default=["en", "es"], help="languages of the site")
    parser.add_argument("--folder", type=Path, help="where to work; it needs room for the sites")
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    parser.add_argument("--data", type=Path, default=beside, help="where the real records are")
    asked = parser.parse_args()
    print(f"undersigned publish on {cores()} cores; load of the machine before: {os.getloadavg()[0]:.1f}")
    print(line(HEAD), flush=True)
    if files := sorted(asked.data.glob("usaspending_api_*.csv.gz")):
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            publishing("real years", "", traced(Path(folder) / "case", files), asked.languages)
    for rows in asked.rows:
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            publishing("invented", f"{rows:,}", invented(Path(folder), rows), asked.languages)


if __name__ == "__main__":
    main()
