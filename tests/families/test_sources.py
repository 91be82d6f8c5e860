"""One promise over every source: a new file in `sources/` is held to it, and nothing is written here."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from undersigned.registry import members
from undersigned.sources.base import PERSONAL, Source, personal
from undersigned.terms.column import SUBAWARD, TRANSACTION

SOURCES: dict[str, Source] = {name: module.SOURCE for name, module in members("undersigned.sources").items()}
OURS = {
    "transactions": {column.name for column in TRANSACTION},
    "summaries": {column.name for column in TRANSACTION},
    "subawards": {column.name for column in SUBAWARD},
}
NEVER = {"Recipient Phone Number", "highly_compensated_officer_1_name", "recipient_address_line_1", "Contact e-mail"}

every_source = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)


def newest(source: Source) -> list[str]:
    """The heading of a file of this shape today."""
    return [theirs[0] for theirs in source.columns.values()]


def oldest(source: Source) -> list[str]:
    """The heading of a file with every column still under its first name."""
    return [theirs[-1] for theirs in source.columns.values()]


def test_the_registry_finds_every_file_of_the_family(root: Path) -> None:
    files = {path.stem for path in (root / "src" / "undersigned" / "sources").glob("*.py")}
    assert set(SOURCES) == files - {"__init__", "base"}
    assert len(SOURCES) >= 5


def test_no_two_sources_have_one_name() -> None:
    assert sorted(source.name for source in SOURCES.values()) == sorted(SOURCES)
    assert len({source.title for source in SOURCES.values()}) == len(SOURCES)


@every_source
def test_every_key_column_is_a_column(source: Source) -> None:
    assert source.key
    assert set(source.key) <= set(source.columns)


@every_source
def test_its_columns_are_named_in_our_words(source: Source) -> None:
    assert set(source.columns) | set(source.constants) <= OURS[source.rows]


@every_source
def test_a_publishers_name_means_one_column(source: Source) -> None:
    theirs = [name for names in source.columns.values() for name in names]
    assert all(theirs)
    assert len(set(theirs)) == len(theirs)


@every_source
def test_no_personal_column_is_wanted(source: Source) -> None:
    theirs = {name for names in source.columns.values() for name in names}
    flags = {*source.individual_columns, source.business_types} - {None}
    assert personal(sorted(theirs)) == []
    assert [flag for flag in flags if flag and PERSONAL.search(flag)] == []
    header = [*newest(source), *sorted(NEVER)]
    assert set(personal(header)) == NEVER
    assert not NEVER & set(source.found(header).values())


@every_source
def test_nothing_is_missing_from_a_whole_heading_of_any_age(source: Source) -> None:
    for header in (newest(source), oldest(source)):
        assert source.missing(header) == []
        assert source.absent(header) == []
        assert source.not_understood(header) == []
        assert source.found(header) == dict(zip(source.columns, header, strict=True))


@every_source
def test_a_missing_column_is_named(source: Source) -> None:
    header = newest(source)
    for ours, theirs in source.columns.items():
        without = [name for name in header if name != theirs[0]]
        assert source.missing(without) == ([theirs[0]] if ours in source.key else [])
        assert source.absent(without) == ([] if ours in source.key else [theirs[0]])


@every_source
def test_a_renamed_column_is_found_again(source: Source) -> None:
    for ours in source.key:
        lost = source.columns[ours][0]
        renamed = f"{lost}s"
        header = [renamed if name == lost else name for name in newest(source)]
        assert source.nearest(lost, header) == renamed


@every_source
def test_a_new_column_is_not_understood_and_a_personal_one_is_not_read(source: Source) -> None:
    header = [*newest(source), "a_column_of_next_year", *sorted(NEVER)]
    assert source.not_understood(header) == ["a_column_of_next_year"]


@every_source
def test_what_is_known_is_understood(source: Source) -> None:
    assert source.not_understood([*newest(source), *sorted(source.known)]) == []
    for pattern in source.known_patterns:
        assert re.compile(pattern)


@pytest.mark.parametrize("name", sorted(set(SOURCES) - {"table"}))
def test_a_heading_is_of_one_shape_alone(name: str) -> None:
    source = SOURCES[name]
    header = sorted({*newest(source), *source.known})
    others = [other for other in SOURCES.values() if other.name not in (name, "table")]
    assert [other.name for other in others if not other.missing(header)] == []


@every_source
def test_transactions_count_before_summaries_and_those_before_subawards(source: Source) -> None:
    order = ("transactions", "summaries", "subawards")
    ranks = [sorted(other.rank for other in SOURCES.values() if other.rows == rows) for rows in order]
    assert all(earlier[-1] < later[0] for earlier, later in pairwise(ranks))
    assert source.rank in ranks[order.index(source.rows)]


@every_source
def test_what_it_says_of_a_page_and_a_year_can_be(source: Source) -> None:
    assert 1 <= source.fiscal_year_start <= 12
    assert source.page is None or source.page > 1
