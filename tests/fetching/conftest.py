"""A service of invented records, and fetches from it that do not wait long."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.fetching.service import Service, serving, with_sample
from undersigned.fetching.base import Fetched, Manners, Span, Wanted
from undersigned.fetching.usaspending import PUBLISHER
from undersigned.terms.progress import Silent

YEAR = Span(date(2022, 10, 1), date(2023, 9, 30))
Fetch = Callable[..., Fetched]
QUICK = Manners(pause=0.01, patience=0.02)


@pytest.fixture(scope="session")
def sampled() -> Service:
    """The invented records, made once; tests change copies only."""
    return with_sample()


@pytest.fixture
def service(sampled: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    copied = Service({level: [dict(row) for row in rows] for level, rows in sampled.rows.items()})
    with serving(copied) as running:
        monkeypatch.setenv(PUBLISHER.variable, running.address)
        yield running


@pytest.fixture
def fetch(service: Service, tmp_path: Path) -> Fetch:
    """Fetch one agency's fiscal year, or what is given, into the test's folder."""
    assert service.address

    def run(wanted: Wanted | None = None, manners: Manners = QUICK) -> Fetched:
        return PUBLISHER.fetch(wanted or Wanted("ibs", ("IBS",), (YEAR,)), tmp_path, manners, Silent())

    return run
