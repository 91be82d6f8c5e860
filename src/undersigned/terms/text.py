"""Text as the rules see it: upper case, ASCII, one kind of space."""

import re
import unicodedata

NOT_A_WORD = re.compile(r"[^A-Z0-9&+]")


def ascii_upper(text: str) -> str:
    """Accents folded away, upper case: `Müller` becomes `MULLER`."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").upper()


def words(text: str) -> str:
    """Letters, digits, `&` and `+`, with one space between words: `PEN-LINK, LTD` becomes `PEN LINK LTD`."""
    return " ".join(NOT_A_WORD.sub(" ", ascii_upper(text)).split())
