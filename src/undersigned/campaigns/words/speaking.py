"""The words of campaigns in a language: dossiers' way of speaking, with catalogues of their own in `messages/`.

English is the language of the messages themselves. Spanish says everything, Arabic all that signers meet; a campaign's
own texts may be in any language besides.
"""

from undersigned.dossiers.words import language
from undersigned.dossiers.words.language import ENGLISH, Words

PACKAGE = "undersigned.campaigns.words"


def words(tag: str = ENGLISH) -> Words:
    """The words of a language, made once.

    Raises:
        CatalogError: there is no such language; the sentence names those that there are.
    """
    return language.words(tag, PACKAGE)


def languages() -> tuple[str, ...]:
    """The tags of every language, English first."""
    return language.languages(PACKAGE)


def words_beside(tag: str) -> Words:
    """The words around a text in any language: in its own where we speak it (`es-MX` as `es`), else in English."""
    return words(_nearest(tag, languages()))


def words_of_claims(tag: str) -> Words:
    """The words that say a cited claim, which dossiers know; in English where they lack the language."""
    return language.words(_nearest(tag, language.languages()))


def _nearest(tag: str, known: tuple[str, ...]) -> str:
    spoken = tag.replace("_", "-").partition("-")[0].lower()
    return next((found for found in (tag, spoken) if found in known), ENGLISH)
