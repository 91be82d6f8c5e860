"""Is there a backup that is not too old?"""

from collections.abc import Iterator

from undersigned.serving.doctor.base import Finding, Known, good, wrong
from undersigned.serving.keeping.remembering import last_backup

OLD_DAYS = 2
_COMMAND = "Run undersigned backup FILE every night, and copy FILE to another machine."


def look(known: Known) -> Iterator[Finding]:
    """When the last backup of this site was made."""
    last = last_backup(known.site)
    if last is None:
        yield wrong("No backup of this site was ever made here.", _COMMAND)
        return
    days = (known.now - last.at).days
    if days > OLD_DAYS:
        yield wrong(f"The last backup is {days} days old: {last.file}.", _COMMAND)
    else:
        yield good(f"The last backup was made on {last.at:%Y-%m-%d %H:%M} UTC: {last.file}.")
