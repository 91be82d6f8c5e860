"""Names that are probably one legal company: linking by likeness where the rows carry more than a name.

The model is Fellegi and Sunter's, as splink computes it: a pair of rows gains or loses weight for how its names are
spelled and for whether parents and places agree. The weights stand in `link_weights.json`, learnt once by
`bench/train_links.py`; a run only applies them. Three rules stand above the weights, because the model takes each
thing that agrees for news, and in families of companies it is not:

- a name alone is never a reason, and a name of ordinary words alone needs parent and city beside it;
- a name within a longer one (`BEST BUY`, `BEST BUY GOV`) is as often a sister at the same desk, and is left alone;
- names with different identifiers stay apart, as do names that would meet only through a third.

Trading names are no evidence: in subaward records that column holds the prime recipient's name (187 of 193 rows of
one published file), so that it would join a subcontractor with whoever hired it.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import combinations
from typing import Any

import duckdb

from undersigned.companies.names import core, is_distinctive, legal_kind
from undersigned.terms.company import Recipient
from undersigned.terms.text import words

Pair = tuple[str, str]

PROBABLE = 0.995
"""From this probability on two names are linked: a slip of the pen in one city is above it, and below it where two
parents are known and differ. `python -m bench.train_links --evaluate` says what it reaches."""

_REGISTER_NUMBER = re.compile(r"\(\d+\)\s*\d*\s*$|\(INC\)\s*$")
"""What some records write behind a name: `FASTENAL COMPANY (8415) 3928`."""
_LONG_FORM = re.compile(r",? (LIMITED LIABILITY (COMPANY|CORPORATION|PARTNERSHIP)|NATIONAL ASSOCIATION)\s*$")
_SMALL_WORDS = frozenset({"AND", "OF", "THE"})
_IN_FULL = {
    "ASSOC": "ASSOCIATES",
    "CTR": "CENTER",
    "DEPT": "DEPARTMENT",
    "GOV": "GOVERNMENT",
    "GOVT": "GOVERNMENT",
    "GRP": "GROUP",
    "INTL": "INTERNATIONAL",
    "MFG": "MANUFACTURING",
    "MGMT": "MANAGEMENT",
    "NATL": "NATIONAL",
    "SVC": "SERVICE",
    "SVCS": "SERVICES",
    "SYS": "SYSTEMS",
    "TECH": "TECHNOLOGY",
    "UNIV": "UNIVERSITY",
}

NEARLY_ONE_SPELLING = 2
SAME_PLACE = 2
SAME_PARENT = 1
"""Levels of the model's comparisons, as the weights' file numbers them."""

MACROS = """
CREATE MACRO only_in(a, b) AS array_to_string(list_filter(a, lambda word: NOT list_contains(b, word)), '');
CREATE MACRO digits(a) AS regexp_replace(a, '[^0-9]', '', 'g');
CREATE MACRO slip(a, b) AS a[1] = b[1] AND digits(a) = digits(b) AND damerau_levenshtein(a, b) <=
    CASE WHEN least(length(a), length(b)) >= 12 THEN 2 WHEN least(length(a), length(b)) >= 6 THEN 1 ELSE -1 END;
CREATE MACRO nearly(a, b) AS slip(only_in(a, b), only_in(b, a));
CREATE MACRO within(a, b) AS len(list_intersect(a, b)) > 0 AND (list_has_all(a, b) OR list_has_all(b, a));
"""
"""What the comparisons of the weights' file call on the words of two names: a slip of the pen in what the names do
not share (never in its first letter, never in a digit), and one name within the other."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """What the model sees of a recipient; unknown is None.

    `turned` is one spelling for `CITY OF RENO` and `RENO, CITY OF`, not for `CCI ENERGY AND CONSTRUCTION` and `CCI
    CONSTRUCTION AND ENERGY`: sisters are named like that.
    `parents` are the parent's identifiers and core, without the recipient itself: that a company is its own parent
    says nothing about others. `place` is city and state.
    """

    name: str
    words: tuple[str, ...]
    spelled: str
    turned: str
    parents: tuple[str, ...] | None
    parent: str | None
    place: str | None
    state: str | None


@dataclass(frozen=True, slots=True)
class Levels:
    """How far a pair agrees in each comparison, as the weights' file numbers the levels; -1 is unknown."""

    name: int
    parent: int
    place: int


