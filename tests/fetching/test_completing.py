"""The awards behind a company are completed: by number where it is theirs alone, else by key."""

from pathlib import Path

import pytest

from tests.fetching.conftest import Fetch
from tests.fetching.service import Service
from undersigned.errors import FetchError
from undersigned.fetching import archives
from undersigned.fetching.base import Award, Wanted
from undersigned.fetching.federal import completing

SEARCH = "/api/v2/download/search/"
CONTRACT = "/api/v2/download/contract/"
IBS = "INVENTED BORDER SERVICE"


def awards(service: Service, many: int, agency: str = "IBS") -> tuple[Award, ...]:
    found = {
        row["contract_award_unique_key"]: Award(row["contract_award_unique_key"], row["award_id_piid"], agency)
        for row in service.rows["awards"]
        if row["awarding_sub_agency_name"] == IBS
    }
    known = {row["contract_award_unique_key"] for row in service.rows["transactions"]}
    return tuple(found[key] for key in sorted(found) if key in known)[:many]


def keys(path: Path) -> set[str]:
    return {
        key
        for table in archives.tables(path)
        for column in ("contract_award_unique_key", "prime_award_unique_key")
        if column in table.columns
        for (key,) in archives.values(path, table, (column,))
    }


def test_awards_come_with_summaries_transactions_and_subawards_and_nothing_else(service: Service, fetch: Fetch) -> None:
    asked = awards(service, 12)
    fetched = fetch(Wanted("of", awards=asked))
    (file,) = fetched.files
    names = [table.name for table in archives.tables(file.path)]
    assert names == [f"Contracts_{kind}_1.csv" for kind in ("PrimeAwardSummaries", "PrimeTransactions", "Subawards")]
    assert keys(file.path) == {award.key for award in asked}
    columns = {column for table in archives.tables(file.path) for column in table.columns}
    assert {
        "period_of_performance_potential_end_date",
        "primary_place_of_performance_state_code",
        "parent_award_id_piid",
        "recipient_parent_name",
    } <= columns


def test_numbers_are_asked_exactly_and_of_the_agency(service: Service, fetch: Fetch) -> None:
    (award,) = awards(service, 1)
    fetch(Wanted("of", awards=(award,)))
    filters = service.paths(SEARCH)[0]["filters"]
    assert filters["award_ids"] == [f'"{award.number}"']
    assert filters["agencies"][0]["name"] == IBS
    assert service.paths(SEARCH)[0]["spending_level"] == ["awards", "transactions", "subawards"]


def test_many_awards_are_asked_for_in_batches(service: Service, fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completing, "BATCH", 5)
    fetched = fetch(Wanted("of", awards=awards(service, 12)))
    assert len(fetched.files) == 3


def test_a_number_that_two_awards_have_is_asked_for_by_key(service: Service, fetch: Fetch) -> None:
    asked = awards(service, 6)
    other = awards(service, 9)[8]
    for level, column in (("awards", "award_id_piid"), ("transactions", "award_id_piid")):
        for row in service.rows[level]:
            if row["contract_award_unique_key"] == other.key:
                row[column] = asked[2].number
    fetched = fetch(Wanted("of", awards=asked))
    assert [body["award_id"] for body in service.paths(CONTRACT)] == [asked[2].key]
    assert set().union(*(keys(file.path) for file in fetched.files)) == {award.key for award in asked}


def test_an_agency_that_the_case_spells_otherwise_is_no_hindrance(service: Service, fetch: Fetch) -> None:
    asked = awards(service, 3, "Border people")
    fetch(Wanted("of", awards=asked))
    assert "agencies" not in service.paths(SEARCH)[0]["filters"]


def test_an_award_that_the_publisher_does_not_know_is_named_and_the_others_kept(
    service: Service, fetch: Fetch, tmp_path: Path
) -> None:
    unknown = Award("CONT_AWD_NONE_9901_-NONE-_-NONE-", "NONE", "IBS")
    with pytest.raises(FetchError, match=r"does not know 1 award of this case: CONT_AWD_NONE") as caught:
        fetch(Wanted("of", awards=(*awards(service, 4), unknown)))
    assert "undersigned add" in str(caught.value)
    assert list(tmp_path.rglob("*.zip"))


def test_a_file_that_lacks_an_award_is_an_error_that_names_it(service: Service, fetch: Fetch) -> None:
    asked = awards(service, 4)
    service.lost = lambda level, row: level == "awards" and row["contract_award_unique_key"] == asked[1].key
    with pytest.raises(FetchError) as caught:
        fetch(Wanted("of", awards=asked))
    assert f"Missing: {asked[1].key}." in str(caught.value)


def test_transactions_that_lack_are_named_by_award(service: Service, fetch: Fetch) -> None:
    asked = awards(service, 4)
    one = next(row for row in service.rows["transactions"] if row["contract_award_unique_key"] == asked[1].key)
    service.lost = lambda level, row: level == "transactions" and row is one
    with pytest.raises(FetchError, match=f"1 of [0-9]+ transactions of {asked[1].key}"):
        fetch(Wanted("of", awards=asked))


def test_another_award_in_the_place_of_one_is_found_out(service: Service, fetch: Fetch) -> None:
    asked, other = awards(service, 3), awards(service, 9)[8]
    for row in service.rows["awards"]:
        if row["contract_award_unique_key"] == asked[0].key:
            row["contract_award_unique_key"] = other.key
    for row in service.rows["transactions"]:
        if row["contract_award_unique_key"] == asked[0].key:
            row["contract_award_unique_key"] = other.key
    with pytest.raises(FetchError, match=f"lacks {asked[0].key}"):
        fetch(Wanted("of", awards=asked))
