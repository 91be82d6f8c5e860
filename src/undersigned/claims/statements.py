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
            return "over their whole life (award summaries)"
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
        f"{tenths / 10:.1f} % of {possessive(part.subject)} net obligations {part.when()} ({plain(part.figure)} of "
        f"{plain(whole.figure)}) are of awards attributed to makers of technology."
    )
    return sentence, tenths


def share_of_maker(part: Sum, whole: Sum) -> tuple[str, int]:
    """A maker's share of an agency's technology spending: the sentence, and tenths of a percent."""
    tenths = round(1000 * part.figure / whole.figure)
    sentence = (
        f"{tenths / 10:.1f} % of {possessive(whole.subject)} net obligations for technology {part.when()} "
        f"({plain(part.figure)} of {plain(whole.figure)}) are of awards that name "
        f"{possessive(part.subject)} products alone."
    )
    return sentence, tenths


def change(kind: str, subject: str, before: tuple[int, int], after: tuple[int, int]) -> str:
    """From one fiscal year to the next: each is (year, cents)."""
    (first, earlier), (second, later) = before, after
    awards = f"Net obligations of {_awards_of(kind, subject)}"
    if later == earlier:
        return f"{awards} stayed the same: {plain(later)} in fiscal year {first} and in fiscal year {second}."
    verb = "rose" if later > earlier else "fell"
    return f"{awards} {verb} from {plain(earlier)} in fiscal year {first} to {plain(later)} in fiscal year {second}."


def largest(kind: str, subject: str, measure: str, held: tuple[str, str, int]) -> str:
    """One of the largest awards of a subject; `held` is its key, who holds it, and its net cents."""
    award, company, cents = held
    rank = measure.removesuffix(" award")
    return f"The {rank} of the {_awards_of(kind, subject)} is {award}, held by {company}: {plain(cents)} net."


def _awards_of(kind: str, subject: str) -> str:
    """Whose awards: `awards that name Amazon's products`."""
    return {
        "maker": f"awards that name {possessive(subject)} products",
        "agency": f"awards of {subject}",
        "reseller": f"awards of {subject} that name other makers' products",
        "category": f"awards for {subject.replace('_', ' ')}",
    }[kind]


def running(subject: str, awards: int, as_of: str) -> str:
    """What has not ended on a day."""
    return f"{count(awards, 'award')} that {_name(awards)} {possessive(subject)} products had not ended on {as_of}."


def running_unknown(subject: str) -> str:
    """Where no row has an end date."""
    products = f"{possessive(subject)} products"
    return f"Which awards that name {products} are still running is not in these records: they have no end dates."


def possessive(name: str) -> str:
    """`Amazon's`, `Thomson Reuters'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _maker(cell: Sum) -> str:
    products = f"{possessive(cell.subject)} products"
    awards = f"{count(cell.awards, 'award')} worth {plain(cell.figure)} net {cell.when()}"
    if cell.channel == "shared":
        return f"{awards} {_name(cell.awards)} {products} together with other makers' products."
    if cell.measure.startswith("technology at"):
        technology = f"{count(cell.awards, 'award')} for {possessive(cell.subject)} technology alone"
        return f"{cell.other} obligated {plain(cell.figure)} net {cell.when()} on {technology}."
    if cell.measure.startswith("obligations at"):
        held = f"from {cell.subject} itself" if cell.channel == "direct" else "through resellers"
        return f"{cell.other} has {awards} for {products}, bought {held}."
    if cell.measure.startswith("obligations through"):
        return f"{cell.other} holds {awards} that {_name(cell.awards)} {products}."
    if cell.channel == "direct":
        return f"{cell.subject} itself holds {awards}."
    holders = "One reseller holds" if cell.companies == 1 else f"{cell.companies:,} resellers hold"
    return f"{holders} {awards} that {_name(cell.awards)} {products}."


def _name(awards: int) -> str:
    return "names" if awards == 1 else "name"


def _agency(cell: Sum) -> str:
    worth = f"{plain(cell.figure)} net {cell.when()}"
    return f"{cell.subject} obligated {worth} on {count(cell.awards, 'award')}{_OF_AN_AGENCY[cell.channel]}."


_OF_AN_AGENCY = {
    "all": "",
    "technology": " attributed to makers of technology",
    "direct": " held by the makers of what was bought",
    "resold": " in which resellers hold other makers' products",
}


def _category(cell: Sum) -> str:
    held = "held by the makers themselves" if cell.channel == "direct" else "held by resellers"
    awards = f"Awards for {cell.subject.replace('_', ' ')}, {held},"
    return f"{awards} come to {plain(cell.figure)} net {cell.when()} ({count(cell.awards, 'award')})."


def _reseller(cell: Sum) -> str:
    awards = f"{count(cell.awards, 'award')} worth {plain(cell.figure)} net {cell.when()}"
    return f"{cell.subject} holds {awards} that {_name(cell.awards)} other makers' products."


def _company(cell: Sum) -> str:
    return f"{cell.subject} was obligated {exact(cell.figure)} net {cell.when()} on {count(cell.awards, 'award')}."


def _family(cell: Sum) -> str:
    worth = f"{exact(cell.figure)} net {cell.when()} on {count(cell.awards, 'award')}"
    if cell.other:
        return f"{cell.other}, a company of the family {cell.subject}, was obligated {worth}."
    return f"The {count(cell.companies, 'company')} of the family {cell.subject} were obligated {worth}."


_TEMPLATES = {
    "maker": _maker,
    "agency": _agency,
    "category": _category,
    "reseller": _reseller,
    "company": _company,
    "family": _family,
}
