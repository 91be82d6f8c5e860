"""The rules' words, read from `rules.toml`; a phrase matches whole words only."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Rules:
    """Each list as one pattern, to be searched in folded text (`terms.text.words`)."""

    labour: re.Pattern[str]
    product: re.Pattern[str]
    goods: re.Pattern[str]
    labour_codes: re.Pattern[str]
    labour_with_code: re.Pattern[str]
    upkeep_codes: re.Pattern[str]
    upkeep_industries: re.Pattern[str]
    service_is_the_product: re.Pattern[str]
    only_mentioned: re.Pattern[str]
    accessories: re.Pattern[str]
    reseller_names: re.Pattern[str]
    making_industries: re.Pattern[str]
    vendor_marks: frozenset[str]


@cache
def rules() -> Rules:
    """The package's rules."""
    stored = tomllib.loads(files("undersigned.makers").joinpath("rules.toml").read_text(encoding="utf-8"))
    return Rules(
        labour=_anywhere(stored["labour"]),
        product=_anywhere(stored["product"]),
        goods=_anywhere(stored["goods"]),
        labour_codes=re.compile(rf"^(?:{_either(stored['labour_codes'])})\b|\bLABOR\b"),
        labour_with_code=_anywhere(stored["labour_with_code"]),
        upkeep_codes=re.compile(rf"^(?:{_either(stored['upkeep_codes'])})\b"),
        upkeep_industries=_anywhere(stored["upkeep_industries"]),
        service_is_the_product=_anywhere(stored["service_is_the_product"]),
        only_mentioned=re.compile(
            rf"\b(?:{_either(stored['only_mentioned'])})(?: (?:THE|OUR|AN?|EXISTING|CURRENT|ALL|ITS))* $"
        ),
        accessories=re.compile(rf"\b(?:{_either(stored['accessories'])}) (?:FOR|TO FIT|FITTING)(?: \w+){{0,2}} $"),
        reseller_names=_anywhere(stored["reseller_names"]),
        making_industries=_anywhere(stored["making_industries"]),
        vendor_marks=frozenset(stored["vendor_marks"]),
    )


def _anywhere(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(phrases)})\b")


def _either(phrases: list[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
