"""Text as the rules see it: upper case, ASCII, one kind of space."""

import re
import unicodedata
from functools import lru_cache

NOT_A_WORD = re.compile(r"[^A-Z0-9&+]")


_SPACED = bytes(ord(" ") if NOT_A_WORD.match(chr(code)) else code for code in range(256))
"""For each byte of upper-case ASCII itself, or a space where it stands in no word."""


def ascii_upper(text: str) -> str:
    """Accents folded away, upper case: `Müller` becomes `MULLER`."""
    if text.isascii():
        return text.upper()
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").upper()


@lru_cache(maxsize=1 << 17)
def words(text: str) -> str:
    """Letters, digits, `&` and `+`, with one space between words: `PEN-LINK, LTD` becomes `PEN LINK LTD`."""
    return " ".join(ascii_upper(text).encode().translate(_SPACED).decode().split())


def count(number: int, noun: str) -> str:
    """`1 award`, `1,369 awards`, `2 companies`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"
