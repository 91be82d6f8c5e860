"""How long a text is, as each network counts, and how to cut it at a word."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from math import ceil

_JOINER = "\u200d"
_ONCE = (range(0x1100), range(0x2000, 0x200E), range(0x2010, 0x2020), range(0x2032, 0x2038))
"""Code points that count once on X (twitter-text, configuration 3); all others count twice."""
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("^{}\\[~]|€")
"""The letters of 3GPP TS 23.038, and those that take two places there."""
_DANGLING = ",;:-\u2013\u2014"
"""What no ellipsis may follow."""
SMS_LETTERS, SMS_UNITS = 459, 201
"""What three joined parts hold: 153 letters of GSM each, or 67 units of UTF-16."""


def graphemes(text: str) -> Iterator[str]:
    """Signs as a reader sees them: a letter with its marks, an emoji with what is joined to it, a flag.

    The common part of Unicode's rules (UAX #29): what it leaves out are scripts whose syllables stay whole there; such
    a text is counted a little longer than it is, never shorter.
    """
    cluster = ""
    for sign in text:
        if cluster and not _joins(cluster, sign):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def _joins(cluster: str, sign: str) -> bool:
    last = cluster[-1]
    if last == "\r" and sign == "\n":
        return True
    if _is_flag_half(sign):
        return len(cluster) == 1 and _is_flag_half(last)
    mark = unicodedata.category(sign) in ("Mn", "Me", "Mc") or "\U0001f3fb" <= sign <= "\U0001f3ff"
    return mark or sign == _JOINER or (last == _JOINER and _is_picture(sign))


def _is_flag_half(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _is_picture(sign: str) -> bool:
    return unicodedata.category(sign) == "So"


def in_graphemes(text: str) -> int:
    """Signs as a reader sees them."""
    return sum(1 for _ in graphemes(text))


def weighted(text: str) -> int:
    """As X counts: most letters once, all others twice, an emoji twice however it is composed."""
    composed = unicodedata.normalize("NFC", text)
    return sum(2 if _is_picture(sign[0]) or _is_flag_half(sign[0]) else _weight(sign) for sign in graphemes(composed))


def _weight(cluster: str) -> int:
    return sum(1 if any(ord(sign) in once for once in _ONCE) else 2 for sign in cluster)


def in_bytes_of_emoji(text: str) -> int:
    """As Threads counts: characters, an emoji its bytes."""
    return sum(len(sign.encode()) if _is_picture(sign) or _is_flag_half(sign) else 1 for sign in text)


def sms(text: str) -> int:
    """In letters of GSM; where one letter is not among them, every unit of UTF-16 takes a larger share."""
    if all(sign in _GSM or sign in _GSM_TWICE for sign in text):
        return sum(2 if sign in _GSM_TWICE else 1 for sign in text)
    return ceil(len(text.encode("utf-16-le")) / 2 * SMS_LETTERS / SMS_UNITS)


MEASURES: Mapping[str, Callable[[str], int]] = {
    "graphemes": in_graphemes,
    "characters": len,
    "weighted": weighted,
    "bytes": in_bytes_of_emoji,
    "sms": sms,
}


def cut(text: str, fits: Callable[[str], bool]) -> str:
    """The text, or as many of its words as fit with an ellipsis; of a first word that is too long, as many signs."""
    if fits(text):
        return text
    words = text.split()
    found = _longest(len(words) - 1, lambda count: f"{' '.join(words[:count]).rstrip(_DANGLING)} …", fits)
    if found or not words:
        return found
    signs = list(graphemes(words[0]))
    return _longest(len(signs), lambda count: f"{''.join(signs[:count])}…", fits)


def _longest(most: int, shorter: Callable[[int], str], fits: Callable[[str], bool]) -> str:
    """What is made of the greatest count that fits; empty where not even one does."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(shorter(middle)) else (low, middle - 1)
    return shorter(low) if low > 0 else ""
