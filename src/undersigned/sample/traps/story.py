"""How a planted award is written down: short, with an award number that no ordinary row has."""

from collections.abc import Sequence

from undersigned.sample.records import Agency, Award, Company, Line, Subject, number

Told = tuple[int, str, str]


def lines(*told: Told) -> tuple[Line, ...]:
    """Lines from (cents, day, text), numbered in the order in which they happened."""
    return tuple(Line(number(step), cents, day, text) for step, (cents, day, text) in enumerate(told))


def story(
    agency: Agency,
    serial: int,
    paid: Company,
    subject: Subject,
    told: Sequence[Line],
    *,
    parent: str = "",
) -> Award:
    """A planted award; the ceiling is twice what was ever put in."""
    year = int(told[0].day[2:4]) + (told[0].day[5:7] >= "10")
    kind = "F" if parent else "P"
    return Award(
        agency,
        f"99{agency.letter}TRP{year:02d}{kind}{serial:08d}",
        paid,
        subject,
        tuple(told),
        ceiling=2 * sum(max(0, line.cents) for line in told),
        parent=(parent, agency.code) if parent else ("-NONE-", "-NONE-"),
        base_text=told[0].text,
    )
