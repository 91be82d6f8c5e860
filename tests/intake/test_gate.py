"""Who may sign now."""

from datetime import timedelta

import pytest

from tests.intake.forms import A_MINUTE_AGO, KEY, NOW, body, proof
from undersigned.campaigns.fields import read
from undersigned.campaigns.pages.form import HONEYPOT, MESSAGES
from undersigned.intake import gate
from undersigned.intake.gate import Held, Passed, look
from undersigned.sealing import stamps
from undersigned.site.limits import Limits


def looked(**fields: str) -> Passed | Held:
    return look(read(body(**fields)), KEY, 1, Limits(), NOW)


def test_a_solved_challenge_passes_without_a_signal() -> None:
    passed = looked(altcha=proof())
    assert isinstance(passed, Passed)
    assert passed.signals == gate.NO_SIGNAL
    assert passed.stamp.issued == A_MINUTE_AGO.replace(microsecond=0)


def test_a_stamp_passes_without_a_proof_and_is_noted() -> None:
    passed = looked(stamp=stamps.issue(KEY, 1, A_MINUTE_AGO))
    assert isinstance(passed, Passed)
    assert passed.signals == gate.WITHOUT_PROOF


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "one_more_step"),
        ({"stamp": "x" * 54}, "stamp_wrong"),
        ({"stamp": stamps.issue(KEY, 2, A_MINUTE_AGO)}, "stamp_wrong"),
        ({"stamp": stamps.issue(KEY, 1, NOW - timedelta(days=3))}, "stamp_old"),
        ({"stamp": stamps.issue(KEY, 1, NOW - timedelta(seconds=1))}, "too_fast"),
        ({"altcha": proof(key=b"t" * 32)}, "proof_wrong"),
        ({"altcha": proof(campaign=2)}, "proof_wrong"),
        ({"altcha": proof(issued=NOW)}, "too_fast"),
        ({"altcha": "[" * 300}, "proof_wrong"),
        ({"altcha": proof(), HONEYPOT: "x"}, "proof_wrong"),
    ],
)
def test_what_does_not_pass_comes_back_with_a_sentence(fields: dict[str, str], message: str) -> None:
    held = looked(**fields)
    assert isinstance(held, Held)
    assert held.message == message
    assert message in MESSAGES
    assert held.note is (message == "one_more_step")


@pytest.mark.parametrize(
    ("stamp", "passes"),
    [
        (stamps.issue(KEY, 1, A_MINUTE_AGO), True),
        (stamps.issue(KEY, 1, NOW), False),
        (stamps.issue(KEY, 2, A_MINUTE_AGO), False),
        (stamps.issue(b"t" * 32, 1, A_MINUTE_AGO), False),
        (stamps.issue(KEY, 1, NOW - timedelta(days=3)), False),
        ("", False),
    ],
)
def test_a_young_proof_counts_from_the_forms_own_stamp(stamp: str, passes: bool) -> None:
    found = looked(altcha=proof(issued=NOW), stamp=stamp)
    assert isinstance(found, Passed) is passes
    assert found.since == (A_MINUTE_AGO if passes else NOW)


def test_an_old_proof_counts_whatever_the_forms_stamp_says() -> None:
    found = looked(altcha=proof(), stamp=stamps.issue(KEY, 1, NOW))
    assert isinstance(found, Passed)
    assert (found.signals, found.since) == (gate.NO_SIGNAL, A_MINUTE_AGO)


@pytest.mark.parametrize(
    ("asked", "minutes", "passes"),
    [(11, 90, True), (12, 90, False), (12, 4, True), (0, 90, True)],
)
def test_a_stock_of_easy_challenges_is_of_no_use_in_a_storm(asked: int, minutes: int, passes: bool) -> None:
    sent = read(body(altcha=proof(issued=NOW - timedelta(minutes=minutes))))  # of 3 hashes
    found = look(sent, KEY, 1, Limits(), NOW, asked)
    assert isinstance(found, Passed) is passes
    assert passes or (isinstance(found, Held) and found.message == "proof_easy")
    assert "proof_easy" in MESSAGES
