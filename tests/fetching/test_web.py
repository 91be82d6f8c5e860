import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from tests.fetching.conftest import QUICK, Fetch
from tests.fetching.service import Service
from undersigned.errors import FetchError
from undersigned.fetching.base import Manners
from undersigned.fetching.web import Web
from undersigned.terms.progress import Silent

COUNT = "/api/v2/download/count/"


@pytest.fixture
def service_web(service: Service) -> Iterator[Web]:
    with Web(service.address, "usaspending.gov", QUICK, Silent()) as made:
        yield made


def ask(service_web: Web) -> None:
    service_web.post(COUNT, {"filters": {}, "spending_level": "transactions"}, ("calculated_count",))


def test_the_publisher_is_told_who_asks(service: Service, service_web: Web) -> None:
    ask(service_web)
    assert service.agents[0].startswith("undersigned/")


@pytest.mark.parametrize("form", ["seconds", "day"])
def test_a_requested_pause_is_kept(
    service: Service, service_web: Web, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("tenacity.nap.time.sleep", waited.append)
    later = "77" if form == "seconds" else format_datetime(datetime.now(UTC) + timedelta(seconds=77), usegmt=True)
    service.faults[COUNT] = [(429, {"Retry-After": later}, b"")]
    ask(service_web)
    assert any(70 < pause <= 77 for pause in waited)


def test_a_very_long_requested_pause_ends_the_run_with_when_to_come_back(service: Service, service_web: Web) -> None:
    service.faults[COUNT] = [(429, {"Retry-After": "3600"}, b"")]
    with pytest.raises(FetchError, match="again in 60 minutes"):
        ask(service_web)
    assert len(service.paths(COUNT)) == 1


def test_requests_keep_a_distance(service: Service) -> None:
    with Web(service.address, "usaspending.gov", Manners(pause=1.0), Silent()) as made:
        began = time.monotonic()
        for _ in range(3):
            ask(made)
    assert time.monotonic() - began >= 0.4


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("https://files.usaspending.gov/generated_downloads/x.zip", True),
        ("https://api.usaspending.gov/x", True),
        ("http://files.usaspending.gov/x.zip", False),
        ("https://usaspending.gov.example.org/x.zip", False),
        ("https://notusaspending.gov/x.zip", False),
        ("file:///etc/passwd", False),
        ("http://127.0.0.1:1/x.zip", False),
        ("http://[", False),
    ],
)
def test_only_the_publishers_own_hosts_are_asked(service_web: Web, address: str, ours: bool) -> None:
    if ours:
        assert str(service_web.own(address)) == address
    else:
        with pytest.raises(FetchError, match="leads to"):
            service_web.own(address)


def test_a_circle_of_redirects_is_said(service: Service, service_web: Web) -> None:
    service.faults[COUNT] = [(307, {"Location": COUNT}, b"")] * 6
    with pytest.raises(FetchError, match="in a circle"):
        ask(service_web)


def test_an_answer_of_another_form_is_said(service: Service, fetch: Fetch) -> None:
    service.faults["/api/v2/autocomplete/"] = [(200, {}, b'{"results": [{"agency": "IBS"}]}')]
    with pytest.raises(FetchError, match="in a form that this version does not know"):
        fetch()


@pytest.mark.parametrize("address", ["file:///etc", "api.usaspending.gov", "https://", "https://a:b"])
def test_an_address_that_is_none_is_said_at_once(address: str) -> None:
    with pytest.raises(FetchError, match="is no address to fetch from"):
        Web(address, "usaspending.gov", QUICK, Silent())


def test_that_nobody_answers_is_told_while_it_asks_again() -> None:
    told: list[str] = []

    class Told(Silent):
        def step(self, sentence: str) -> None:
            told.append(sentence)

    with Web("http://127.0.0.1:1", "usaspending.gov", QUICK, Told()) as web, pytest.raises(FetchError):
        ask(web)
    assert "The publisher does not answer; asking again" in told