def probable_pairs(recipients: Sequence[Recipient]) -> list[Pair]:
    """Pairs of recipient names that are one legal company with a probability of `PROBABLE` or more.

    Only recipients that carry two or more of identifier, parent, city with state, and trading name take part. Names
    that the name rule or an identifier joins are left to those, and names with different identifiers stay apart
    unless they are spelled nearly alike, in one city and under one parent.
    """
    rows = link_rows(recipient for recipient in recipients if carries_more_than_a_name(recipient))
    if len({row.name for row in rows}) < 2:
        return []
    identifiers = _identifiers(recipients)
    pairs: set[Pair] = set()
    for one, other, levels in score(rows, weights()["model"], PROBABLE):
        first, second = sorted((one.name, other.name))
        if _worth_linking(first, second, levels) and _may_be_one(identifiers[first], identifiers[second], levels):
            pairs.add((first, second))
    return _without_bridges(sorted(pairs), identifiers)


def carries_more_than_a_name(recipient: Recipient) -> bool:
    """True where two or more of identifier, parent, place and trading name stand beside the name."""
    carried = (
        recipient.uei or recipient.duns,
        recipient.parent_name or recipient.parent_uei or recipient.parent_duns,
        recipient.city and recipient.state,
        recipient.dba,
    )
    return sum(map(bool, carried)) >= 2


def link_rows(recipients: Iterable[Recipient]) -> list[LinkRow]:
    """The distinct rows that the model compares, always in one order."""
    return sorted({_link_row(recipient) for recipient in recipients}, key=repr)


def _link_row(recipient: Recipient) -> LinkRow:
    own, parent = core(recipient.name), core(recipient.parent_name) if recipient.parent_name else None
    itself = {recipient.uei, recipient.duns, own}
    parents = {one for one in (recipient.parent_uei, recipient.parent_duns, parent) if one and one not in itself}
    spelled = name_words(recipient.name)
    return LinkRow(
        name=recipient.name,
        words=spelled,
        spelled="".join(spelled),
        turned=min("".join(spelled[turn:] + spelled[:turn]) for turn in range(len(spelled) or 1)),
        parents=tuple(sorted(parents)) or None,
        parent=parent if parent != own else None,
        place=_place(recipient),
        state=recipient.state,
    )


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name's core, abbreviations in full, without small words and register numbers."""
    plain = _LONG_FORM.sub("", _REGISTER_NUMBER.sub("", name.upper()).replace("'", ""))
    return tuple(_IN_FULL.get(word, word) for word in core(plain).split() if word not in _SMALL_WORDS)


def _place(recipient: Recipient) -> str | None:
    if not (recipient.city and recipient.state):
        return None
    city = re.sub(r"^SAINT ", "ST ", words(recipient.city)).replace(" ", "")
    return f"{city} {recipient.state.upper()}"


def weights() -> dict[str, Any]:
    """What `bench/train_links.py` wrote: the model, as splink reads it, and where it was learnt."""
    text = files("undersigned.companies").joinpath("link_weights.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def score(
    rows: Sequence[LinkRow], model: dict[str, Any], probability: float
) -> Iterator[tuple[LinkRow, LinkRow, Levels]]:
    """Pairs of rows that the model holds to be one company with at least this probability."""
    # Loading splink costs a quarter of a second, and most runs (the 10-column files) have nothing for it to compare.
    from splink import DuckDBAPI, Linker  # noqa: PLC0415

    with duckdb.connect(config={"threads": 1}) as connection:
        as_table(rows, connection)
        table = DuckDBAPI(connection).register("link_rows")
        linker = Linker(table, model, log_level=None, validate_settings=False)
        found = linker.inference.predict(threshold_match_probability=probability, warning_mode="never")
        for pair in found.as_record_list():
            levels = Levels(*(pair[f"gamma_{comparison}"] for comparison in ("name", "parent", "place")))
            yield rows[pair["unique_id_l"]], rows[pair["unique_id_r"]], levels


