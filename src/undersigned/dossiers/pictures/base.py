"""What every picture is: two drawings, words for those who do not see them, and the same as a table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the table beside a picture; `href` leads to the claim or rows behind it, empty for none.

    `value` is in whole cents where the cell has the figure of the claim `claim_id` or the net obligation of the award
    `award_key`, so that the site's own check compares what is shown with the case.
    """

    text: str
    href: str = ""
    number: bool = False
    value: int | None = None
    claim_id: str = ""
    award_key: str = ""


def claimed(text: str, href: str, cents: int, claim_id: str) -> Cell:
    """A cell with an amount, which is the figure of a claim where there is one."""
    return Cell(text, href, number=True, value=cents if claim_id else None, claim_id=claim_id)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture; `wide` is drawn for 680 px, `narrow` for 320 px (redrawn, not shrunk); both are whole `<svg>`s.

    Colours come from the page's style sheet by class, so that dark mode, print and forced colours work.
    `title` is the finding in words, `claim_id` the claim that it states, if it states one; `notes` say what is
    incomplete or uncertain in it.
    """

    kind: str
    title: str
    description: str
    wide: str
    narrow: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    claim_id: str = ""
