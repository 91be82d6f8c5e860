"""Is there room for what is still to come?"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg

from undersigned.serving.doctor.base import Finding, Known, good, note, unknown, wrong

LEAST_BYTES = 2 * 1024**3
"""The journal of the embedded database may take this much in a burst."""
LEAST_SHARE = 0.1


def look(known: Known) -> Iterator[Finding]:
    """Room where the site and its database lie, and how large the database is."""
    yield from (_room(place) for place in sorted({known.site.path, known.site.postgres.resolve()}) if place.exists())
    if not known.database:
        yield unknown(f"The size of the database could not be asked: {known.trouble}")
        return
    with psycopg.connect(known.database) as connection:
        row = connection.execute("select pg_database_size(current_database())").fetchone()
    if row is not None:
        yield note(f"The database takes {row[0] / 1024**2:,.0f} MB.")


def _room(place: Path) -> Finding:
    found = shutil.disk_usage(place)
    said = f"{found.free / 1024**3:,.1f} GB of {found.total / 1024**3:,.1f} GB are free where {place} lies"
    if found.free < LEAST_BYTES or (found.free < LEAST_SHARE * found.total and found.free < 10 * LEAST_BYTES):
        return wrong(f"Only {said}.", "Make room. When the disk is full no signature can be taken, and none is.")
    return good(f"{said}.")
