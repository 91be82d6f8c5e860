"""Parts are started in order, started again, stopped in the other order."""

import os
import signal
import threading
import time

import pytest

from undersigned.errors import SiteError
from undersigned.serving import supervising
from undersigned.serving.supervising import Supervisor


class Part:
    """A part that dies when told to."""

    def __init__(self, name: str, story: list[str], refuses: int = 0) -> None:
        self.name = name
        self.story = story
        self.refuses = refuses
        self.running = False
        self.starts: list[float] = []

    def start(self) -> None:
        self.starts.append(time.monotonic())
        if len(self.starts) > 1 and self.refuses:
            self.refuses -= 1
            raise SiteError(f"{self.name} cannot start.")
        self.story.append(f"{self.name} starts")
        self.running = True

    def is_running(self) -> bool:
        return self.running

    def stop(self) -> None:
        self.story.append(f"{self.name} stops")
        self.running = False


class Refusing(Part):
    def start(self) -> None:
        raise SiteError("the port is taken.")


class Dying(Part):
    def start(self) -> None:
        super().start()
        self.running = False


def told_to_end_after(seconds: float) -> None:
    threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGTERM)).start()


def test_the_first_is_started_first_and_stopped_last() -> None:
    story: list[str] = []
    parts = [Part(name, story) for name in ("database", "worker", "web")]
    Supervisor(parts, story.append).run(lambda: True, lambda: False)
    assert story == [
        "database starts",
        "worker starts",
        "web starts",
        "web stops",
        "worker stops",
        "database stops",
    ]


def test_what_dies_is_started_again_at_once_and_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervising, "LOOK_EVERY", 0.01)
    story, said = list[str](), list[str]()
    part = Part("The worker", story)

    def kill_twice() -> None:
        for starts in (1, 2):
            while len(part.starts) < starts:
                time.sleep(0.01)
            part.running = False
        while len(part.starts) < 3:
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)

    def ready() -> bool:
        threading.Thread(target=kill_twice).start()
        return True

    Supervisor([part], said.append).run(lambda: True, ready)
    assert story == ["The worker starts"] * 3 + ["The worker stops"]
    assert said == ["The worker ended; it is started again."]
    assert part.starts[1] - part.starts[0] < 0.1
    assert part.starts[2] - part.starts[1] >= supervising.FIRST_PAUSE


def test_what_refuses_to_come_back_is_tried_again_after_growing_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervising, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(supervising, "FIRST_PAUSE", 0.02)
    said: list[str] = []
    part = Part("The database", [], refuses=3)

    def ready() -> bool:
        part.running = False
        told_to_end_after(1.0)
        return True

    Supervisor([part], said.append).run(lambda: True, ready)
    pauses = [later - before for before, later in zip(part.starts[1:], part.starts[2:], strict=False)]
    assert len(part.starts) == 5
    assert pauses == sorted(pauses)
    assert said == ["The database ended; it is started again.", "The database cannot start."]


def test_who_cannot_start_the_first_time_stops_the_others_and_is_not_stopped() -> None:
    story: list[str] = []
    parts = [Part("database", story), Refusing("web", story)]
    with pytest.raises(SiteError, match="the port is taken"):
        Supervisor(parts, story.append).run(lambda: True, lambda: True)
    assert story == ["database starts", "database stops"]


def test_who_ends_before_the_first_answer_ends_all() -> None:
    story: list[str] = []
    with pytest.raises(SiteError, match="The web server ended at once"):
        Supervisor([Part("database", story), Dying("The web server", story)], story.append).run(
            lambda: False, lambda: True
        )
    assert story[-2:] == ["The web server stops", "database stops"]


def test_a_signal_while_waiting_for_the_first_answer_ends_it() -> None:
    story: list[str] = []
    told_to_end_after(0.2)
    Supervisor([Part("web", story)], story.append).run(lambda: False, lambda: False)
    assert story == ["web starts", "web stops"]


def test_signals_mean_afterwards_what_they_meant_before() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)]
    Supervisor([], lambda _: None).run(lambda: True, lambda: False)
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)] == before
