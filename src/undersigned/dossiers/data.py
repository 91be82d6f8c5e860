"""The page of the data files: what each is, how many rows, how large, and its fingerprint."""

from collections.abc import Sequence

from undersigned.dossiers import linked
from undersigned.dossiers.desk import Desk
from undersigned.exports.base import Written


def write(desk: Desk, written: Sequence[Written]) -> None:
    """Write `data.html`."""
    shown = [file for file in written if "/extension/" not in file.path]
    desk.write("data.html", "data.html", written=shown, linked=linked.dataset(desk, written))
