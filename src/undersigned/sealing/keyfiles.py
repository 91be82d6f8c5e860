"""The files of the key ceremony as texts: a holder's share, the campaign's public key, the proof of recovery.

They are TOML so that people can see what they hold. Nothing here reads or writes a disk.
"""

import tomllib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from undersigned.sealing import recovery
from undersigned.sealing.envelope import KEY_LENGTH, SealError
from undersigned.sealing.holders import fingerprint, share_fingerprint
from undersigned.sealing.passphrases import Cost, Locked, lock, unlock
from undersigned.sealing.recovery import Proof

_VERSION = 1


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What the server may know of a campaign's key: its public half, who holds shares, how to check a recovery."""

    campaign: str  # the slug
    made: date
    public: bytes
    verifying: bytes
    test: bytes
    needed: int
    shares: tuple[str, ...]  # their fingerprints

    @property
    def fingerprint(self) -> str:
        """For comparing aloud: of the key and of the key that checks proofs."""
        return fingerprint(self.public + self.verifying, groups=6)

    def proved_by(self, proof: Proof) -> bool:
        """True when this key was recovered as the proof says, by as many holders as are needed."""
        enough = len(set(proof.shares)) >= self.needed and set(proof.shares) <= set(range(1, len(self.shares) + 1))
        return enough and recovery.holds(proof, self.public, self.verifying)

    def to_toml(self) -> str:
        """The text of `SLUG.public.toml`."""
        return _toml(
            f"The public key of the campaign {self.campaign}. It seals and opens nothing: it may be shown to anybody.",
            {
                "kind": "public key",
                "campaign": self.campaign,
                "made": self.made,
                "fingerprint": self.fingerprint,
                "public": self.public,
                "verifying": self.verifying,
                "test": self.test,
                "needed": self.needed,
                "shares": self.shares,
            },
        )

    @classmethod
    def from_toml(cls, text: str) -> "PublicKey":
        """What `to_toml` wrote.

        Raises:
            SealError: it is no such file, or its parts do not belong together.
        """
        data = _Read(text, "public key")
        key = cls(
            data.text("campaign"),
            data.day("made"),
            data.bytes_of("public", KEY_LENGTH),
            data.bytes_of("verifying", KEY_LENGTH),
            data.bytes_of("test"),
            data.whole("needed"),
            tuple(str(share) for share in data.list_of("shares")),
        )
        if data.text("fingerprint") != key.fingerprint or not 1 <= key.needed <= len(key.shares):
            raise SealError("The file of the public key was changed: its parts and its fingerprint differ.")
        return key


@dataclass(frozen=True, slots=True)
class HolderKey:
    """One holder's share under her passphrase."""

    campaign: str
    number: int
    of: int
    needed: int
    public: bytes
    fingerprint: str
    locked: Locked

    @classmethod
    def lock(cls, key: PublicKey, number: int, words: str, passphrase: str, cost: Cost | None = None) -> "HolderKey":
        """Put the words of share `number` (from 1) under a passphrase."""
        locked = lock(words, passphrase, _about(key.public, number), cost)
        of, known = len(key.shares), share_fingerprint(words)
        return cls(key.campaign, number, of, key.needed, key.public, known, locked)

    def unlock(self, passphrase: str) -> str:
        """The words of the share."""
        return unlock(self.locked, passphrase, _about(self.public, self.number))

    def to_toml(self) -> str:
        """The text of `holder-1.key.toml`."""
        return _toml(
            f"Share {self.number} of {self.of} of the key of the campaign {self.campaign}, under a passphrase. "
            f"{self.needed} shares open what signers typed. Keep it to yourself, and a copy elsewhere.",
            {
                "kind": "holder's share",
                "campaign": self.campaign,
                "number": self.number,
                "of": self.of,
                "needed": self.needed,
                "fingerprint": self.fingerprint,
                "public": self.public,
                **self.locked.to_table(),
            },
        )

    @classmethod
    def from_toml(cls, text: str) -> "HolderKey":
        """What `to_toml` wrote.

        Raises:
            SealError: it is no such file.
        """
        data = _Read(text, "holder's share")
        try:
            locked = Locked.from_table(data.table)
        except ValueError as error:
            raise SealError(f"The holder's file is damaged: {error}.") from None
        return cls(
            data.text("campaign"),
            data.whole("number"),
            data.whole("of"),
            data.whole("needed"),
            data.bytes_of("public", KEY_LENGTH),
            data.text("fingerprint"),
            locked,
        )


def proof_to_toml(campaign: str, proof: Proof) -> str:
    """The text of `SLUG.recovered.toml`."""
    return _toml(
        f"Proof that holders recovered the key of the campaign {campaign}; the server wants it before it publishes.",
        {
            "kind": "proof of recovery",
            "campaign": campaign,
            "day": proof.day,
            "shares": proof.shares,
            "signature": proof.signature,
        },
    )


def proof_from_toml(text: str) -> Proof:
    """What `proof_to_toml` wrote.

    Raises:
        SealError: it is no such file.
    """
    data = _Read(text, "proof of recovery")
    shares = data.list_of("shares")
    if not all(isinstance(share, int) for share in shares):
        raise SealError("The proof of recovery does not say which shares were used.")
    return Proof(data.day("day"), tuple(shares), data.bytes_of("signature"))


def _about(public: bytes, number: int) -> bytes:
    return b"undersigned share\0%d\0" % number + public


def _toml(comment: str, values: Mapping[str, object]) -> str:
    lines = [f"# {comment}", f"version = {_VERSION}"]
    return "\n".join([*lines, *(f"{name} = {_value(value)}" for name, value in values.items())]) + "\n"


def _value(value: object) -> str:
    if isinstance(value, bytes):
        return f'"{b64encode(value).decode("ascii")}"'
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, date | int):
        return str(value)
    plain = str(value)
    if not plain.isprintable() or set(plain) & {'"', "\\"}:
        raise SealError(f"This cannot stand in a key's file: {plain!r}.")
    return f'"{plain}"'


class _Read:
    """A key's file as TOML, each value asked for by its kind."""

    def __init__(self, text: str, kind: str) -> None:
        try:
            self.table: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise SealError(f"The file of a {kind} is no TOML: {error}.") from None
        self.kind = kind
        if self.table.get("kind") != kind or self.table.get("version") != _VERSION:
            raise SealError(f"This file is no {kind} that this version of Undersigned reads.")

    def _of(self, name: str, kinds: type) -> Any:
        value = self.table.get(name)
        if not isinstance(value, kinds):
            raise SealError(f"The file of a {self.kind} says nothing usable under “{name}”.")
        return value

    def text(self, name: str) -> str:
        return str(self._of(name, str))

    def whole(self, name: str) -> int:
        return int(self._of(name, int))

    def day(self, name: str) -> date:
        found: date = self._of(name, date)
        return found

    def list_of(self, name: str) -> list[Any]:
        return list(self._of(name, list))

    def bytes_of(self, name: str, length: int = 0) -> bytes:
        try:
            value = b64decode(self.text(name), validate=True)
        except ValueError:
            value = b""
        if not value or length not in {0, len(value)}:
            raise SealError(f"The file of a {self.kind} is damaged: “{name}” is not as long as it must be.")
        return value
