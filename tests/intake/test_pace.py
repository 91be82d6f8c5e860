"""How many arrive in a second."""

from undersigned.intake.pace import SECONDS, Pace


def test_the_pace_is_that_of_the_last_look_of_all_processes() -> None:
    clock = [0.0]
    pace = Pace(processes=2, clock=lambda: clock[0])
    for _ in range(50):
        pace.count()
    assert pace.per_second() == 0.0
    clock[0] = SECONDS
    assert pace.per_second() == 2 * 50 / SECONDS
    clock[0] = 2 * SECONDS
    assert pace.per_second() == 0.0
