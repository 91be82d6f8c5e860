"""What every picture is: two drawings, words for those who do not see them, and the same as a table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the table beside a picture; `href` leads to the claim or rows behind it, empty for none."""

    text: str
    href: str = ""
    number: bool = False


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
