"""A stamp is ours, of this campaign and not too old; a challenge is ALTCHA's, and was worked on."""

import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import altcha
import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.sealing.stamps import (
    LIFETIME,
    Difficulty,
    StampError,
    Wrong,
    challenge,
    challenge_key,
    issue,
    read,
    verify,
)

KEY, OTHER = bytes(range(32)), bytes(32)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NONCE = bytes(range(16))
SECOND = timedelta(seconds=1)


def solved(given: dict[str, Any], **changes: object) -> str:
    """What the widget puts into the form after it has found the number."""
    number = next(
        number
        for number in range(given["maxNumber"] + 1)
        if sha256(f"{given['salt']}{number}".encode()).hexdigest() == given["challenge"]
    )
    parts = {name: given[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return b64encode(json.dumps({**parts, "number": number, "took": 912} | changes).encode()).decode()


def wrong(payload: str, key: bytes = KEY, campaign: int = 7, now: datetime = NOW) -> Wrong:
    with pytest.raises(StampError) as error:
        verify(key, payload, campaign, now)
    return error.value.wrong


def refused(text: str, key: bytes = KEY, campaign: int = 7, now: datetime = NOW) -> Wrong:
    with pytest.raises(StampError) as error:
        read(key, text, campaign, now)
    return error.value.wrong


@given(st.binary(min_size=16, max_size=16), st.integers(0, 2**32 - 1))
def test_a_stamp_is_read_as_it_was_issued(nonce: bytes, campaign: int) -> None:
    stamp = read(KEY, issue(KEY, campaign, NOW, nonce), campaign, NOW + SECOND)
    assert (stamp.nonce, stamp.issued, stamp.campaign) == (nonce, NOW, campaign)


def test_a_stamp_of_another_key_campaign_or_time_is_refused() -> None:
    text = issue(KEY, 7, NOW)
    assert refused(text, key=OTHER) is Wrong.FORGED
    assert refused(text, campaign=8) is Wrong.ELSEWHERE
    assert refused(text, now=NOW + LIFETIME + SECOND) is Wrong.EXPIRED
    assert read(KEY, text, 7, NOW + LIFETIME).campaign == 7
    assert read(KEY, text, 7, NOW - timedelta(days=1)).campaign == 7


@given(st.integers(0, 53), st.sampled_from("AZaz09-_"))
def test_a_stamp_with_another_letter_is_forged(place: int, letter: str) -> None:
    text = issue(KEY, 7, NOW, NONCE)
    other = text[:place] + letter + text[place + 1 :]
    if b64decode(other + "==", b"-_") != b64decode(text + "==", b"-_"):
        assert refused(other) is Wrong.FORGED


@given(st.text(max_size=60))
def test_any_text_is_a_forged_stamp_and_a_forged_payload(text: str) -> None:
    assert refused(text) is Wrong.FORGED
    assert wrong(text) is Wrong.FORGED


def test_a_solved_challenge_gives_its_stamp_each_time_the_same() -> None:
    payload = solved(challenge(KEY, 7, NOW, 40))
    stamp = verify(KEY, payload, 7, NOW + SECOND)
    assert (stamp.issued, stamp.campaign, len(stamp.nonce), stamp.hashes) == (NOW, 7, 16, 40)
    assert verify(KEY, payload, 7, NOW).nonce == stamp.nonce
    assert verify(KEY, solved(challenge(KEY, 7, NOW, 40)), 7, NOW).nonce != stamp.nonce


def test_the_library_takes_our_challenge() -> None:
    now = datetime.now(UTC)
    payload = solved(challenge(KEY, 7, now, 40))
    assert altcha.verify_solution(payload, challenge_key(KEY).decode()) == (True, None)
    late = solved(challenge(KEY, 7, now - LIFETIME - SECOND * 5, 40))
    assert altcha.verify_solution(late, challenge_key(KEY).decode())[0] is False


def test_the_library_solves_our_challenge() -> None:
    ours = challenge(KEY, 7, NOW, 40)
    salt, hashed = str(ours["salt"]), str(ours["challenge"])
    solution = altcha.solve_challenge(challenge=hashed, salt=salt, algorithm="SHA-256", max_number=40, start=0)
    assert solution is not None
    payload = altcha.Payload("SHA-256", hashed, solution.number, salt, str(ours["signature"]))
    assert verify(KEY, payload.to_base64(), 7, NOW).campaign == 7


def test_a_challenge_of_another_key_campaign_or_time_is_refused() -> None:
    payload = solved(challenge(KEY, 7, NOW, 40))
    assert wrong(payload, key=OTHER) is Wrong.FORGED
    assert wrong(payload, campaign=8) is Wrong.ELSEWHERE
    assert wrong(payload, now=NOW + LIFETIME + SECOND) is Wrong.EXPIRED
    assert verify(KEY, payload, 7, NOW + LIFETIME).campaign == 7


def test_without_the_work_it_is_refused() -> None:
    given = challenge(KEY, 7, NOW, 40)
    right = json.loads(b64decode(solved(given)))["number"]
    for number in {-1, 0, right + 1, 41, 10**30, str(right), float(right), True, None} - {right}:
        assert wrong(solved(given, number=number)) is Wrong.FORGED


def test_a_digit_does_not_move_from_the_number_into_the_time() -> None:
    given = challenge(KEY, 7, NOW, 40)
    while (number := json.loads(b64decode(solved(given)))["number"]) < 10:
        given = challenge(KEY, 7, NOW, 40)
    salt = str(given["salt"])
    longer = salt + str(number)[0]
    assert wrong(solved(given, salt=longer, number=int(str(number)[1:]))) is Wrong.FORGED
    assert wrong(solved(given, salt=salt[:-1] + "0&")) is Wrong.FORGED
    assert wrong(solved(given, salt=salt.replace("hashes=40", "hashes=400"))) is Wrong.FORGED


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b"7", b'"x"', b"{}", b'{"number":1,"salt":"x"}', b"\xff\xfe", b"[" * 590, b"9" * 590],
)
def test_hostile_payloads_are_forged_and_never_stop_us(data: bytes) -> None:
    assert wrong(b64encode(data).decode()) is Wrong.FORGED


def test_a_deep_payload_is_forged_even_deep_in_the_stack() -> None:
    def deep(calls: int) -> Wrong:
        return deep(calls - 1) if calls else wrong(b64encode(b"[" * 590).decode())

    assert deep(400) is Wrong.FORGED


def test_a_payload_with_wrong_kinds_or_too_long_is_forged() -> None:
    given = challenge(KEY, 7, NOW, 40)
    for changes in ({"salt": 7}, {"salt": "é"}, {"signature": 7}, {"signature": "é" * 64}, {"took": "9" * 900}):
        assert wrong(solved(given, **changes)) is Wrong.FORGED


def test_work_grows_with_load_and_never_beyond_an_old_phone() -> None:
    hardening = Difficulty()
    asked = [hardening.hashes(rate) for rate in (0, 20, 21, 100, 500, 1_999, 2_000, 50_000)]
    assert asked == sorted(asked)
    assert asked[0] == asked[1] == 20_000 < asked[2]
    assert asked[-1] == asked[-2] == 300_000
    assert asked[-1] / 60_000 <= 5, "seconds on an old phone"


def test_work_that_is_turned_off_in_calm_hardens_all_the_same() -> None:
    off = Difficulty(easiest=0)
    assert [off.hashes(rate) for rate in (0, 20, 2_000)] == [0, 0, 300_000]
    assert 1 < off.hashes(100) < off.hashes(500) < 300_000
    assert Difficulty(easiest=0, hardest=0).hashes(100) == 0
