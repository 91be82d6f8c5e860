"""Numbers that authors typed instead of citing: amounts of money, percentages, and numbers from a thousand up.

Years, days and the numbers of awards are none. Neither is what a block of code shows, nor what a quotation (`>`) says
that carries a link to where it was said.
"""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from undersigned.dossiers.authored.markdown import parse, walk

_DIGITS = r"\d{1,3}(?:[., \u00a0\u2009\u202f'\u2019]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_SIZES = r"hundred|thousand|million|billion|trillion|mil|mill[oó]n(?:es)?|bill[oó]n(?:es)?|tn|bn|mn|(?-i:[kKM])"
_MONEY = r"(?:US|U\.S\.)?\s?dollars?|d[oó]lar(?:es)?|cents?|centavos?|euros?|pesos?|pounds?|USD|EUR"
_PERCENT = r"%|‰|per\s?cent|percentage\s+points?|por\s+ciento|puntos\s+porcentuales"
_SPELLED = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred|uno?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|veinte|treinta|cuarenta|cincuenta|"
    r"sesenta|setenta|ochenta|noventa|cien"
)
_LARGE = r"thousand|million|billion|trillion|mil|mill[oó]n(?:es)?|bill[oó]n(?:es)?"
_NUMBER = re.compile(
    rf"""(?<![\w.,])(?:
        (?P<money>(?:[$€£¥]|\b(?:USD|EUR|GBP|MXN)\b|\b(?:US|MX)\$)\s?-?(?:{_DIGITS})(?:[\s-]?(?:{_SIZES})\b)?)
      | (?P<counted>(?:{_DIGITS})[\s-]?
            (?:(?:(?:{_SIZES})\b\s?)+(?:(?:de\s+)?(?:{_MONEY})\b)?|(?:{_MONEY})\b|{_PERCENT}))
      | (?P<spelled>(?:{_SPELLED})(?:[\s-](?:{_SPELLED}))*[\s-](?:(?:{_LARGE})\b|(?:{_MONEY})\b|{_PERCENT}))
      | (?P<bare>{_DIGITS})
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_CURRENCY = re.compile(rf"(?:USD|EUR|GBP|MXN|US|MX)?\d+(?:{_SIZES})?", re.IGNORECASE)
_IDENTIFIER = re.compile(r"(?<![\w$€£¥.,-])(?=[\w-]*\d)(?=[\w-]*[A-Z_])[\w-]+")
_NAMES = frozenset({"3M", "4K"})
_LEADING = re.compile(r"\d{1,3}(?:[., \u00a0\u2009\u202f'\u2019]\d{3})+(?!\d)|\d+")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")


def typed_numbers(text: str, where: str = "report.md") -> list[tuple[int, str]]:
    """Each typed number with its line.

    Raises:
        CatalogError: a placeholder or a link that cannot be.
    """
    tokens = parse(text, where)
    quoted = _lines_of_sourced_quotations(tokens)
    return [
        (line, number)
        for start, token, _ in walk(tokens)
        if token.type == "inline" and start not in quoted
        for line, number in _numbers(start, token)
    ]


def advice(number: str) -> str:
    """What to do about a typed number."""
    return (
        f"{number} is typed. Cite a claim with {{claim:ID}}, or give its source with {{source: {number} | https://…}}."
    )


def _numbers(start: int, inline: Token) -> Iterator[tuple[int, str]]:
    text = _IDENTIFIER.sub(_without_name, "".join(map(_words, inline.children or ())))
    for found in _NUMBER.finditer(text):
        if found["bare"] is None or _is_large(found["bare"]):
            yield start + text.count("\n", 0, found.start()), " ".join(found[0].split())


def _words(token: Token) -> str:
    """What a reader sees of a part; a placeholder is a gap that keeps its lines."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "placeholder":
        return " ¦ " + "\n" * token.content.count("\n")
    return token.content if token.type in ("text", "code_inline") else ""


def _without_name(found: re.Match[str]) -> str:
    """Award numbers and the like are no figures; `5M` and `USD5000` are."""
    word = found[0]
    return word if _CURRENCY.fullmatch(word) and word not in _NAMES else "¦" * len(word)


def _is_large(number: str) -> bool:
    leading = _LEADING.match(number)
    if leading is None or _YEAR.fullmatch(number):
        return False
    return int(re.sub(r"\D", "", leading[0])) >= 1000


def _lines_of_sourced_quotations(tokens: list[Token]) -> set[int]:
    """The first lines of the paragraphs of quotations that say where they are from."""
    found: set[int] = set()
    opened = None
    for place, token in enumerate(tokens):
        if token.type == "blockquote_open" and token.level == 0:
            opened = place
        elif token.type == "blockquote_close" and token.level == 0 and opened is not None:
            inside = list(walk(tokens[opened : place + 1]))
            if any(part.type == "link_open" or _is_source(part) for _, part, _ in inside):
                found |= {line for line, part, _ in inside if part.type == "inline"}
    return found


def _is_source(token: Token) -> bool:
    return token.type == "placeholder" and token.meta["name"] == "source"
