"""Forms for tests: good ones, with a stamp or a solved challenge, ready to be posted."""

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

from undersigned.sealing import stamps

KEY = b"s" * 32
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
A_MINUTE_AGO = NOW - timedelta(minutes=1)


def solved(challenge: dict[str, str | int]) -> str:
    """What a browser puts into the form after its work."""
    for number in range(int(challenge["maxNumber"]) + 1):
        if sha256(f"{challenge['salt']}{number}".encode()).hexdigest() == challenge["challenge"]:
            return b64encode(json.dumps({**challenge, "number": number}).encode()).decode()
    raise AssertionError("a challenge always has a solution")


def proof(campaign: int = 1, issued: datetime = A_MINUTE_AGO, key: bytes = KEY) -> str:
    """A solved challenge."""
    return solved(stamps.challenge(key, campaign, issued, hashes=3))


def body(**fields: str) -> bytes:
    """A form as a browser sends it."""
    good = {"name": "Ana Martínez", "email": "ana@gmail.com"}
    return urlencode({**good, **fields}).encode()
