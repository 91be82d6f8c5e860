"""The rules' words, read from `rules.toml` and `administration.txt`; a phrase matches whole words only."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from undersigned.makers.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Rules:
    """Each list as phrases or one pattern, to be searched in folded text (`terms.text.words`)."""

    labour: Phrases
    product: Phrases
    acts: Phrases
    goods: Phrases
    labour_codes: re.Pattern[str]
    labour_with_code: Phrases
    upkeep_codes: re.Pattern[str]
    upkeep_industries: Phrases
    service_is_the_product: Phrases
    work: Phrases
    airtime: Phrases
    worked_on: Phrases
    comes_with_it: Phrases
    named_as_reseller: Phrases
    only_mentioned: Phrases
    accessories: Phrases
    reseller_names: Phrases
    making_industries: Phrases
    vendor_marks: frozenset[str]
    places_after: frozenset[str]

    @property
    def before_a_name(self) -> tuple[Phrases, ...]:
        """What may stand before a name that is not what is bought."""
        return self.named_as_reseller, self.only_mentioned, self.accessories


@cache
def rules() -> Rules:
    """The package's rules."""
    stored = tomllib.loads(files("undersigned.makers").joinpath("rules.toml").read_text(encoding="utf-8"))
    return Rules(
        labour=Phrases(stored["labour"]),
        product=Phrases(stored["product"]),
        acts=Phrases(stored["acts"]),
        goods=Phrases(stored["goods"]),
        labour_codes=re.compile(rf"^(?:{_either(stored['labour_codes'])})\b|\bLABOR\b"),
        labour_with_code=Phrases(stored["labour_with_code"]),
        upkeep_codes=re.compile(rf"^(?:{_either(stored['upkeep_codes'])})\b"),
        upkeep_industries=Phrases(stored["upkeep_industries"]),
        service_is_the_product=Phrases(stored["service_is_the_product"]),
        work=Phrases(stored["work"], before=r"(?<!\bTO )\b", behind=r"\b(?! (?:PARTS?|KITS?|COSTS?|TOOLS?))"),
        airtime=Phrases(stored["airtime"], behind=r"\b(?! (?:PHONES?|DEVICES?|EQUIPMENT|TELEMATICS)\b)"),
        worked_on=Phrases(stored["worked_on"], behind=r"(?: \w+){0,2} EXISTING $"),
        comes_with_it=Phrases(stored["comes_with_it"], before="^"),
        named_as_reseller=Phrases(stored["named_as_reseller"], behind=" $"),
        only_mentioned=Phrases(stored["only_mentioned"], behind=r"(?: (?:THE|OUR|AN?|EXISTING|CURRENT|ALL|ITS))* $"),
        accessories=Phrases(stored["accessories"], behind=r" (?:FOR|TO FIT|FITTING)(?: \w+){0,2} $"),
        reseller_names=Phrases(stored["reseller_names"]),
        making_industries=Phrases(stored["making_industries"]),
        vendor_marks=frozenset(stored["vendor_marks"]),
        places_after=frozenset(stored["places_after"]),
    )


@cache
def administration() -> frozenset[str]:
    """Words that speak of an order and not of what is ordered, in `administration.txt`."""
    return frozenset(files("undersigned.makers").joinpath("administration.txt").read_text(encoding="utf-8").split())


def _either(phrases: list[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
