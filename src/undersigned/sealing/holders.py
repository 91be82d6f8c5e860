"""The campaign's key: made once, split among key holders so that k of n open it, and put together again.

The 32 bytes of an X25519 private key are split by SLIP-39 (Shamir's secret sharing with checksums, as 33 English
words a share). The library that does it takes no care of the time that its arithmetic takes: fine on an organiser's
machine, which is the only place where this happens.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from undersigned.sealing.envelope import KEY_LENGTH, SealError

HOLDERS = 3
NEEDED = 2
MOST_HOLDERS = 16  # SLIP-39 counts shares in four bits
WORDS = 33
_PREFIX = 4  # SLIP-39: the first four letters tell every word
_BY_PREFIX = {word[:_PREFIX]: word for word in WORDLIST}
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class CampaignKey:
    """The private key of a campaign and its public half, 32 raw bytes each."""

    private: bytes = field(repr=False)
    public: bytes

    @classmethod
    def fresh(cls) -> "CampaignKey":
        """A new key."""
        return cls.of(token_bytes(KEY_LENGTH))

    @classmethod
    def of(cls, private: bytes) -> "CampaignKey":
        """The key with this private half."""
        return cls(private, X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw())


def split(key: CampaignKey, holders: int = HOLDERS, needed: int = NEEDED) -> list[str]:
    """The words of each holder's share; any `needed` of them make the key, fewer tell nothing of it.

    Raises:
        SealError: such a split makes no sense.
    """
    if not 1 <= needed <= holders <= MOST_HOLDERS:
        raise SealError(f"Of {holders} key holders {needed} cannot be needed; at most {MOST_HOLDERS} can hold a share.")
    if needed == 1 and holders > 1:
        raise SealError("If one holder is enough, each could open everything alone: make at least two needed.")
    return generate_mnemonics(1, [(needed, holders)], key.private)[0]  # type: ignore[no-any-return]


def recover(shares: Sequence[str], public: bytes) -> CampaignKey:
    """The key from the words of enough shares; every share given takes part, so a wrong one is noticed.

    Raises:
        SealError: too few, one given twice, of another key, or words that are not right.
    """
    known = [_share(number, words) for number, words in enumerate(shares, start=1)]
    if not known:
        raise SealError("No share was given: --share FILE for each holder, or the words of recovery sheets.")
    needed = known[0].member_threshold
    if len({share.group_parameters() for share in known}) > 1:
        raise SealError("These shares are of different keys: each belongs to one ceremony.")
    if len({share.index for share in known}) < len(known):
        raise SealError("One share was given twice: different holders are needed.")
    if len(known) < needed:
        raise SealError(f"{needed} shares are needed, and there are {len(known)}.")
    words = [share.mnemonic() for share in known]
    first = words[: needed - 1]
    found = {_combined([*first, another]) for another in words[needed - 1 :]}
    keys = [CampaignKey.of(private) for private in found]
    if len(keys) != 1 or keys[0].public != public:
        raise SealError("These shares make another key than this campaign's.")
    return keys[0]


def _combined(words: list[str]) -> bytes:
    try:
        private: bytes = combine_mnemonics(words)
    except MnemonicError:
        raise SealError("These shares do not make a key together: one of them is not of this ceremony.") from None
    if len(private) != KEY_LENGTH:
        raise SealError("These shares make a secret of another program, not a campaign's key.")
    return private


def _share(number: int, text: str) -> Share:
    words = tidy(text)
    try:
        return Share.from_mnemonic(words)
    except MnemonicError:
        raise SealError(
            f"The words of share {number} do not fit together: at least one is wrong or out of order. "
            "Read the recovery sheet again, line by line."
        ) from None


def tidy(text: str) -> str:
    """The words of a share as typed from a recovery sheet: numbers and commas left out, four letters are enough.

    Raises:
        SealError: a word that is on no sheet, or not as many words as a share has.
    """
    typed = _LETTERS.findall(text.lower())
    known = [_BY_PREFIX.get(word[:_PREFIX], "") for word in typed]
    for position, (word, meant) in enumerate(zip(typed, known, strict=True), start=1):
        if not meant.startswith(word) or (word != meant and len(word) < _PREFIX):
            raise SealError(f"Word {position}, “{word}”, is on no recovery sheet: read it again.")
    if len(known) != WORDS:
        raise SealError(f"A share has {WORDS} words; {len(known)} were given.")
    return " ".join(known)


def number_of(words: str) -> int:
    """Which share this is, from 1, as the holders were numbered at the ceremony."""
    return int(_share(1, words).index) + 1


def needed_of(words: str) -> int:
    """How many shares are needed, as each share itself says."""
    return int(_share(1, words).member_threshold)


def fingerprint(data: bytes, groups: int = 4) -> str:
    """Digits in groups of five, for two people to compare aloud: the same only for the same bytes."""
    number = int.from_bytes(sha256(b"undersigned fingerprint\0" + data).digest()) % 10 ** (5 * groups)
    digits = f"{number:0{5 * groups}}"
    return " ".join(digits[start : start + 5] for start in range(0, 5 * groups, 5))


def share_fingerprint(words: str) -> str:
    """The fingerprint of a share; it tells nothing of the share's words, which hold 256 random bits."""
    return fingerprint(tidy(words).encode("ascii"))
