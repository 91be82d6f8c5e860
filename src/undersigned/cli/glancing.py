"""`undersigned glance`: a first look at one company in files that are too large to wait for."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from undersigned.cli.terminal import progress, say, say_point, table
from undersigned.ingest import glancing
from undersigned.ingest.glancing import Sum
from undersigned.settings import Settings
from undersigned.terms.money import exact
from undersigned.terms.text import count

MOST = 15


def glance(files: Sequence[Path], name: str, settings: Settings) -> None:
    """Print what one pass over the files finds."""
    with progress() as shown:
        found = glancing.glance(files, name, settings, shown)
    say(f"A first look, and no claim: {count(found.rows_read, 'row')} read once, nothing kept.")
    _sums(f"Recipients whose name has {name!r}", found.paid)
    _sums(f"Other recipients, rows whose text has {name!r}", found.naming)
    say("Not done here, so do not quote these figures:")
    for point in (
        "repeated rows are not taken out, and doubtful rows not rejected;",
        "a company under several names is not put together;",
        "awards are not attributed: modifications that say 'FUNDING ONLY' are not in the second table, and a word in a "
        "text may mean something else.",
    ):
        say_point(point)
    if found.without_amount:
        say_point(f"{count(found.without_amount, 'row')} without an amount that can be read.")
    say("Natural persons are not shown. For figures with their rows: undersigned add, then undersigned trace.")


def _sums(title: str, sums: Mapping[str, Sum]) -> None:
    if not sums:
        say(f"{title}: none.")
        return
    most = sorted(sums.items(), key=lambda item: (-abs(item[1].net), item[0]))
    rows = [
        [recipient, f"{each.rows:,}", exact(each.net), str(each.first or ""), str(each.last or "")]
        for recipient, each in most[:MOST]
    ]
    together = sum(each.net for each in sums.values())
    rows.append(
        [
            f"together, {count(len(sums), 'name')}",
            f"{sum(each.rows for each in sums.values()):,}",
            exact(together),
            "",
            "",
        ]
    )
    table(title, ["Recipient", "Rows", "Net obligations", "First day", "Last day"], rows, (1, 2))
