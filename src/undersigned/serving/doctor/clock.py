"""Do this machine, the database and the world agree on the time? Links, days and daily keys hang on it."""

import socket
import struct
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg

from undersigned.serving.doctor.base import Finding, Known, good, unknown, wrong

TOLERATED = 2.0
SECONDS = 5.0
_NTP_EPOCH = 2_208_988_800
"""Seconds from 1900, where NTP begins to count, to 1970."""
_REMEDY = "Have the machine keep its time by NTP, such as with: timedatectl set-ntp true."


def look(known: Known) -> Iterator[Finding]:
    """The database's clock, and a time server's if one was named."""
    if known.database:
        with psycopg.connect(known.database) as connection:
            row = connection.execute("select clock_timestamp()").fetchone()
        if row is not None:
            yield _compared("the database", row[0])
    else:
        yield unknown(f"The database's clock could not be asked: {known.trouble}")
    if known.time_server:
        try:
            yield _compared(known.time_server, asked(known.time_server))
        except (OSError, struct.error):
            yield unknown(f"The time server {known.time_server} did not answer.")


def _compared(other: str, theirs: datetime) -> Finding:
    apart = (datetime.now(UTC) - theirs).total_seconds()
    if abs(apart) <= TOLERATED:
        return good(f"The clocks of this machine and of {other} agree.")
    side = "ahead of" if apart > 0 else "behind"
    return wrong(f"This machine's clock is {abs(apart):.0f} s {side} that of {other}.", _REMEDY)


def asked(server: str) -> datetime:
    """The time by a time server (SNTP, RFC 4330), `host` or `host:port`."""
    host, _, port = server.partition(":")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        way.settimeout(SECONDS)
        way.sendto(b"\x23" + bytes(47), (host, int(port or 123)))  # version 4, a client's question
        answer, _ = way.recvfrom(512)
    whole, part = struct.unpack("!II", answer[40:48])
    return datetime.fromtimestamp(whole - _NTP_EPOCH + part / 2**32, UTC)
