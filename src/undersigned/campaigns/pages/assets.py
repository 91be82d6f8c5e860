"""Styles and scripts under names that change with their bytes, so that any cache may keep them for ever."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

FOLDER = "assets"
NAMES = ("page.css", "sign.js", "prove.js", "tally.js", "icon.svg")


@cache
def content(name: str) -> bytes:
    """The bytes of an asset."""
    return files("undersigned.campaigns.pages").joinpath(FOLDER, name).read_bytes()


@cache
def hashed(name: str) -> str:
    """Its name as served: `page-1f0c2a9b.css`."""
    stem, _, suffix = name.partition(".")
    return f"{stem}-{sha256(content(name)).hexdigest()[:10]}.{suffix}"


def address(name: str) -> str:
    """Where a page finds it, from the top of the site."""
    return f"/{FOLDER}/{hashed(name)}"
