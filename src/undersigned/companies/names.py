"""Name rules: what of a company's name tells it from others, and what is only form."""

import re
from functools import cache
from importlib.resources import files

from cleanco import basename

from undersigned.terms.text import ascii_upper, words

_DOTTED = re.compile(r"\b(?:[A-Z]\.\s?){2,}")
_TRADING_AS = re.compile(r"\b(?:D/?B/?A|DOING BUSINESS AS|TRADING AS|FORMERLY|F/?K/?A)\b.*$")
_FORMS = re.compile(
    r"(?: (?:INC|INCORPORATED|LLC|L L C|LLP|LLLP|RLLP|LP|L P|LC|PLLC|PC|PA|CORP|CORPORATION|CO|COMPANY|LTD|LIMITED|LIMITED PARTNERSHIP|"
    r"NA|PLC|GMBH|THE|AND))+$"
)
_SHORT_FORMS = {
    "CORPORATION": "CORP",
    "INCORPORATED": "INC",
    "COMPANY": "CO",
    "LIMITED": "LTD",
    "LLC": "LLC",
    "LP": "LP",
    "LLP": "LLP",
}


@cache
def core(name: str) -> str:
    """The words of a name without case, punctuation, THE and legal form.

    `THE LANGUAGE BANK, INC.` and `LANGUAGE BANK INC` are both `LANGUAGE BANK`. A name that is nothing but form
    stays as it is.
    """
    joined = _DOTTED.sub(lambda match: re.sub(r"[.\s]", "", match[0]) + " ", ascii_upper(name))
    legal = _TRADING_AS.sub("", joined).strip() or joined
    folded = words(basename(legal) or legal).replace(" & ", " AND ")
    folded = re.sub(r"^THE (?=.)", "", folded)
    return _FORMS.sub("", folded) or folded or words(name)


@cache
def legal_key(name: str) -> str:
    """What two spellings of one company share: the core, and the legal form too where the core is only ordinary words.

    `GUIDEHOUSE INC.` and `GUIDEHOUSE LLP` are one company; `INFORMATION TECHNOLOGY CORPORATION` and
    `INFORMATION TECHNOLOGY COMPANY, LLC` may be two, so they stay two.
    """
    of = core(name)
    if is_distinctive(of):
        return of
    joined = _DOTTED.sub(lambda match: re.sub(r"[.\s]", "", match[0]) + " ", ascii_upper(name))
    forms = [
        _SHORT_FORMS.get(word, word)
        for word in words(joined).split()
        if word in _SHORT_FORMS or word in _SHORT_FORMS.values()
    ]
    return " ".join([of, *forms])


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
    """A readable identifier: `FOUR POINTS TECHNOLOGY` becomes `four-points-technology`."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "unnamed"
