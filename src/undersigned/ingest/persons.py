"""Natural persons inside records are dropped or made neutral before anything is kept.

Officers, telephone and fax numbers and street lines are never read (`sources.base.PERSONAL`). Here: recipients
marked as sole proprietors or individuals, recipients whose name is plainly a person's, and e-mail addresses and
telephone numbers inside descriptions.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from undersigned.engine.duck import quoted
from undersigned.ingest import marks
from undersigned.sources.base import Source
from undersigned.terms.text import words

NEUTRAL_NAME = "INDIVIDUAL (NAME WITHHELD)"
"""All natural persons together: they count in sums and are nobody in particular."""
EMAIL_MASK = "[e-mail address masked]"
PHONE_MASK = "[telephone number masked]"
NAME_MASK = "[name withheld]"

EMAIL = r"[\w.+'-]+\s?@\s?[\w-]+(\.[\w-]+)*\.[A-Za-z]{2,}"
PHONE = (
    r"(\+?1[-. ]{1,2})?(\(\s?[2-9]\d{2}\s?\)\s?[-. ]?|\b[2-9]\d{2}[-./ ]{1,3})\d{3}[-. ]{1,3}\d{4}\b"
    r"|\+\d{1,3}([-. ]\(?\d{1,4}\)?){2,5}"
)
_TO_MASK = r"@|\d{3}[-. ]{1,3}\d{4}|\+\d|\d{10}"
"""A part of every e-mail address and telephone number."""
PHONE_AFTER_WORD = r"(?i)\b(PHONE|TELEPHONE|TEL|CELL|MOBILE|FAX|CALL|PH)\b([^0-9]{0,12})\d{10}\b"
_FOUR_DIGITS = re.compile(r"\d{4}|\+\d")
_SUFFIXES = {"JR", "SR", "II", "III", "IV", "MD", "PHD", "ESQ", "DR", "MR", "MRS", "MS", "DVM", "CPA", "ABBP"}


@cache
def given_names() -> frozenset[str]:
    """Common given names, from the public lists of the United States Census and Social Security."""
    text = files("undersigned.ingest").joinpath("given_names.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def organisation_words() -> frozenset[str]:
    """Words that no natural person's name has: legal forms, trades, kinds of body."""
    text = files("undersigned.ingest").joinpath("organisation_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def companies_like_persons() -> frozenset[str]:
    """Companies whose whole name reads like a person's, such as Henry Schein: the catalogue's, the owners', others."""
    text = files("undersigned.ingest").joinpath("companies_like_persons.txt").read_text(encoding="utf-8")
    return frozenset(text.splitlines())


def _is_of_an_organisation(word: str) -> bool:
    return word in organisation_words() or "&" in word or word[0].isdigit()


def looks_natural(name: str) -> bool:
    """True for a name that is plainly a person's: two to four words, one a given name, no word of an organisation.

    A rule of thumb on names alone: it errs towards withholding, and the method page says so. A company that is known
    to be named like a person is none, as it writes its name; `YALE, MARTIN` is one all the same.
    """
    folded = words(name)
    if ("," not in name and folded in companies_like_persons()) or any(
        _is_of_an_organisation(word) for word in folded.split()
    ):
        return False
    parts = [part for part in folded.split() if part not in _SUFFIXES]
    if not 2 <= len(parts) <= 4 or not all(part.isalpha() for part in parts):
        return False
    surname, comma, given = name.partition(",")
    if comma and len(words(surname).split()) <= 2 and 1 <= len(words(given).split()) <= 3:
        return words(given).split()[0] in given_names()
    surname_first = parts[1] in given_names() and (len(parts) == 2 or len(parts[-1]) == 1)
    return parts[0] in given_names() or surname_first


def natural_among(names: Iterable[str | None]) -> list[str]:
    """The names of natural persons among distinct recipient names."""
    return [name for name in names if name and looks_natural(name)]


def marked_individual(source: Source, header: list[str]) -> str:
    """SQL: is this row's recipient a natural person, by the publisher's mark or by name (mark `natural_recipient`)?"""
    return _any_of([*_marked(source, header), marks.has("natural_recipient")])


def marked_by_publisher(source: Source, header: list[str]) -> str:
    """SQL: is this row's recipient a natural person, by the publisher's mark alone?"""
    return _any_of(_marked(source, header))


def marked_prime(source: Source, header: list[str]) -> str:
    """SQL: is the prime recipient behind this subaward a natural person?"""
    return _any_of([*_of_type(source.prime_business_types, header), marks.has("natural_prime")])


def _marked(source: Source, header: list[str]) -> list[str]:
    tests = [
        f"upper({quoted(column)}) IN ('T', 'TRUE', 'Y', 'YES', '1')"
        for column in source.individual_columns
        if column in header
    ]
    return [*tests, *_of_type(source.business_types, header)]


def _of_type(business_types: str | None, header: list[str]) -> list[str]:
    if not business_types or business_types not in header:
        return []
    return [f"regexp_matches(upper({quoted(business_types)}), 'SOLE PROPRIETOR|\\bINDIVIDUAL\\b')"]


def _any_of(tests: list[str]) -> str:
    return "(" + " OR ".join(("false", *(f"coalesce({test}, false)" for test in tests))) + ")"


def masked(text: str) -> str:
    """SQL: a description without e-mail addresses and telephone numbers.

    One cheap look comes first: most descriptions hold nothing to mask, and replacing costs four times as much.
    """
    email = f"regexp_replace({text}, {_sql(EMAIL)}, '{EMAIL_MASK}', 'g')"
    phone = f"regexp_replace({email}, {_sql(PHONE)}, '{PHONE_MASK}', 'g')"
    both = f"regexp_replace({phone}, {_sql(PHONE_AFTER_WORD)}, '\\1\\2{PHONE_MASK}', 'g')"
    return f"CASE WHEN regexp_matches({text}, {_sql(_TO_MASK)}) THEN {both} ELSE {text} END"


def without_name(text: str, individual: str, recipient: str) -> str:
    """SQL: a description in which the words of an individual's own name are withheld."""
    tokens = f"list_filter(regexp_split_to_array({recipient}, '[^A-Za-z]+'), lambda part: length(part) > 2)"
    pattern = f"'(?i)\\b(' || array_to_string({tokens}, '|') || ')\\b'"
    guarded = f"CASE WHEN {individual} AND len({tokens}) > 0 THEN {pattern} ELSE '^\\b$' END"
    return f"CASE WHEN {individual} THEN regexp_replace({text}, {guarded}, '{NAME_MASK}', 'g') ELSE {text} END"


def mask(text: str, name: str | None = None) -> str:
    """The same masks for text that does not go through the engine, such as a rejected row; `name` is withheld too."""
    if "@" in text:
        text = re.sub(EMAIL, EMAIL_MASK, text)
    if _FOUR_DIGITS.search(text):
        text = re.sub(PHONE, PHONE_MASK, text)
        text = re.sub(PHONE_AFTER_WORD, rf"\1\2{PHONE_MASK}", text)
    if not name:
        return text
    tokens = [token for token in re.split(r"[^A-Za-z]+", name) if len(token) > 2]
    return re.sub(rf"(?i)\b({'|'.join(tokens)})\b", NAME_MASK, text) if tokens else text


def _sql(pattern: str) -> str:
    return "'" + pattern.replace("'", "''") + "'"
