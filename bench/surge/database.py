"""`pgbench` of the embedded PostgreSQL: how many rows like a signature it commits a second, each by itself."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from bench.surge.machine import processor_seconds
from bench.surge.rig import Rig
from undersigned.errors import SiteError
from undersigned.site.postgres.binaries import programs

CLIENTS = 32
THREADS = 2
_TABLE = """
drop table if exists surge_row;
create table surge_row (
    id uuid primary key, campaign integer not null, state text not null, data_key uuid, for_holders bytea,
    for_signer bytea, language text not null, country text not null, area text not null, provider text not null,
    signals smallint not null, mail bytea not null, day date not null
)
"""
_ROW = (
    "insert into surge_row values (gen_random_uuid(), 1, 'pending', '{key}', '\\x{copy}', '\\x{copy}', 'en', 'US', "
    "'802', 'gmail.com', 0, '\\x{mail}', current_date);\n"
)
_FOUND = re.compile(r"number of transactions actually processed: (\d+).*\ntps = ([0-9.]+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Commits:
    """Rows a second, and processor microseconds for each."""

    rate: float
    microseconds: float


def commits(rig: Rig, seconds: int, clients: int = CLIENTS) -> Commits:
    """Run pgbench, fsync on.

    Raises:
        SiteError: the database does not write through to the disk, or pgbench failed.
    """
    with psycopg.connect(rig.owner) as connection:
        if [connection.execute(f"show {name}".encode()).fetchone() for name in ("fsync", "synchronous_commit")] != [
            ("on",),
            ("on",),
        ]:
            raise SiteError("The database does not write commits to the disk: nothing here would mean anything.")
        connection.execute(_TABLE)
    script = rig.site.path.parent / "row.sql"
    script.write_text(_ROW.format(key="0" * 32, copy="5a" * 220, mail="a5" * 156), encoding="ascii")
    before = processor_seconds(rig.postgres())
    number, rate = figures(_run(rig, script, seconds, clients))
    return Commits(rate, (processor_seconds(rig.postgres()) - before) / max(1, number) * 1e6)


def _run(rig: Rig, script: Path, seconds: int, clients: int) -> str:
    where = conninfo_to_dict(rig.owner)
    command = (
        f"{programs() / 'pgbench'} -n -M prepared -c {clients} -j {THREADS} -T {seconds} "
        f"-h {where['host']} -p {where['port']} -U {where['user']}"
    ).split()
    done = subprocess.run(
        [*command, "-f", str(script), str(where["dbname"])],
        env={**os.environ, "PGPASSWORD": str(where["password"])},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SiteError(f"pgbench failed: {done.stderr.strip()}")
    return done.stdout


def figures(said: str) -> tuple[int, float]:
    """Transactions and transactions a second, as pgbench prints them."""
    found = _FOUND.search(said)
    if found is None:
        raise SiteError(f"pgbench did not say how many it did: {said.strip()}")
    return int(found[1]), float(found[2])
