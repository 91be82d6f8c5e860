"""Stamps and proofs of work that must not count: forged, unsolved, old, of another campaign, or a bomb."""

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from tests.intake.forms import solved
from undersigned.sealing import stamps

NUMBERS = ("1e999", "NaN", "-0", "9" * 400, "[" * 300, "{}", '"1"', "null", "true", "1.5", "1" + "0" * 350)


@dataclass(frozen=True, slots=True)
class Keys:
    """What a good form is made with: the key of stamps, the campaign, another one; and a signer's private page."""

    stamps: bytes
    campaign: int
    other: int
    slug: str
    page: str


def proof(keys: Keys, now: datetime, dice: Random) -> str:
    """One of them, as it stands in a form."""
    return dice.choice(_proofs(keys, now, dice))()


def _proofs(keys: Keys, now: datetime, dice: Random) -> tuple[Callable[[], str], ...]:
    key, campaign, old = keys.stamps, keys.campaign, now - timedelta(days=3)

    def packed(**changes: object) -> str:
        told = {**stamps.challenge(key, campaign, now, 2), "number": 7, **changes}
        return b64encode(json.dumps(told).encode()).decode()

    def said(text: str) -> str:
        return b64encode(text.encode()).decode()

    return (
        lambda: solved(stamps.challenge(b"f" * 32, campaign, now, 2)),
        lambda: solved(stamps.challenge(key, keys.other, now, 2)),
        lambda: solved(stamps.challenge(key, campaign, old, 2)),
        packed,
        lambda: packed(number="1"),
        lambda: packed(number=10**200),
        lambda: packed(salt=["x"] * 20),
        lambda: packed(salt="A" * 32 + "?expires=99999999999&"),
        lambda: packed(salt="A" * 32 + "?expires=٩٩&"),
        lambda: packed(signature="ä" * 32),
        lambda: packed(signature=None),
        lambda: said('{"number":' + dice.choice(NUMBERS) + ',"salt":"x","signature":"x"}'),
        lambda: said("[" * 500),
        lambda: said('{"a":' * 90),
        lambda: said(dice.choice((" ", "1", "null", "[]", '"x"', "\ud800".encode("utf-8", "replace").decode()))),
        lambda: b64encode(dice.randbytes(60)).decode(),
        lambda: "A" * dice.choice((1, 801, 9000)),
        lambda: "%%%",
        lambda: "\0",
        lambda: "é" * 40,
    )


def stamp(keys: Keys, now: datetime, dice: Random) -> str:
    """A stamp that is forged, old, of elsewhere, or none."""
    key, campaign, old = keys.stamps, keys.campaign, now - timedelta(days=8)
    good = stamps.issue(key, campaign, now)
    return dice.choice(
        (
            stamps.issue(b"f" * 32, campaign, now),
            stamps.issue(key, keys.other, now),
            stamps.issue(key, campaign, old),
            "A" + good[1:] if good[0] != "A" else "B" + good[1:],
            good[:-1],
            good + "A",
            "é" * 54,
            "=" * 54,
            "\0" * 54,
            "-" * 54,
        )
    )
