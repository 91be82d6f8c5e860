"""Message catalogues: one `.po` file a language in `messages/`, read when it is asked for."""

import io
from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SUFFIX = ".po"


@cache
def tags() -> tuple[str, ...]:
    """The languages that have a catalogue, by the names of the files."""
    return tuple(sorted(file.name.removesuffix(SUFFIX) for file in _folder().iterdir() if file.name.endswith(SUFFIX)))


def read(tag: str) -> Catalog:
    """The catalogue of a language; its header `Language` says whose numbers and dates, such as `es_US`."""
    with _folder().joinpath(f"{tag}{SUFFIX}").open("rb") as stored:
        return read_po(stored)


def place(catalogue: Catalog) -> str:
    """The CLDR identifier of the place whose numbers and dates a catalogue's language uses."""
    return str(catalogue.locale_identifier)


def translations(catalogue: Catalog) -> GNUTranslations:
    """The messages of a catalogue, ready to be asked; what is fuzzy or empty stays English."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _folder() -> Traversable:
    return files("undersigned.dossiers.words").joinpath("messages")
