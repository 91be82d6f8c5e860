"""Form stamps: when a form was handed out, for which campaign, and proof of a little work done since.

A plain stamp (`issue`, `read`) is base64url of nonce, time, campaign and HMAC-SHA256 cut to 16 bytes. With scripts a
form carries an ALTCHA challenge instead, whose salt is the same stamp without that HMAC: the challenge is the hash of
the salt and a secret number and is signed as a whole, so checking a solution costs one SHA-256 and one HMAC. The
browser looks for the number between 0 and the greatest allowed, as ALTCHA's version 1 protocol has it (the widget
2.x; the library altcha 1.x reads and writes the same, which a test holds us to). The salt tells the greatest too, so
that it is signed: how much work a form was asked for is known when it comes back.

The nonce becomes the signature's id by way of its link, so a stamp that is sent twice meets the same signature.
"""

import hmac
import json
import re
import struct
from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from math import exp, log
from secrets import randbelow, token_bytes

from undersigned.errors import UndersignedError

NONCE_LENGTH = 16
LIFETIME = timedelta(hours=2)  # a page may lie open while its letter is read; its script fetches a new one after that
_BODY = struct.Struct(">16sII")  # nonce, seconds since 1970 (until 2106), campaign
_MAC = 16
_TEXT_LENGTH = 54
_STAMP = b"undersigned form stamp\0"
_CHALLENGE = b"undersigned form challenge"
_LONGEST_PAYLOAD = 800  # the widget's own have about 420 characters
_SALT = re.compile(
    r"([A-Za-z0-9_-]{32})\?expires=([0-9]{1,11})&hashes=([0-9]{1,9})&", re.ASCII
)  # the & ends it: no digit moves over


class Wrong(StrEnum):
    """Why a stamp is refused."""

    FORGED = "forged"
    ELSEWHERE = "elsewhere"
    EXPIRED = "expired"


_SENTENCES = {
    Wrong.FORGED: "This form was not handed out by us, or its check was not done: load the page again and sign there.",
    Wrong.ELSEWHERE: "This form belongs to another campaign: load the page again and sign there.",
    Wrong.EXPIRED: "This form is too old: load the page again and sign there.",
}


class StampError(UndersignedError):
    """A form's stamp that does not count; `wrong` says why."""

    def __init__(self, wrong: Wrong) -> None:
        super().__init__(_SENTENCES[wrong])
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Stamp:
    """A form as it was handed out: its nonce, when, and for which campaign; `hashes` is the work that was asked for."""

    nonce: bytes
    issued: datetime
    campaign: int
    hashes: int = 0


@dataclass(frozen=True, slots=True)
class Difficulty:
    """How much work a form asks for: the number of hashes in the worst draw, half of it on average.

    It grows with the signatures that arrive in a second: `easiest` up to `calm`, `hardest` from `storm` on, and in
    between by the same factor for each doubling. The worker of our pages made 880,000 hashes a second in Chromium on
    one core of a server. A phone of eight years ago is taken, not measured, to be fifteen times slower: 60,000 a
    second. So 300,000 hashes are 5 seconds there, in the worst draw. (ALTCHA's own widget asks Web Crypto for one hash
    at a time and made 43,000 a second on that core with one of its workers.)
    """

    easiest: int = 20_000
    hardest: int = 300_000
    calm: float = 20.0
    storm: float = 2_000.0

    def hashes(self, per_second: float) -> int:
        """The greatest number to be tried while so many signatures arrive in a second."""
        if per_second <= self.calm:
            return self.easiest
        if per_second >= self.storm:
            return self.hardest
        least = max(1, self.easiest)  # what is turned off in calm has to begin somewhere
        if self.hardest <= least:
            return self.hardest
        share = log(per_second / self.calm) / log(self.storm / self.calm)
        return round(least * exp(share * log(self.hardest / least)))


def _body(campaign: int, now: datetime, nonce: bytes) -> bytes:
    return _BODY.pack(nonce, int(now.timestamp()), campaign)


def _stamp(body: bytes) -> Stamp:
    nonce, seconds, campaign = _BODY.unpack(body)
    return Stamp(nonce, datetime.fromtimestamp(seconds, UTC), campaign)


