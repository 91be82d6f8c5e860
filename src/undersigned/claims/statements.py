"""The sentences of claims: templates over figures, so exact that they can be quoted and contested."""

from dataclasses import dataclass

from undersigned.terms.money import exact, plain
from undersigned.terms.text import count


@dataclass(frozen=True, slots=True)
class Sum:
    """One summed cell, as the sentences need it; `figure` in whole cents."""

    kind: str
    subject: str
    other: str
    measure: str
    channel: str
    fiscal_year: int | None
    figure: int
    awards: int
    rows: int
    companies: int
    first_year: int | None
    last_year: int | None

    def when(self) -> str:
        """The fiscal year or years."""
        if self.fiscal_year is not None:
            return f"in fiscal year {self.fiscal_year}"
        if self.first_year is None:
            return "in award summaries, over the awards' whole life"
        if self.first_year == self.last_year:
            return f"in fiscal year {self.first_year}"
        return f"in fiscal years {self.first_year} to {self.last_year}"


def of_sum(cell: Sum) -> str:
    """The sentence of one summed cell."""
    return _TEMPLATES[cell.kind](cell)


def share(part: Sum, whole: Sum) -> tuple[str, int]:
    """An agency's technology spending as a share of its obligations: the sentence, and tenths of a percent."""
    tenths = round(1000 * part.figure / whole.figure)
    sentence = (
        f"{tenths / 10:.1f} % of {part.subject}'s net obligations {part.when()} ({plain(part.figure)} of {plain(whole.figure)}) are of awards "
        "attributed to makers of technology."
    )
    return sentence, tenths


def change(subject: str, before: tuple[int, int], after: tuple[int, int]) -> str:
    """From one fiscal year to the next: each is (year, cents)."""
    (first, earlier), (second, later) = before, after
    verb = "rose" if later > earlier else "fell" if later < earlier else "stayed the same,"
    return (
        f"Net obligations of awards that name {possessive(subject)} products {verb} from {plain(earlier)} in fiscal year {first} "
        f"to {plain(later)} in fiscal year {second}."
    )


def largest(subject: str, award: str, held_by: str, cents: int) -> str:
    """The largest award of a maker."""
    return f"The largest award that names {possessive(subject)} products is {award}, held by {held_by}: {plain(cents)} net."


def running(subject: str, awards: int, as_of: str) -> str:
    """What has not ended on a day."""
    return f"{count(awards, 'award')} that {'names' if awards == 1 else 'name'} {possessive(subject)} products had not ended on {as_of}."


def running_unknown(subject: str) -> str:
    """Where no row has an end date."""
    return f"Which awards that name {possessive(subject)} products are still running is not in these records: they have no end dates."


def possessive(name: str) -> str:
    """`Amazon's`, `Thomson Reuters'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _maker(cell: Sum) -> str:
    products = f"{possessive(cell.subject)} products"
    worth = f"worth {plain(cell.figure)} net"
    if cell.channel == "shared":
        return f"{count(cell.awards, 'award')} {worth} {cell.when()} {_name(cell.awards)} {products} together with other makers' products."
    if cell.measure.startswith("obligations at"):
        held = f"from {cell.subject} itself" if cell.channel == "direct" else "through resellers"
        return f"{cell.other} has {count(cell.awards, 'award')} {worth} {cell.when()} for {products}, bought {held}."
    if cell.measure.startswith("obligations through"):
        return f"{cell.other} holds {count(cell.awards, 'award')} {worth} {cell.when()} that {_name(cell.awards)} {products}."
    if cell.channel == "direct":
        return f"{cell.subject} itself holds {count(cell.awards, 'award')} {worth} {cell.when()}."
    holders = "One reseller holds" if cell.companies == 1 else f"{cell.companies:,} resellers hold"
    return f"{holders} {count(cell.awards, 'award')} {worth} {cell.when()} that {_name(cell.awards)} {products}."


def _name(awards: int) -> str:
    return "names" if awards == 1 else "name"


def _agency(cell: Sum) -> str:
    if cell.channel == "technology":
        return f"{cell.subject} obligated {plain(cell.figure)} net {cell.when()} on {count(cell.awards, 'award')} attributed to makers of technology."
    return f"{cell.subject} obligated {plain(cell.figure)} net {cell.when()} on {count(cell.awards, 'award')}."


def _category(cell: Sum) -> str:
    held = "held by the makers themselves" if cell.channel == "direct" else "held by resellers"
    return f"Awards for {cell.subject.replace('_', ' ')}, {held}, come to {plain(cell.figure)} net {cell.when()} ({count(cell.awards, 'award')})."


def _reseller(cell: Sum) -> str:
    return f"{cell.subject} holds {count(cell.awards, 'award')} worth {plain(cell.figure)} net {cell.when()} that {_name(cell.awards)} other makers' products."


def _company(cell: Sum) -> str:
    return f"{cell.subject} was obligated {exact(cell.figure)} net {cell.when()} on {count(cell.awards, 'award')}."


_TEMPLATES = {"maker": _maker, "agency": _agency, "category": _category, "reseller": _reseller, "company": _company}
