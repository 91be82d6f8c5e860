"""A name's initials: what both the pages and the key holders show of a signer who asked for no more."""

import re
from unicodedata import category, combining, normalize

_BETWEEN = re.compile(r"[\s.\-\u2010-\u2015\u00b7\u30fb\uff65]+")
"""Spaces, full stops, hyphens and dashes, the dots between the parts of a name in Chinese and Japanese."""
_VIRAMA = 9


def initials(name: str) -> str:
    """The first letter of each part of a name, with its marks; nothing for a name without letters.

    `Anna-Lena de Vries` is `A. L. D. V.`, and what are initials already stays: `(A. L.)` is `A. L.`
    """
    found = (_first_letter(part) for part in _BETWEEN.split(normalize("NFC", name)))
    return " ".join(f"{letter}." for letter in found if letter)


def _first_letter(part: str) -> str:
    """The letter with which a word begins and the marks on it; nothing for a number or a sign."""
    start = next((at for at, sign in enumerate(part) if sign.isalnum()), len(part))
    if not part[start : start + 1].isalpha():
        return ""
    end = next((at for at in range(start + 1, len(part)) if category(part[at])[0] != "M"), len(part))
    large = part[start].title()
    return (large if len(large) == 1 else part[start]) + _marks(part[start + 1 : end])


def _marks(marks: str) -> str:
    """Without the sign at the end that only ties a letter to the next, as in Devanagari."""
    return marks[:-1] if marks and combining(marks[-1]) == _VIRAMA else marks
