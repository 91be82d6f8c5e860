"""Where a signer says she lives, and how much of that is coarse enough to stand in clear.

The rules are data (`places.toml`). The whole postcode and the city are sealed with everything else.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

_DATA = tomllib.loads(files("undersigned.terms").joinpath("places.toml").read_text(encoding="utf-8"))
_LENGTHS: dict[str, int | str] = _DATA["area"]
_LETTERS = re.compile(r"[A-Z]{1,2}(?=[0-9])")


@lru_cache(1 << 14)
def area(country: str, postcode: str) -> str:
    """The part of a postcode that thousands share: `802` of `80202` in the United States; nothing without a rule."""
    rule = _LENGTHS.get(country)
    written = "".join(postcode.upper().split())
    if rule is None or not written.isascii() or not written.isalnum():
        return ""
    if rule == "letters":
        found = _LETTERS.match(written)
        return found[0] if found else ""
    return written[: int(rule)] if len(written) > int(rule) else ""
