"""How it is done today, for comparison: the recipient is the maker; a search for brands; clustering by fingerprint."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from undersigned.terms.text import words

BRAND_WORDS = Path(__file__).parents[1] / "brand_words.txt"


def recipient_as_maker(recipients: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Every award's recipients, taken as the makers of what they sell."""
    return {award: tuple(names) for award, names in recipients.items()}


def read_brands(path: Path = BRAND_WORDS) -> dict[str, str]:
    """Brand word → its maker, from lines `Word` or `Word = Maker`."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    entries = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {word.strip(): maker.strip() or word.strip() for word, _, maker in entries}


def brand_search(texts: Mapping[str, Sequence[str]], brands: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The makers whose brand stands as a whole word in any row's description of an award; case does not matter."""
    makers = {words(brand): maker for brand, maker in brands.items()}
    longest_first = sorted(map(re.escape, makers), key=len, reverse=True)
    any_brand = re.compile(f"(?<= )(?:{'|'.join(longest_first)})(?= )")
    found: dict[str, tuple[str, ...]] = {}
    for award, lines in texts.items():
        named = [makers[match] for line in lines for match in any_brand.findall(f" {words(line)} ")]
        found[award] = tuple(dict.fromkeys(named))
    return found


def fingerprint(name: str) -> str:
    """The key by which spreadsheet cleaners cluster names: the distinct words, sorted, without case and punctuation."""
    bare = re.sub(r"[^\w\s]", "", name.strip().lower())
    return " ".join(sorted(set(bare.split())))
