"""An agency as people type it, such as CBP, and as USAspending's filters want it.

Contracts: `v2/autocomplete/awarding_agency.md` (names and abbreviations of sub-agencies, with their department),
`v2/bulk_download/list_agencies.md` (all departments), `search_filters.md` (the agency object of a filter).
"""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from undersigned.errors import FetchError
from undersigned.fetching.web import Web, understood

_SEARCH = "api/v2/autocomplete/awarding_agency/"
_LIST = "api/v2/bulk_download/list_agencies/"
MOST = 3000
"""Agencies in one answer; more than there are, as a short name such as ICE stands in very many."""
OFFERED = 5


class UnknownAgencyError(FetchError):
    """No agency is called so, or several are; the sentence offers names."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency: a department (`toptier`) or a part of one (`subtier`)."""

    name: str
    department: str
    abbreviations: frozenset[str]
    tier: str

    def as_filter(self) -> dict[str, str]:
        """The agency object that filters take; awarding, as the case's agency is who buys."""
        made = {"type": "awarding", "tier": self.tier, "name": self.name}
        return made if self.tier == "toptier" else {**made, "toptier_name": self.department}


def resolve(web: Web, typed: str) -> Agency:
    """The one agency with that name or abbreviation.

    Raises:
        UnknownAgencyError: there is none or there are several.
    """
    known = _search(web, typed)
    exact = [agency for agency in known or _sharing_a_word(web, typed) if _is_called(agency, typed)]
    fitting = _departments_first(exact) or known
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UnknownAgencyError(
            f"Several agencies are called like {typed!r}: {_listed([_told(agency) for agency in fitting])}. "
            "Write the whole name."
        )
    close = _close(web, typed)
    offer = f" Did you mean {' or '.join(map(repr, close))}?" if close else ""
    raise UnknownAgencyError(f"USAspending knows no awarding agency called {typed!r}.{offer}")


def _search(web: Web, text: str) -> list[Agency]:
    answer = web.post(_SEARCH, {"search_text": text, "limit": MOST}, ("results",))
    with understood(_SEARCH):
        return list(dict.fromkeys(_agency(found) for found in answer["results"]))


def _sharing_a_word(web: Web, typed: str) -> list[Agency]:
    """The agencies that have the beginning of the longest word in their name."""
    longest = max(typed.split() or [""], key=len)
    return _search(web, longest[:4]) if len(longest) > 3 else []


def _is_called(agency: Agency, typed: str) -> bool:
    return _spoken(typed) in {_spoken(agency.name), *map(_spoken, agency.abbreviations)}


def _agency(found: dict[str, Any]) -> Agency:
    top, sub = found["toptier_agency"], found["subtier_agency"]
    tier = "toptier" if found["toptier_flag"] else "subtier"
    of = top if found["toptier_flag"] else sub
    return Agency(of["name"], top["name"], frozenset(filter(None, [of.get("abbreviation")])), tier)


def _departments_first(exact: list[Agency]) -> list[Agency]:
    """A department and a part of it with its own name: the department is meant."""
    top = [agency for agency in exact if agency.tier == "toptier"]
    return top or exact


def _close(web: Web, typed: str) -> list[str]:
    """Names that look like what was typed: of departments, and of agencies that share a word with it."""
    answer = web.post(_LIST, {"type": "award_agencies", "agency": 0}, ("agencies",))
    with understood(_LIST):
        groups = [answer["agencies"][group] for group in ("cfo_agencies", "other_agencies")]
        names = [agency["name"] for group in groups for agency in group]
    names += [agency.name for agency in _sharing_a_word(web, typed)]
    by_spoken = {_spoken(name): name for name in names}
    return [by_spoken[name] for name in get_close_matches(_spoken(typed), by_spoken, OFFERED, 0.55)]


def _told(agency: Agency) -> str:
    return agency.name if agency.tier == "toptier" else f"{agency.name} ({agency.department})"


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - OFFERED} more" if len(names) > OFFERED else ""
    return "; ".join(names[:OFFERED]) + more


def _spoken(name: str) -> str:
    """A name without what people leave out."""
    words = name.casefold().replace(".", "").replace("&", "and").replace(",", " ").split()
    return " ".join(word for word in words if word not in ("the", "of", "us"))
