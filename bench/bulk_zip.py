"""A bulk zip of numbered parts, as large as the official download makes them, and how soon it gives a first answer.

    python -m bench.bulk_zip --megabytes 200 --folder /tmp

The zip is made of invented rows of the 297-column shape: a block of them again and again, each time with other award
numbers and other words in the descriptions. It is streamed: the bench looks at the disk four times a second and says
how much the run put there at most. Nothing here passes or fails; the folder is removed.
"""

import argparse
import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from random import Random

from bench.speed import undersigned
from undersigned.sample.write import sample_lines

BLOCK = 50_000
OF_A_PART = 1_000_000
"""Rows; what USAspending puts into one part at most."""
NAME = "Contracts_PrimeTransactions_2031-11-22_H10M00S00_{}.csv"
_LOOK = 0.25


def write_zip(path: Path, megabytes: int) -> int:
    """Write parts until the zip is large enough; the rows written."""
    heading, lines = _block()
    rows = _rows(lines)
    written = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part in count(1):
            with archive.open(NAME.format(part), "w", force_zip64=True) as member:
                member.write(heading)
                while path.stat().st_size < megabytes << 20 and written < part * OF_A_PART:
                    member.write(b"".join(islice(rows, BLOCK)))
                    written += BLOCK
            if path.stat().st_size >= megabytes << 20:
                return written
    raise AssertionError


def _block() -> tuple[bytes, list[bytes]]:
    """The heading, and lines with a place for what changes: the award's number and a word of the description."""
    heading, *rows = csv.reader(io.StringIO("".join(sample_lines("transactions", BLOCK, 1)), newline=""))
    piid, said = heading.index("award_id_piid"), heading.index("transaction_description")
    lines = []
    for row in rows:
        number = row[piid]
        cells = [cell.replace("%", "%%").replace(number, f"{number}%(turn)s") for cell in row]
        cells[said] += " LOT %(lot)08X"
        lines.append(_line(cells))
    return _line(heading), lines


def _line(cells: Sequence[str]) -> bytes:
    page = io.StringIO()
    csv.writer(page, lineterminator="\r\n").writerow(cells)
    return page.getvalue().encode(errors="surrogateescape")


def _rows(lines: Sequence[bytes]) -> Iterator[bytes]:
    dice = Random(1)  # noqa: S311 -- invented rows, nothing secret
    for turn in count():
        for line in lines:
            yield line % {b"turn": b"%03X" % turn, b"lot": dice.getrandbits(32)}


class Disk:
    """How much a run put on the disks of these folders at most."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._done = threading.Event()
        self.most = 0
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Disk":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(_LOOK):
            self.most = max(self.most, sum(map(_size, self._folders)))


def _size(folder: Path) -> int:
    size = 0
    for path, _, names in os.walk(folder):
        for name in names:
            try:
                size += (Path(path) / name).lstat().st_blocks * 512
            except FileNotFoundError:
                continue
    return size


def measure(command: Sequence[str], watched: Sequence[Path]) -> None:
    """Run a command, and print its seconds, its memory, and what it put on the disk."""
    environment = {**os.environ, "TMPDIR": str(watched[0])}
    start = time.perf_counter()
    with Disk(watched) as disk, subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    print(
        f"{command[3]:8} {time.perf_counter() - start:8.1f} s, {usage.ru_utime + usage.ru_stime:8.1f} s of processors, "
        f"{usage.ru_maxrss >> 10:6,} MB of memory, {disk.most >> 20:7,} MB on disk at most",
        flush=True,
    )


def main() -> None:
    """Write the zip, glance at one company, add, trace, ask for the company."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--name", default="KestrelCloud", help="the company that is asked for")
    parser.add_argument("--no-trace", action="store_true", help="only glance and add")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bulk-zip-", dir=asked.folder) as folder:
        path, case, work = Path(folder) / "bulk.zip", Path(folder) / "case", Path(folder) / "work"
        work.mkdir()
        rows = write_zip(path, asked.megabytes)
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            parts = len(archive.infolist())
        print(
            f"{path.stat().st_size / 1e6:,.0f} MB, {parts} parts, {rows:,} rows, unpacked {unpacked / 1e9:,.1f} GB; "
            f"{shutil.disk_usage(folder).free / 1e9:,.0f} GB free",
            flush=True,
        )
        measure(undersigned("glance", path, "--company", asked.name), (work,))
        measure(undersigned("add", path, "--case", case), (work, case))
        print(f"kept in {_size(case) >> 20:,} MB", flush=True)
        if not asked.no_trace:
            measure(undersigned("trace", "--case", case), (work, case))
            measure(undersigned("show", asked.name, "--case", case), (work, case))


if __name__ == "__main__":
    main()
