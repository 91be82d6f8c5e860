"""What the records say of recipient names: identifiers, places, agencies, money, sample texts. Never of persons."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from undersigned.claims.reading import Trace
from undersigned.reviewing.questions import Profile
from undersigned.terms.company import Recipient

TEXTS = 3
"""Sample texts of a side: those of the rows with most money."""


@dataclass(frozen=True, slots=True)
class Held:
    """One recipient name of the trace: its company, why it belongs to it, and its net obligations in cents."""

    name: str
    company_id: str
    basis: str
    family_id: str
    money: int


def held(found: Trace) -> list[Held]:
    """Every recipient of rows that count, natural persons left out."""
    rows = found.rows(
        """SELECT recipient_name, companies.company_id, basis, companies.family_id, CAST(sum(obligation) AS BIGINT)
           FROM transactions JOIN companies USING (recipient_name)
           GROUP BY ALL HAVING NOT bool_or(individual) ORDER BY ALL"""
    )
    return [Held(*row) for row in rows]


def recipients(found: Trace) -> list[Recipient]:
    """Each distinct way of writing a recipient of rows that count, natural persons left out."""
    rows = found.rows(
        """SELECT recipient_name, recipient_dba, recipient_uei, recipient_duns, parent_name, parent_uei, parent_duns,
                  recipient_city, recipient_state, count(*)
           FROM transactions WHERE NOT individual AND recipient_name IS NOT NULL GROUP BY ALL ORDER BY ALL"""
    )
    return [Recipient(*row) for row in rows]


def profiles(found: Trace, sides: Collection[tuple[str, ...]]) -> dict[tuple[str, ...], Profile]:
    """A profile for each side, which is a tuple of recipient names."""
    numbered = list(dict.fromkeys(sides))
    numbers = [number for number, names in enumerate(numbered) for _ in names]
    rows = found.rows(
        f"""WITH side AS (SELECT unnest(?::INTEGER[]) AS number, unnest(?::VARCHAR[]) AS recipient_name)
            SELECT number, {_all("recipient_uei")}, {_all("recipient_duns")},
                   {_all("coalesce(parent_name, parent_uei)")}, {_all("recipient_dba")},
                   {_all("concat_ws(', ', recipient_city, recipient_state)")}, {_all("agency")},
                   min(fiscal_year), max(fiscal_year), CAST(sum(obligation) AS BIGINT), count(DISTINCT award_key),
                   max_by(description, abs(obligation), {TEXTS * 3}) FILTER (description IS NOT NULL)
            FROM side JOIN transactions USING (recipient_name) WHERE NOT individual GROUP BY number""",
        numbers,
        [name for names in numbered for name in names],
    )
    told = {numbered[row[0]]: _profile(numbered[row[0]], row) for row in rows}
    return {names: told.get(names, Profile(names)) for names in numbered}


def _all(column: str) -> str:
    return f"list_sort(list(DISTINCT {column}) FILTER ({column} != ''))"


def _profile(names: tuple[str, ...], row: tuple[object, ...]) -> Profile:
    _, ueis, duns, parents, trading, places, agencies, first, last, money, awards, texts = row
    return Profile(
        names=names,
        identifiers=(*_labelled("UEI", ueis), *_labelled("DUNS", duns)),
        parents=_texts(parents),
        trading_names=_texts(trading),
        places=_texts(places),
        agencies=_texts(agencies),
        years=tuple(year for year in dict.fromkeys((first, last)) if isinstance(year, int)),
        money=money if isinstance(money, int) else 0,
        awards=awards if isinstance(awards, int) else 0,
        texts=tuple(dict.fromkeys(_texts(texts)))[:TEXTS],
    )


def _texts(values: object) -> tuple[str, ...]:
    return tuple(map(str, values)) if isinstance(values, Iterable) else ()


def _labelled(label: str, values: object) -> list[str]:
    return [f"{label} {value}" for value in _texts(values)]
