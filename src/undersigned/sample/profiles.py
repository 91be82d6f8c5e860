"""What the ordinary awards of the sample look like: recipient, subject, words, made once a seed."""

from dataclasses import dataclass
from functools import lru_cache
from random import Random

from undersigned.sample.companies import RESELLERS, crowd, maker_company
from undersigned.sample.dice import dice
from undersigned.sample.makers import MAKERS, Maker
from undersigned.sample.phrases import (
    CHANGES,
    FUNDING,
    OPENINGS,
    PERIODS,
    PLACES,
    PURPOSES,
    WITH_COMMAS,
)
from undersigned.sample.records import Company, Subject
from undersigned.sample.subjects import PLAIN

PROFILES = 1499
MAKER_SHARE = 0.3
KINDS = ("LICENSES", "SUBSCRIPTION", "MAINTENANCE RENEWAL", "UNITS AND ACCESSORIES")


@dataclass(frozen=True)
class Profile:
    """One way an award can be: who, what, under which parent agreement, in which words."""

    recipient: Company
    subject: Subject
    parent: str
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """The shared tables from which descriptions are put together."""

    tails: tuple[str, ...]
    changes: tuple[str, ...]
    periods: tuple[str, ...]


def _thing(throw: Random, maker: Maker) -> str:
    usable = [product for product in maker.products if not product.near]
    return f"{throw.choice(throw.choice(usable).words)} {throw.choice(KINDS)}"


def _profile(throw: Random, people: tuple[Company, ...]) -> Profile:
    if throw.random() < MAKER_SHARE:
        maker = throw.choice(MAKERS)
        sellers = [RESELLERS[name] for name in maker.channels]
        if maker.direct:
            sellers.append(maker_company(maker))
        recipient, subject = throw.choice(sellers), maker.subject
        things = [_thing(throw, maker) for _ in range(8)]
    else:
        subject, named = throw.choice(PLAIN)
        recipient = throw.choice(people)
        things = [throw.choice(named) for _ in range(8)]
    parent = f"99S{throw.randrange(10, 31)}A{throw.randrange(10**7):07d}" if throw.random() < 0.7 else ""
    heads = tuple(f"{throw.choice(OPENINGS)}{thing}" for thing in things)
    return Profile(recipient, subject, parent, heads)


@lru_cache(maxsize=2)
def profiles(seed: int) -> tuple[Profile, ...]:
    """The profiles of a seed, always the same."""
    throw = dice("profiles", seed)
    people = crowd(seed)
    return tuple(_profile(throw, people) for _ in range(PROFILES))


@lru_cache(maxsize=2)
def words(seed: int) -> Words:
    """The word tables of a seed; lengths are primes so that walks through them do not meet."""
    throw = dice("words", seed)
    tails = [f"{throw.choice(PURPOSES)} {throw.choice(PLACES)} REQ {throw.randrange(10**6):06d}" for _ in range(49_999)]
    changes = [throw.choice(FUNDING if throw.random() < 0.4 else CHANGES) for _ in range(211)]
    changes += [throw.choice(WITH_COMMAS) for _ in range(16)]
    throw.shuffle(changes)
    periods = [f"{throw.choice(PERIODS)} REF {throw.randrange(10**6):06d}" for _ in range(50_021)]
    return Words(tuple(tails), tuple(changes), tuple(periods))
