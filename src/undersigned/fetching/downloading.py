"""One file from an address to the disk: beside, then renamed; a download that broke off goes on where it was.

Going on uses `Range` with `If-Range` (RFC 9110, 13.1.5 and 14.2): a server that has another file by now, or does not
know ranges, sends the whole, and the download starts again.
"""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import httpx

from undersigned.errors import RoomError
from undersigned.fetching.web import Web
from undersigned.terms.progress import Progress

SPARE = 200_000_000
"""Bytes that stay free on the disk."""


class Download:
    """A file on its way to `target`; `target.part` holds what arrived, `target.mark` which file it is part of."""

    def __init__(self, target: Path, progress: Progress) -> None:
        self._target = target
        self._part = target.with_name(f"{target.name}.part")
        self._mark = target.with_name(f"{target.name}.mark")
        self._progress = progress

    def run(self, web: Web, url: str) -> Path:
        """Fetch until it is whole."""
        web.stream(url, self._headers, self._take)
        self._mark.unlink(missing_ok=True)
        self._part.replace(self._target)
        return self._target

    def discard(self) -> None:
        """Forget what arrived; it was damaged."""
        for path in (self._target, self._part, self._mark):
            path.unlink(missing_ok=True)

    def _headers(self) -> Mapping[str, str]:
        arrived = self._arrived()
        tag = self._tag()
        return {"Range": f"bytes={arrived}-", "If-Range": tag} if arrived and tag else {}

    def _take(self, response: httpx.Response) -> bool:
        """Write the body; True where the file is whole."""
        start, total = _promised(response)
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            if total == self._arrived():
                return True
            self.discard()
            return False
        if start and start != self._arrived():
            self.discard()
            return False
        self._remember(response)
        self._room_for(total, start)
        with self._part.open("ab" if start else "wb", buffering=0) as file:
            done = start
            for block in response.iter_raw():  # as it comes, so that what came before a break is kept
                file.write(block)
                done += len(block)
                self._progress.advance(done, total or done)
            os.fsync(file.fileno())
        return total is None or done == total

    def _remember(self, response: httpx.Response) -> None:
        """Which file this is, so that its rest is never put behind the start of another."""
        tag = response.headers.get("ETag", "")
        if tag.startswith("W/") or not tag:
            tag = response.headers.get("Last-Modified", "")
        self._mark.write_text(json.dumps({"tag": tag}), encoding="utf-8")

    def _tag(self) -> str:
        try:
            return str(json.loads(self._mark.read_text(encoding="utf-8"))["tag"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _arrived(self) -> int:
        return self._part.stat().st_size if self._part.exists() else 0

    def _room_for(self, total: int | None, start: int) -> None:
        free = shutil.disk_usage(self._target.parent).free
        if total is not None and total - start + SPARE > free:
            raise RoomError(
                f"{self._target.name} has {total / 1e6:,.0f} MB, and the disk of {self._target.parent} has "
                f"{free / 1e6:,.0f} MB free. Make room, or name another disk with -o; running again goes on."
            )


def _promised(response: httpx.Response) -> tuple[int, int | None]:
    """Where this body starts in the file, and how long the whole file is, if the server says so."""
    if response.status_code in (httpx.codes.PARTIAL_CONTENT, httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE):
        unit, _, rest = response.headers.get("Content-Range", "").partition(" ")
        place, _, whole = rest.partition("/")
        start = place.partition("-")[0]
        if unit == "bytes":
            return int(start) if start.isdigit() else 0, int(whole) if whole.isdigit() else None
    length = response.headers.get("Content-Length", "")
    return 0, int(length) if length.isdigit() else None
