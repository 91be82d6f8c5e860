"""Name rules: what of a company's name tells it from others, and what is only form."""

import re
from functools import cache
from importlib.resources import files

from undersigned.companies.legal_forms import without_form
from undersigned.terms.text import ascii_upper, words

_DOTTED = re.compile(r"\b(?:[A-Z]\.\s?)+(?:[A-Z]\.|[A-Z]\b)")
_TRADING_AS = re.compile(r"\b(?:D/?B/?A|DOING BUSINESS AS|TRADING AS|FORMERLY|F/?K/?A)\b.*$")
_FORMS = re.compile(
    r"(?: (?:INC|INCORPORATED|LLC|L L C|LLP|LLLP|RLLP|LP|L P|LC|PLLC|PC|PA|CORP|CORPORATION|CO|COMPANY|LTD|LIMITED|"
    r"LIMITED LIABILITY COMPANY|LIMITED LIABILITY|LIMITED PARTNERSHIP|NA|PLC|GMBH|THE|AND))+$"
)
_REGISTER_NUMBER = re.compile(r"\s*\(\d{3,}\)\s*$")
_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")
_KINDS = {"CORP": "corporation", "CORPORATION": "corporation", "INC": "corporation", "INCORPORATED": "corporation"}
_KINDS |= {"LLC": "llc", "LP": "partnership", "LLP": "partnership"}


@cache
def core(name: str) -> str:
    """The words of a name without case, punctuation, THE, legal form and a register's number behind it.

    `THE LANGUAGE BANK, INC.` and `LANGUAGE BANK INC` are both `LANGUAGE BANK`. A name that is nothing but form
    stays as it is, and so does one without a Latin letter or digit.
    """
    upper = ascii_upper(_REGISTER_NUMBER.sub("", name) if "(" in name else name)
    joined = _DOTTED.sub(lambda match: re.sub(r"[.\s]", "", match[0]) + " ", upper)
    legal = _TRADING_AS.sub("", joined).strip() or joined
    folded = words(without_form(legal) or legal).replace(" & ", " AND ")
    folded = folded.removeprefix("THE ") or folded
    return _FORMS.sub("", folded) or folded or words(name) or " ".join(name.upper().split())


def legal_kind(name: str) -> str:
    """`corporation`, `llc`, `partnership`, or nothing where the name has no such form."""
    joined = _DOTTED.sub(lambda match: re.sub(r"[.\s]", "", match[0]) + " ", ascii_upper(name))
    return next((_KINDS[word] for word in reversed(words(joined).split()) if word in _KINDS), "")


def is_distinctive(of: str) -> bool:
    """True where a core has a word that is not ordinary in company names."""
    return any(word not in _generic_words() for word in of.split())


@cache
def _generic_words() -> frozenset[str]:
    return frozenset(files("undersigned.companies").joinpath("generic_words.txt").read_text(encoding="utf-8").split())


def starts_with(longer: str, shorter: str) -> bool:
    """True when one core begins with all words of the other and goes on."""
    return longer.startswith(shorter + " ")


def slug(text: str) -> str:
    """A readable identifier: `FOUR POINTS TECHNOLOGY` becomes `four-points-technology`; other scripts stay."""
    latin = _NOT_IN_A_SLUG.sub("-", text.lower()).strip("-")
    return latin or re.sub(r"[\W_]+", "-", text.lower()).strip("-") or "unnamed"