def as_table(rows: Sequence[LinkRow], connection: duckdb.DuckDBPyConnection) -> None:
    """The rows as the table `link_rows`, with the macros that the weights' file calls."""
    connection.execute(MACROS)
    connection.execute(
        "CREATE TABLE link_rows AS SELECT unnest($1::INTEGER[]) AS unique_id, unnest($2::VARCHAR[][]) AS words, "
        "unnest($3::VARCHAR[]) AS spelled, unnest($4::VARCHAR[]) AS turned, unnest($5::VARCHAR[][]) AS parents, "
        "unnest($6::VARCHAR[]) AS parent, unnest($7::VARCHAR[]) AS place, unnest($8::VARCHAR[]) AS state",
        [
            list(range(len(rows))),
            [list(row.words) for row in rows],
            [row.spelled for row in rows],
            [row.turned for row in rows],
            [row.parents and list(row.parents) for row in rows],
            [row.parent for row in rows],
            [row.place for row in rows],
            [row.state for row in rows],
        ],
    )


def _worth_linking(first: str, second: str, levels: Levels) -> bool:
    """True where the names are spelled nearly alike, more than the name agrees, and the name rule does not say it."""
    agreeing = (levels.parent == SAME_PARENT) + (levels.place == SAME_PLACE)
    distinctive = is_distinctive(core(first)) and is_distinctive(core(second))
    by_rule = core(first) == core(second) and (distinctive or legal_kind(first) == legal_kind(second))
    alike = levels.name >= NEARLY_ONE_SPELLING and first != second
    return alike and agreeing >= (1 if distinctive else 2) and not by_rule


@dataclass(slots=True)
class _Identifiers:
    """All UEIs and DUNS numbers that stand beside one name."""

    uei: set[str] = field(default_factory=set)
    duns: set[str] = field(default_factory=set)

    def share(self, other: "_Identifiers") -> bool:
        return not (self.uei.isdisjoint(other.uei) and self.duns.isdisjoint(other.duns))

    def contradict(self, other: "_Identifiers") -> bool:
        both_known = (self.uei and other.uei) or (self.duns and other.duns)
        return bool(both_known) and not self.share(other)


def _identifiers(recipients: Iterable[Recipient]) -> dict[str, _Identifiers]:
    found: dict[str, _Identifiers] = defaultdict(_Identifiers)
    for recipient in recipients:
        if recipient.uei:
            found[recipient.name].uei.add(recipient.uei)
        if recipient.duns:
            found[recipient.name].duns.add(recipient.duns)
    return found


def _may_be_one(one: _Identifiers, other: _Identifiers, levels: Levels) -> bool:
    """False where identifiers join the names already, and where they contradict it.

    One company can be registered twice: spelled nearly alike, in one city, under one parent.
    """
    registered_twice = levels.parent == SAME_PARENT and levels.place == SAME_PLACE
    return not one.share(other) and (registered_twice or not one.contradict(other))


def _without_bridges(pairs: Sequence[Pair], identifiers: dict[str, _Identifiers]) -> list[Pair]:
    """Leaves out groups in which a name ties together names whose identifiers contradict: whose it is, is not known."""
    linked = set(pairs)
    torn = {
        name
        for group in _groups(pairs)
        if any(
            pair not in linked and identifiers[pair[0]].contradict(identifiers[pair[1]])
            for pair in combinations(group, 2)
        )
        for name in group
    }
    return [pair for pair in pairs if pair[0] not in torn]


def _groups(pairs: Iterable[Pair]) -> list[list[str]]:
    """The names that pairs tie together, each group in the order of the alphabet; the smaller joins the larger."""
    group: dict[str, list[str]] = {}
    for pair in pairs:
        one, other = sorted((group.setdefault(name, [name]) for name in pair), key=len)
        if one is not other:
            other += one
            group.update(dict.fromkeys(one, other))
    return [sorted(names) for names in {id(names): names for names in group.values()}.values()]
