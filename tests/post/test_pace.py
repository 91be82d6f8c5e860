"""Not too fast, and longer waits for what fails."""

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from undersigned.post.pace import Pace, for_a_mail, for_the_way, until_tomorrow


class Recorded(Event):
    """A stop that never comes, and notes how long one waited for it."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 100.0
        self.waits: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0)
        self.now += timeout or 0
        return False


def test_mails_go_evenly() -> None:
    stop = Recorded()
    pace = Pace(lambda: stop.now)
    assert all(pace.wait(60, stop) for _ in range(4))
    assert stop.waits == pytest.approx([1, 1, 1])


def test_time_that_nobody_used_is_not_made_up_for() -> None:
    stop = Recorded()
    pace = Pace(lambda: stop.now)
    pace.wait(60, stop)
    stop.now += 1000
    for _ in range(3):
        pace.wait(60, stop)
    assert stop.waits == pytest.approx([1, 1])


def test_a_stop_ends_the_wait() -> None:
    stop = Event()
    pace = Pace()
    assert pace.wait(1, stop)
    stop.set()
    assert not pace.wait(1, stop)


def test_a_mail_waits_twice_as_long_each_time_up_to_some_hours() -> None:
    for tries, seconds in ((0, 60), (1, 120), (5, 1920), (20, 4 * 3600), (1000, 4 * 3600)):
        waits = [for_a_mail(tries).total_seconds() for _ in range(50)]
        assert min(waits) >= seconds / 2
        assert max(waits) <= seconds * 1.5
        assert len(set(waits)) > 40


def test_the_way_rests_for_minutes_at_most() -> None:
    assert for_the_way(0) <= 0.75
    assert for_the_way(50) <= 180


def test_until_tomorrow() -> None:
    wait = until_tomorrow(datetime(2026, 11, 22, 23, 0, tzinfo=UTC))
    assert timedelta(hours=1) < wait < timedelta(hours=2)
