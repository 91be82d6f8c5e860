"""Templates with the words of one language already in them: most of a page is then one constant text."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import escape

from undersigned.dossiers.words.language import Words

_MESSAGE = re.compile(r"""\{\{ ?_\((?:"([^"\\]*)"|'([^'\\]*)')\) ?\}\}""")
_CONSTANT = re.compile(r"\{\{ ?(\w+) ?\}\}")


class _Settled(BaseLoader):
    """Puts messages without values, and what never changes, into a template before it is compiled.

    70,000 pages of the same forms are written for five years of records: this halves their time.
    """

    def __init__(self, words: Words, constants: Mapping[str, str]) -> None:
        self._templates = PackageLoader("undersigned.dossiers", "templates")
        self._words = words
        self._constants = constants

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text of a template."""
        source, name, fresh = self._templates.get_source(environment, template)
        source = _MESSAGE.sub(lambda found: escape(self._words.text(found[1] or found[2])), source)
        return _CONSTANT.sub(self._constant, source), name, fresh

    def _constant(self, found: re.Match[str]) -> str:
        name = found[1]
        return escape(self._constants[name]) if name in self._constants else found[0]


def environment(words: Words, constants: Mapping[str, str], told: Mapping[str, Any]) -> Environment:
    """The templates of one language and depth; `constants` are texts, `told` is all else that they may ask."""
    made = Environment(
        loader=_Settled(words, constants),
        autoescape=True,
        trim_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    made.globals |= {"_": words.text, "ngettext": words.texts, "words": words, **constants, **told}
    return made
