import pytest

from tests.fetching.conftest import YEAR, Fetch
from tests.fetching.service import DEPARTMENT, Service
from undersigned.errors import FetchError
from undersigned.fetching.base import Wanted

ASK = "/api/v2/bulk_download/awards/"


@pytest.mark.parametrize(
    "typed", ["IBS", "ibs", "Invented Border Service", "the invented  border service", "INVENTED BORDER SERVICE."]
)
def test_an_agency_is_found_as_people_type_it(service: Service, fetch: Fetch, typed: str) -> None:
    fetch(Wanted("x", (typed,), (YEAR,)))
    assert service.paths(ASK)[0]["filters"]["agencies"][0]["name"] == "INVENTED BORDER SERVICE"


def test_a_department_is_asked_for_whole(service: Service, fetch: Fetch) -> None:
    fetch(Wanted("x", ("IDE",), (YEAR,)))
    agency = service.paths(ASK)[0]["filters"]["agencies"][0]
    assert agency == {"type": "awarding", "tier": "toptier", "name": DEPARTMENT}


def test_two_spellings_of_one_agency_are_fetched_once(service: Service, fetch: Fetch) -> None:
    assert len(fetch(Wanted("x", ("IBS", "Invented Border Service"), (YEAR,))).files) == 1
    assert len(service.paths(ASK)) == 1


def test_a_mistyped_agency_is_offered_close_names(fetch: Fetch) -> None:
    with pytest.raises(FetchError, match="no awarding agency called 'Invented Borders Servise'") as caught:
        fetch(Wanted("x", ("Invented Borders Servise",), (YEAR,)))
    assert "'INVENTED BORDER SERVICE'" in str(caught.value)
    assert caught.value.exit_code == 2


def test_a_name_of_several_agencies_is_refused_with_their_names(fetch: Fetch) -> None:
    with pytest.raises(FetchError, match=r"Several agencies are called like 'Invented'.*INVENTED HARBOUR AGENCY"):
        fetch(Wanted("x", ("Invented",), (YEAR,)))
