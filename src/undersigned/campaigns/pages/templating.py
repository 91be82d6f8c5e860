"""Templates in the words of one language; pages in a language without words of its own speak English."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from undersigned.campaigns.pages import assets
from undersigned.campaigns.words.speaking import words_beside
from undersigned.dossiers.words.language import Words


def spoken(language: str) -> Words:
    """The words around texts in any language: its own where we speak it, otherwise English."""
    return words_beside(language)


def render(template: str, language: str, **told: Any) -> str:
    """A page of a template; `language` is the one of its texts, which the words follow where they can."""
    return _environment(words_beside(language).tag).get_template(template).render(**told)


@cache
def _environment(tag: str) -> Environment:
    speaking = words_beside(tag)
    made = Environment(
        loader=PackageLoader("undersigned.campaigns.pages", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    made.globals |= {
        "_": speaking.text,
        "ngettext": speaking.texts,
        "words": speaking,
        "asset": assets.address,
    }
    return made
