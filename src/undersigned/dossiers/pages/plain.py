"""The pages of prose: method, records, contest, corrections, search."""

import json
from typing import Any

from undersigned.dossiers.desk import Desk
from undersigned.dossiers.parts import Part

PARTS = 1


def write(desk: Desk, _part: Part) -> None:
    """Write these pages."""
    folder = desk.contents.trace.case.trace_folder()
    superseded: list[dict[str, Any]] = json.loads((folder / "superseded.json").read_text(encoding="utf-8"))
    desk.write("method.html", "method.html", books=desk.contents.books)
    desk.write("records.html", "records.html", books=desk.contents.books, superseded=superseded)
    desk.write("contest.html", "contest.html")
    desk.write("corrections.html", "corrections.html")
    desk.write("search.html", "search.html")
