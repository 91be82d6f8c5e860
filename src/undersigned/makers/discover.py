"""Product-like names that the catalogue does not know: what to look up next, and a first draft of a maker's file.

A name is one to three words that are nobody's ordinary words, in the texts of awards that name no maker, and that
stand where product names stand: before LICENSES, SUBSCRIPTION, RADIOS and their like. Words by which recipients call
themselves are left out, and so are words that most companies' awards share. Nothing here enters a figure.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from undersigned.companies.names import core
from undersigned.makers.catalogue import Catalogue
from undersigned.terms.text import count, words

FEWEST_LETTERS = 4
LONGEST_NAME = 3
WITHIN = 2
"""A cue stands within so many words after the name."""
SHARE_BEFORE_CUES = 1 / 3
"""At least this share of a word's occurrences stand before a cue."""
ORDINARY_SHARE = 0.03
"""A word in the awards of more than this share of all companies is ordinary, whatever it is."""
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Told:
    """One text of an award, its codes in words, who holds it, and the award's net obligation in cents."""

    award_key: str
    company: str
    text: str
    product_service: str
    industry: str
    obligation: int


@dataclass(slots=True)
class Name:
    """A product-like name, and the awards without a maker in which it stands, each with its net sum in cents."""

    words: str
    awards: dict[str, int] = field(default_factory=dict)
    companies: set[str] = field(default_factory=set)
    samples: list[Told] = field(default_factory=list)

    @property
    def obligation(self) -> int:
        """What was obligated on these awards; how much of it is for the product, the records do not say."""
        return sum(self.awards.values())

    def add(self, told: Told) -> None:
        """One more text that says it."""
        self.awards[told.award_key] = told.obligation
        self.companies.add(told.company)
        if len(self.samples) < SAMPLES and all(told.text != sample.text for sample in self.samples):
            self.samples.append(told)


ORDERS: dict[str, Callable[[Name], tuple[float, float, str]]] = {
    "companies": lambda name: (-len(name.companies), -name.obligation, name.words),
    "money": lambda name: (-name.obligation, -len(name.companies), name.words),
}
"""How names can be ranked: those that most different companies sell first, or those with most money."""


@dataclass(frozen=True, slots=True)
class _Lists:
    """The words of `discovery.toml`."""

    cues: frozenset[str]
    endings: tuple[str, ...]
    ordinary: frozenset[str]
    services: re.Pattern[str]


def discover(texts: Sequence[Told], catalogue: Catalogue, named: Collection[str]) -> list[Name]:
    """The names in awards that are not `named`; see `ORDERS` for how they can be ranked.

    The texts of all awards are needed: they tell which words are ordinary.
    """
    lists = _lists()
    strange = _strange_words(texts, catalogue, lists)
    found: dict[str, Name] = {}
    for told in texts:
        if told.award_key in named or lists.services.match(words(told.product_service)):
            continue
        for name in _names(told, strange):
            found.setdefault(name, Name(name)).add(told)
    return sorted(found.values(), key=ORDERS["companies"])


def draft(name: Name) -> str:
    """A maker's file to be finished by a person: what is not known is left for her to say."""
    lines = [
        f"# In {count(len(name.awards), 'award')} of {count(len(name.companies), 'company')}; look up who makes it.",
        *(f"#   {sample.text[:110]}" for sample in name.samples),
        f'name = "{name.words.title()}"          # the maker, as people call it',
        'category = "other"          # see docs/reference/categories.md',
        "legal_names = []            # as a recipient, without its legal form",
        "",
        "[[term]]",
        f'words = ["{name.words}"]',
        f'product = "{name.words.title()}"',
        "# near = []                 # where the words are ordinary elsewhere: one of these must stand in the same row",
        "",
        "# [sources.ownership]       # who owns it: what a document says, and which; docs/how-to/add-a-maker.md",
        '# says = ""',
        '# document = ""',
        "",
        "# [sources.category]        # what it makes",
        '# says = ""',
        '# document = ""',
    ]
    return "\n".join(lines) + "\n"


def _strange_words(texts: Iterable[Told], catalogue: Catalogue, lists: _Lists) -> set[str]:
    """The words that may be names: neither ordinary nor known, and mostly standing before a cue."""
    saying: dict[str, set[str]] = defaultdict(set)
    said, cued, codes, companies = Counter[str](), Counter[str](), set[str](), set[str]()
    for told in texts:
        tokens = words(told.text).split()
        companies.add(told.company)
        codes.update(words(f"{told.product_service} {told.industry}").split())
        for position, token in enumerate(tokens):
            saying[token].add(told.company)
            said[token] += 1
            cued[token] += any(after in lists.cues for after in tokens[position + 1 : position + 1 + WITHIN])
    known = _known_words(catalogue) | codes | lists.ordinary | lists.cues
    most = max(2.0, ORDINARY_SHARE * len(companies))
    return {
        token
        for token, companies_saying in saying.items()
        if token not in known
        and len(companies_saying) <= most
        and _may_be_a_name(token, lists.endings)
        and cued[token] >= SHARE_BEFORE_CUES * said[token]
    }


def _may_be_a_name(token: str, endings: tuple[str, ...]) -> bool:
    digits = sum(character.isdigit() for character in token)
    return len(token) >= FEWEST_LETTERS and digits * 2 < len(token) and not token.endswith(endings)


def _names(told: Told, strange: Collection[str]) -> set[str]:
    """Runs of strange words in a text, its recipient's own words left out."""
    own = set(core(told.company).split())
    names, run = set(), list[str]()
    for token in [*words(told.text).split(), ""]:
        if token in strange and token not in own:
            run.append(token)
        elif run:
            names.add(" ".join(run[:LONGEST_NAME]))
            run = []
    return names


def _known_words(catalogue: Catalogue) -> set[str]:
    known = set[str]()
    for maker in catalogue.makers.values():
        known.update(words(maker.name).split())
        for term in maker.terms:
            known.update(token for phrase in term.words for token in phrase.split())
    return known


@cache
def _lists() -> _Lists:
    stored = tomllib.loads(files("undersigned.makers").joinpath("discovery.toml").read_text(encoding="utf-8"))
    services = "|".join(map(re.escape, stored["codes_of_services"]))
    return _Lists(
        cues=frozenset(stored["cues"]),
        endings=tuple(stored["endings"]),
        ordinary=frozenset(stored["ordinary"]),
        services=re.compile(rf"(?:{services})\b"),
    )
