"""Does the database run, and does it keep what it acknowledges?"""

from collections.abc import Iterator

import psycopg

from undersigned.serving.doctor.base import Finding, Known, good, unknown, wrong

OLDEST = 150_000
_MUST: dict[str, set[str]] = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "remote_write", "remote_apply"},
}


def look(known: Known) -> Iterator[Finding]:
    """Its version, and the settings without which a signer may be thanked for what is then lost."""
    if not known.database:
        yield unknown(f"The database could not be asked: {known.trouble}")
        return
    with psycopg.connect(known.database) as connection:
        version = connection.info.server_version
        settings = {name: str((connection.execute(f"show {name}").fetchone() or ("",))[0]) for name in _MUST}
    if version < OLDEST:
        yield wrong(f"The database is PostgreSQL {version // 10_000}.", "Undersigned needs 15 or newer.")
    amiss = {name: value for name, value in settings.items() if value not in _MUST[name]}
    for name, value in amiss.items():
        yield wrong(
            f"{name} is {value}: after a crash, signatures that were acknowledged may be gone.",
            f"Set {name} = on in the database's configuration.",
        )
    if version >= OLDEST and not amiss:
        yield good(f"PostgreSQL {version // 10_000} answers, and keeps what it acknowledges.")
