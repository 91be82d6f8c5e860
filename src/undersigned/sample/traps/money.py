"""Traps of amounts and days: money taken back, columns that repeat, days of another year."""

from dataclasses import replace

from undersigned.sample.agencies import IBS
from undersigned.sample.companies import company
from undersigned.sample.records import Award
from undersigned.sample.subjects import BUILDING, GUARDS
from undersigned.sample.traps.story import lines, story

TAKEN_BACK = -1_499_999_999
OUTSIDE_DAY = "2028-12-01"
# Values that hold for the whole award and stand again on every row of it.
CUMULATIVE = ("total_dollars_obligated", "current_total_value_of_award", "potential_total_value_of_award")
GROWS = 6


def money_is_taken_back() -> tuple[Award, ...]:
    """An award most of whose obligation is taken back later."""
    told = lines(
        (1_520_000_000, "2030-10-15", "TRANSPORT AND GUARD SERVICES"),
        (TAKEN_BACK, "2031-08-30", "DEOBLIGATE EXCESS FUNDS AND CLOSE OUT"),
    )
    return (story(IBS, 26, company("DRATHORPE LOGISTICS LLC"), GUARDS, told, parent="99S25A0000009"),)


def day_is_outside_the_year() -> tuple[Award, ...]:
    """A row whose day is not in the fiscal year of its file."""
    told = lines((3_300_300, OUTSIDE_DAY, "LATE ENTRY: GENERATOR RENTAL"))
    return (story(IBS, 27, company("LOBGATE BUILDERS INC"), BUILDING, (replace(told[0], listed_in=2031),)),)


def ceiling_repeats_over_modifications() -> tuple[Award, ...]:
    """An award with modifications on each of which the whole ceiling stands again."""
    told = lines(
        (200_000_000, "2030-10-08", "DETENTION BED SPACE, 200 BEDS"),
        *((15_000_000, f"2031-{month:02d}-08", "ADD INCREMENTAL FUNDING") for month in range(1, GROWS + 1)),
    )
    return (story(IBS, 28, company("MORBURN FACILITIES, LLC"), GUARDS, told, parent="99S24A0000020"),)