def _belongs(stamp: Stamp, campaign: int) -> Stamp:
    if stamp.campaign != campaign:
        raise StampError(Wrong.ELSEWHERE)
    return stamp


def issue(key: bytes, campaign: int, now: datetime, nonce: bytes | None = None) -> str:
    """A signed stamp, 54 characters that may stand in an address; the nonce is random unless given."""
    body = _body(campaign, now, nonce or token_bytes(NONCE_LENGTH))
    signed = body + hmac.digest(key, _STAMP + body, "sha256")[:_MAC]
    return urlsafe_b64encode(signed).rstrip(b"=").decode("ascii")


def read(key: bytes, text: str, campaign: int, now: datetime, lifetime: timedelta = LIFETIME) -> Stamp:
    """The stamp in a form.

    A stamp of the future is ours all the same, only the clock went back: it is taken.

    Raises:
        StampError: forged, of another campaign, or older than its lifetime.
    """
    if len(text) != _TEXT_LENGTH:
        raise StampError(Wrong.FORGED)
    try:
        signed = urlsafe_b64decode(text + "==")
    except (NotBase64, ValueError):
        raise StampError(Wrong.FORGED) from None
    body = signed[: _BODY.size]
    proof = hmac.digest(key, _STAMP + body, "sha256")[:_MAC]
    if len(signed) != _BODY.size + _MAC or not hmac.compare_digest(signed[_BODY.size :], proof):
        raise StampError(Wrong.FORGED)
    stamp = _belongs(_stamp(body), campaign)
    if now - stamp.issued > lifetime:
        raise StampError(Wrong.EXPIRED)
    return stamp


@lru_cache(8)
def challenge_key(key: bytes) -> bytes:
    """The key that signs challenges, made from the stamps' key; text, as ALTCHA's library wants it."""
    return hmac.digest(key, _CHALLENGE, "sha256").hex().encode("ascii")


def challenge(
    key: bytes, campaign: int, now: datetime, hashes: int, lifetime: timedelta = LIFETIME
) -> dict[str, str | int]:
    """ALTCHA's challenge as JSON wants it, with a stamp in its salt; `hashes` from `Difficulty`."""
    stamp = urlsafe_b64encode(_body(campaign, now, token_bytes(NONCE_LENGTH))).decode("ascii")
    salt = f"{stamp}?expires={int((now + lifetime).timestamp())}&hashes={hashes}&"
    hashed = sha256(f"{salt}{randbelow(hashes + 1)}".encode("ascii")).hexdigest()
    return {
        "algorithm": "SHA-256",
        "challenge": hashed,
        "maxNumber": hashes,
        "salt": salt,
        "signature": hmac.digest(challenge_key(key), hashed.encode("ascii"), "sha256").hex(),
    }


def verify(key: bytes, payload: str, campaign: int, now: datetime) -> Stamp:
    """The stamp of a solved challenge, from the text that the widget puts into the form.

    Raises:
        StampError: forged or unsolved, of another campaign, or past its time.
    """
    number, salt, signature = _parts(payload)
    found = _SALT.fullmatch(salt)
    if found is None:
        raise StampError(Wrong.FORGED)
    hashed = sha256(f"{salt}{number}".encode("ascii")).hexdigest().encode("ascii")
    proof = hmac.digest(challenge_key(key), hashed, "sha256").hex()
    if not signature.isascii() or not hmac.compare_digest(proof, signature):
        raise StampError(Wrong.FORGED)
    stamp = _belongs(_stamp(urlsafe_b64decode(found[1])), campaign)
    if now.timestamp() > int(found[2]):
        raise StampError(Wrong.EXPIRED)
    return replace(stamp, hashes=int(found[3]))


def _parts(payload: str) -> tuple[int, str, str]:
    """Number, salt and signature of a payload; its own copy of the challenge is not asked, since we make it anew."""
    if len(payload) > _LONGEST_PAYLOAD:
        raise StampError(Wrong.FORGED)
    try:
        data = json.loads(b64decode(payload).decode("ascii"))
        number, salt, signature = data["number"], data["salt"], data["signature"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise StampError(Wrong.FORGED) from None
    if type(number) is not int or not isinstance(salt, str) or not isinstance(signature, str):
        raise StampError(Wrong.FORGED)
    return number, salt, signature
