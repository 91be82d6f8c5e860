"""The nouns of the sample: who buys, who is paid, an award and the lines of its history."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Office:
    """An office of an agency that signs awards."""

    code: str
    name: str


@dataclass(frozen=True)
class Agency:
    """An invented agency: who buys."""

    short: str
    name: str
    code: str
    letter: str
    offices: tuple[Office, ...]


@dataclass(frozen=True)
class Company:
    """An invented recipient; `person` marks a sole proprietor or an individual."""

    name: str
    uei: str
    duns: str
    raw_name: str = ""
    doing_business_as: str = ""
    parent_name: str = ""
    parent_uei: str = ""
    person: bool = False
    street: str = "1 INVENTED WAY"
    city: str = "MARROWMERE"
    phone: str = "2025550100"
    fax: str = "2025550199"
    officers: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Subject:
    """What an award buys: product-or-service code and industry, each with its words."""

    psc: str
    psc_words: str
    naics: str
    naics_words: str


@dataclass(frozen=True)
class Line:
    """One transaction: the award itself (`0`) or a modification of it. Money in whole cents.

    `recipient` overrides the award's where the name changed; `listed_in` is the fiscal year of
    the file in which the line stands when that is not the year of its day.
    """

    number: str
    cents: int
    day: str
    text: str
    recipient: Company | None = None
    listed_in: int = 0

    @property
    def file_year(self) -> int:
        """The fiscal year of the file that lists this line."""
        return self.listed_in or fiscal_year(self.day)


@dataclass(frozen=True)
class Award:
    """One contract and its lines, oldest first. The ceiling is in whole cents."""

    agency: Agency
    piid: str
    recipient: Company
    subject: Subject
    lines: tuple[Line, ...]
    ceiling: int
    parent: tuple[str, str] = ("-NONE-", "-NONE-")
    base_text: str = ""

    @property
    def key(self) -> str:
        """The award key in the publisher's form."""
        return f"CONT_AWD_{self.piid}_{self.agency.code}_{self.parent[0]}_{self.parent[1]}"

    @property
    def obligated(self) -> int:
        """Net obligations in cents."""
        return sum(line.cents for line in self.lines)


def fiscal_year(day: str) -> int:
    """The federal fiscal year of an ISO day: October begins the next one."""
    when = date.fromisoformat(day)
    return when.year + (when.month >= 10)


def number(step: int) -> str:
    """A modification number in the publisher's form: `0`, then `P00001` and on."""
    return f"P{step:05d}" if step else "0"


CENTS = tuple(f".{cents // 10}" if cents % 10 == 0 else f".{cents:02d}" for cents in range(100))


def dollars(cents: int) -> str:
    """Whole cents as the publisher writes dollars: `100.0`, `100.2`, `-3.05`."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}{CENTS[rest]}"
