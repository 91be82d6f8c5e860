"""The 286-column shape: one row an award, days month first, some with a time."""

from collections.abc import Iterator
from itertools import islice

from undersigned.sample.days import after, american, with_time
from undersigned.sample.federal import common
from undersigned.sample.headers import columns, csv_lines
from undersigned.sample.pool import awards
from undersigned.sample.records import Award, dollars, fiscal_year

# The column whose days carry a time that means nothing.
TIMED = "period_of_performance_potential_end_date"


def shared(serial: int) -> bool:
    """A third of the awards of the 10-column year stand here too."""
    return serial % 3 == 0


def row(award: Award) -> dict[str, str]:
    """An award in this shape."""
    first, last = award.lines[0], award.lines[-1]
    return common(award, last.recipient or award.recipient) | {
        "total_obligated_amount": dollars(award.obligated),
        "award_base_action_date": american(first.day),
        "award_base_action_date_fiscal_year": str(fiscal_year(first.day)),
        "award_latest_action_date": american(last.day),
        "award_latest_action_date_fiscal_year": str(fiscal_year(last.day)),
        "period_of_performance_start_date": american(first.day),
        "period_of_performance_current_end_date": american(after(last.day, 365)),
        TIMED: with_time(after(last.day, 1096)),
        "last_modified_date": american(after(last.day, 9)),
    }


def summary_lines(rows: int, seed: int) -> Iterator[str]:
    """The file, line by line, with its header."""
    every = (row(award) for award in awards(rows, seed, shared))
    return csv_lines(columns("awards"), islice(every, rows))
