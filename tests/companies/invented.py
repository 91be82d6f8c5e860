"""Small invented recipients and what is known of them, for matching and families."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from undersigned.companies import families, match
from undersigned.companies.names import core
from undersigned.companies.owners_data import OwnersData
from undersigned.terms.company import Company, Ownership, Recipient
from undersigned.terms.judgement import Decided, DifferentCompany, FamilyOf, Judgements, SameCompany

WHY = Decided("A. Reporter", "2031-05-06", "the state register says so")
TODAY = "2031-06-30"


def named(*names: str) -> list[Recipient]:
    """Recipients with nothing but a name."""
    return [Recipient(name) for name in names]


def same(*names: str) -> Judgements:
    """A person decided that these are one company."""
    return Judgements(same=(SameCompany(names, WHY),))


def different(*names: str) -> Judgements:
    """A person decided that these are different companies."""
    return Judgements(different=(DifferentCompany(names, WHY),))


def owned(company: str, owner: str) -> Judgements:
    """A person decided who owns the company."""
    return Judgements(families=(FamilyOf(company, owner, WHY),))


def known(*ownership: Ownership, apart: Iterable[tuple[str, str]] = (), **more: object) -> OwnersData:
    """Data on owners; `apart` are names known to be different companies."""
    pairs = frozenset(frozenset((core(a), core(b))) for a, b in apart)
    return OwnersData(ownership=ownership, different=pairs, **more)  # type: ignore[arg-type]


def traced(
    recipients: Sequence[Recipient],
    owners: OwnersData | None = None,
    judgements: Judgements | None = None,
    more: Sequence[Ownership] = (),
    as_of: str = TODAY,
) -> dict[str, Company]:
    """Recipient name → its company and family."""
    owners, judgements = owners or OwnersData(), judgements or Judgements()
    matched = match.match(recipients, owners, judgements)
    rows = families.families(matched, recipients, owners, more, judgements, as_of)
    return {row.recipient_name: row for row in rows}


def groups(rows: dict[str, Company]) -> set[frozenset[str]]:
    """The recipient names of each company."""
    return {
        frozenset(name for name, row in rows.items() if row.company_id == identifier)
        for identifier in {row.company_id for row in rows.values()}
    }


def one_family(rows: dict[str, Company], *names: str) -> bool:
    """True where all these names are of one family."""
    return all(rows[a].family_id == rows[b].family_id for a, b in combinations(names, 2))
