import os

import pytest

from undersigned.engine.processes import shared_out


class _Kept:
    factor = 0


def _begin(factor: int) -> None:
    _Kept.factor = factor


def _times(number: int) -> tuple[int, int]:
    return number * _Kept.factor, os.getpid()


def _fail(number: int) -> int:
    raise ValueError(f"part {number}")


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_the_parts_come_back_in_their_order(processes: int) -> None:
    done = list(shared_out(_times, range(20), processes, _begin, (3,)))
    assert [product for product, _ in done] == [number * 3 for number in range(20)]
    assert (os.getpid() in {process for _, process in done}) == (processes == 1)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_part_that_fails_ends_the_run(processes: int) -> None:
    with pytest.raises(ValueError, match="part 0"):
        list(shared_out(_fail, range(3), processes, _begin, (3,)))


def test_no_more_parts_are_taken_than_a_few_ahead() -> None:
    taken: list[int] = []

    def parts() -> object:
        for number in range(50):
            taken.append(number)
            yield number

    done = shared_out(_times, parts(), 2, _begin, (1,))  # type: ignore[arg-type]
    next(done)
    assert len(taken) < 10
    done.close()  # type: ignore[attr-defined]
