"""Asking for a file, looking whether it is made, and comparing it with what was promised.

Contracts: `v2/bulk_download/awards.md`, `v2/download/search.md`, `v2/download/contract.md` (asking),
`v2/download/status.md` (looking). The service answers with stages that its contract does not list, such as `queued`;
whatever is neither finished nor failed is waited for. Its program (`download/helpers`) also finishes a file that lacks
rows, where its own search took longer than five minutes, and does not say so: so everything is counted here.
"""

import re
from collections import Counter
from pathlib import Path

from undersigned.errors import FetchError
from undersigned.fetching import archives
from undersigned.fetching.archives import Damaged, Table
from undersigned.fetching.federal.counting import count
from undersigned.fetching.federal.shortage import Shortage
from undersigned.fetching.keeping import Part
from undersigned.fetching.running import Failed, Gone
from undersigned.fetching.web import RefusedError, Web

STATUS = "api/v2/download/status"
_MARKS = {
    "transactions": "contract_transaction_unique_key",
    "subawards": "subaward_number",
    "awards": "contract_award_unique_key",
}
"""The column by which a kind of table is told; in this order, as transactions have that of awards too."""
_FILE = re.compile(r"[A-Za-z0-9][\w.-]*\.zip")
_WORDS = {"transactions": "transactions", "subawards": "subawards", "awards": "award summaries"}


class FederalJobs:
    """USAspending's download jobs."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._told: dict[str, int] = {}

    def ask(self, part: Part) -> str:
        """Ask for a file; the service gives the same one to whoever asks the same on the same day."""
        name = str(self._web.post(part.path, part.body, ("file_name",))["file_name"])
        if not _FILE.fullmatch(name):
            raise FetchError(f"{part.label}: the publisher calls its file {name!r}, which is no name of a zip.")
        return name

    def ready(self, job: str) -> str | None:
        """The address of a finished file."""
        try:
            answer = self._web.get(STATUS, {"file_name": job}, ("status", "file_url"))
        except RefusedError as error:
            if error.status == 404:
                raise Gone from error
            raise
        if answer["status"] == "failed":
            raise Failed(f"the publisher could not make the file ({answer.get('message') or 'it gives no reason'})")
        if answer["status"] != "finished":
            return None
        if isinstance(answer.get("total_rows"), int):
            self._told[job] = answer["total_rows"]
        return str(answer["file_url"])

    def check(self, part: Part, path: Path, found: tuple[Table, ...]) -> list[str]:
        """Compare rows, kind by kind, with the publisher's counts; counted anew where they differ."""
        rows = sum(table.rows for table in found)
        if rows < self._told.get(part.job, 0):
            raise Damaged(f"it has {rows:,} rows of {self._told[part.job]:,}")
        kinds = _kinds(found)
        if rows and not kinds:
            raise FetchError(
                f"{part.label}: {path} has none of the columns {', '.join(_MARKS.values())}. The publisher may have "
                "renamed them; see whether a newer version of Undersigned knows them. The file stays."
            )
        remarks = []
        for level, promised in part.expects.items():
            tables = kinds.get(level, ())
            there = sum(table.rows for table in tables)
            if there == promised:
                continue
            counted = count(self._web, part.filters, level).rows if part.filters else promised
            if there < counted:
                raise self._short(part, level, path, tables, counted)
            if there > counted:
                remarks.append(
                    f"{part.label}: the file has {there:,} {_WORDS[level]}, {there - counted:,} more than the "
                    "publisher counts. Nothing is missing; the two may be of different hours."
                )
            part.expects[level] = counted
        return remarks + _namesakes(part, path, kinds)

    def _short(self, part: Part, level: str, path: Path, tables: tuple[Table, ...], counted: int) -> FetchError:
        there = sum(table.rows for table in tables)
        named = Shortage(self._web, part, level, path, tables).named()
        return FetchError(
            f"{part.label}: the publisher counts {counted:,} {_WORDS[level]}, and its file has {there:,}; "
            f"{counted - there:,} are missing.{named} Nothing was added. Run the same command again later, and it asks "
            f"anew; {path} stays, and `undersigned add` adds it as it is."
        )


def _kinds(found: tuple[Table, ...]) -> dict[str, tuple[Table, ...]]:
    """The tables of each kind, told by their columns; what is of no kind of ours is left out."""
    kinds: dict[str, tuple[Table, ...]] = {}
    for table in found:
        kind = next((name for name, mark in _MARKS.items() if mark in table.columns), None)
        if kind:
            kinds[kind] = (*kinds.get(kind, ()), table)
    return kinds


def _namesakes(part: Part, path: Path, kinds: dict[str, tuple[Table, ...]]) -> list[str]:
    """Compare the awards of a file with those that were asked for; a number can be that of another award."""
    if not part.keys:
        return []
    level = "awards" if "awards" in kinds else "transactions"
    rows = Counter(
        key for table in kinds.get(level, ()) for (key,) in archives.values(path, table, ("contract_award_unique_key",))
    )
    missing = [key for key in part.keys if key not in rows]
    if missing:
        raise FetchError(
            f"{part.label}: the publisher's file lacks {', '.join(missing[:8])}. Nothing was added. Run the same "
            f"command again later, and it asks anew; {path} stays, and `undersigned add` adds it as it is."
        )
    others = len(rows.keys() - set(part.keys))
    return [f"{part.label}: {others:,} further awards with the same numbers came along."] if others else []
