"""A passphrase locks a text; the lock says what it costs."""

import pytest

from undersigned.sealing.envelope import SealError
from undersigned.sealing.passphrases import Cost, Locked, lock, unlock

CHEAP = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "copper kettle élan river"  # noqa: S105  # invented


def test_the_passphrase_opens_however_its_accent_was_typed() -> None:
    locked = lock("words", PASSPHRASE, b"share 1", CHEAP)
    assert unlock(locked, PASSPHRASE, b"share 1") == "words"
    assert unlock(locked, "copper kettle e\u0301lan river", b"share 1") == "words"


def test_another_passphrase_or_place_does_not() -> None:
    locked = lock("words", PASSPHRASE, b"share 1", CHEAP)
    for passphrase, about in [("copper kettle elan river", b"share 1"), (PASSPHRASE, b"share 2")]:
        with pytest.raises(SealError, match="does not open"):
            unlock(locked, passphrase, about)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(SealError, match="12 characters"):
        lock("words", "kettle", b"share 1", CHEAP)


def test_a_lock_goes_through_its_table_unchanged() -> None:
    locked = lock("words", PASSPHRASE, b"share 1", CHEAP)
    assert Locked.from_table(dict(locked.to_table())) == locked


@pytest.mark.parametrize(
    "changes",
    [
        {"memory_kib": 10**9},
        {"memory_kib": 1},
        {"passes": 0},
        {"lanes": 0},
        {"memory_kib": "x"},
        {"salt": "AA=="},
        {"salt": "é"},
    ],
)
def test_a_table_that_cannot_be_right_is_refused(changes: dict[str, object]) -> None:
    table: dict[str, object] = dict(lock("words", PASSPHRASE, b"share 1", CHEAP).to_table())
    with pytest.raises(ValueError, match=r"."):
        Locked.from_table(table | changes)


def test_the_cost_is_above_the_recommendation_of_rfc_9106() -> None:
    assert Cost().memory >= 64 * 1024
    assert Cost().passes >= 3
