"""Message catalogues: one `.po` file a language in a package's folder `messages/`, read when it is asked for.

Dossiers' own are meant where no package is named.
"""

import io
from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SUFFIX = ".po"
DOSSIERS = "undersigned.dossiers.words"


@cache
def tags(package: str = DOSSIERS) -> tuple[str, ...]:
    """The languages that have a catalogue, by the names of the files."""
    names = [file.name for file in folder(package).iterdir()]
    return tuple(sorted(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX)))


def read(tag: str, package: str = DOSSIERS) -> Catalog:
    """The catalogue of a language; its header `Language` says whose numbers and dates, such as `es_US`."""
    with folder(package).joinpath(f"{tag}{SUFFIX}").open("rb") as stored:
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


def folder(package: str = DOSSIERS) -> Traversable:
    """Where a package keeps its catalogues."""
    return files(package).joinpath("messages")
