"""What a passphrase locks: argon2id makes the key, AES-256-GCM seals the text.

256 MiB and three passes are above RFC 9106's second recommendation (64 MiB, three passes): a few tenths of a second
on a laptop, for each guess of a thief who has the file.
"""

import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass
from secrets import token_bytes

from argon2.low_level import Type, hash_secret_raw

from undersigned.sealing.envelope import KEY_LENGTH, SealError, open_sealed, seal

SHORTEST = 12
_SALT = 16
_MOST_MEMORY = 4 * 1024 * 1024  # KiB: a file that asks for more was not made here


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs: memory in KiB, passes over it, lanes."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Locked:
    """A text under a passphrase, with all that is needed to open it but the passphrase."""

    cost: Cost
    salt: bytes
    sealed: bytes

    def to_table(self) -> dict[str, str | int]:
        """The same as values of a TOML table."""
        return {
            "memory_kib": self.cost.memory,
            "passes": self.cost.passes,
            "lanes": self.cost.lanes,
            "salt": b64encode(self.salt).decode("ascii"),
            "sealed": b64encode(self.sealed).decode("ascii"),
        }

    @classmethod
    def from_table(cls, table: dict[str, object]) -> "Locked":
        """What `to_table` made.

        Raises:
            ValueError: a value is missing, of another kind, or asks for more than this program ever does.
        """
        memory, passes, lanes = (int(str(table.get(name))) for name in ("memory_kib", "passes", "lanes"))
        if not (8 * lanes <= memory <= _MOST_MEMORY and 1 <= passes <= 100 and 1 <= lanes <= 64):
            raise ValueError("the cost of its passphrase cannot be right")
        salt, sealed = (
            b64decode(str(table.get("salt", "")), validate=True),
            b64decode(str(table.get("sealed", "")), validate=True),
        )
        if len(salt) != _SALT:
            raise ValueError("its salt has another length")
        return cls(Cost(memory, passes, lanes), salt, sealed)


def lock(text: str, passphrase: str, about: bytes, cost: Cost | None = None) -> Locked:
    """Put a text under a passphrase of at least 12 characters.

    Raises:
        SealError: the passphrase is too short.
    """
    if len(passphrase) < SHORTEST:
        raise SealError(f"A passphrase has at least {SHORTEST} characters; four or five random words are good.")
    chosen, salt = cost or Cost(), token_bytes(_SALT)
    return Locked(chosen, salt, seal(_key(passphrase, salt, chosen), text.encode("utf-8"), about))


def unlock(locked: Locked, passphrase: str, about: bytes) -> str:
    """The text again.

    Raises:
        SealError: another passphrase, or a changed file.
    """
    try:
        key = _key(passphrase, locked.salt, locked.cost)
        return open_sealed(key, locked.sealed, about).decode("utf-8")
    except SealError:
        raise SealError("This passphrase does not open this holder's key, or the file was changed.") from None


def _key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """NFKC first, so that an accent typed on another keyboard is the same accent."""
    typed = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return hash_secret_raw(typed, salt, cost.passes, cost.memory, cost.lanes, KEY_LENGTH, Type.ID)
