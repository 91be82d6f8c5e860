"""Do mails get out?"""

from collections.abc import Iterator

import psycopg

from undersigned.serving.doctor.base import Finding, Known, good, note, unknown, wrong

LATE_SECONDS = 3600
_WAITING = """
    select coalesce(nullif(provider, ''), 'others'), count(*), extract(epoch from now() - min(due))::bigint
    from ledger.outbox where due <= now() group by 1 order by 3 desc, 1
"""


def look(known: Known) -> Iterator[Finding]:
    """Mails that are due and still wait: how many, and since when, for each large provider."""
    if not known.database:
        yield unknown(f"How many mails wait could not be asked: {known.trouble}")
        return
    with psycopg.connect(known.database) as connection:
        waiting = connection.execute(_WAITING).fetchall()
    if not waiting:
        yield good("No mail waits.")
        return
    total = sum(number for _, number, _ in waiting)
    oldest = max(seconds for _, _, seconds in waiting)
    where = ", ".join(f"{provider} {number:,} ({_spoken(seconds)})" for provider, number, seconds in waiting)
    if oldest > LATE_SECONDS:
        yield wrong(
            f"{total:,} mails wait, the oldest for {_spoken(oldest)}: {where}.",
            "Look whether undersigned serve runs and the mail server in EMAIL_URL takes mail. Where a provider "
            "slows you down, mails_per_provider_per_minute in site.toml is the pace.",
        )
    else:
        yield note(f"{total:,} mails wait, the oldest for {_spoken(oldest)}: {where}.")


def _spoken(seconds: int) -> str:
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
