"""Do mails get out?"""

from collections.abc import Iterator

import psycopg

from undersigned.ledger import outbox
from undersigned.serving.doctor.base import Finding, Known, good, note, unknown, wrong

LATE_SECONDS = 3600


def look(known: Known) -> Iterator[Finding]:
    """For how long mails that are due have waited, by provider; how many would tell on a letter that waits."""
    if not known.database:
        yield unknown(f"How long mails wait could not be asked: {known.trouble}")
        return
    with psycopg.connect(known.database) as connection:
        waits = {name or "others": int(wait.total_seconds()) for name, wait in outbox.delays(connection).items()}
    waiting = sorted(waits.items(), key=lambda each: (-each[1], each[0]))
    if not waiting:
        yield good("No mail waits.")
        return
    oldest = waiting[0][1]
    where = ", ".join(f"{provider} {_spoken(seconds)}" for provider, seconds in waiting)
    if oldest > LATE_SECONDS:
        yield wrong(
            f"Mails wait, the oldest for {_spoken(oldest)}: {where}.",
            "Look whether undersigned serve runs and the mail server in EMAIL_URL takes mail. Where a provider "
            "slows you down, mails_per_provider_per_minute in site.toml is the pace.",
        )
    else:
        yield note(f"Mails wait, the oldest for {_spoken(oldest)}: {where}.")


def _spoken(seconds: int) -> str:
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
