import pytest

from undersigned.sample.walk import SIZES, Walk


@pytest.mark.parametrize("stopped", [False, True])
@pytest.mark.parametrize("count", [1, 2, 3, 7, 50, 453, 454, 1000, 5003])
def test_every_line_has_one_place(count: int, stopped: bool) -> None:
    walk = Walk(count, 3, stopped)
    dealt = [walk.deal(place) for place in range(count)]
    found = {(award, step): place for award in range(walk.awards) for step, place in walk.places(award)}
    assert found == {line: place for place, line in enumerate(dealt)}
    assert len(set(dealt)) == count


@pytest.mark.parametrize("stopped", [False, True])
def test_amounts_never_rise(stopped: bool) -> None:
    walk = Walk(2000, 1, stopped)
    cents = [walk.cents(place) for place in range(2000)]
    assert cents == sorted(cents, reverse=True)
    assert (cents[-1] < 0) is not stopped


def test_an_amount_has_its_place() -> None:
    walk = Walk(2000, 1)
    place = walk.place_of_amount(1_000_000)
    assert walk.cents(place - 1) > 1_000_000 >= walk.cents(place)


def test_the_award_itself_never_takes_money_back() -> None:
    walk = Walk(2000, 1)
    assert all(walk.cents(place) > 0 for award in range(walk.awards) for step, place in walk.places(award) if not step)


def test_share_of_awards() -> None:
    assert len(SIZES) / sum(SIZES) == pytest.approx(0.22, abs=0.005)
