"""How a signer asked to be shown."""

from unicodedata import combining

from undersigned.terms.campaign import PublicSigner
from undersigned.terms.signature import Appearance, Typed


def as_asked(typed: Typed) -> PublicSigner | None:
    """Her name, her initials, or her name with where she belongs; None for one who signs unnamed."""
    match typed.appearance:
        case Appearance.NAME:
            return PublicSigner(typed.name)
        case Appearance.PERSONAL_CAPACITY:
            return PublicSigner(typed.name, typed.affiliation)
        case Appearance.INITIALS:
            return PublicSigner(initials(typed.name))
        case Appearance.ANONYMOUS:
            return None


def initials(name: str) -> str:
    """The first letter of each part of a name, with its marks: `Ada Lovelace` is `A. L.`."""
    found = (_first_letter(part) for part in name.replace("-", " ").split())
    return " ".join(f"{letter}." for letter in found if letter)


def _first_letter(part: str) -> str:
    """The first letter of a word and the marks that stand on it; nothing for a word without letters."""
    start = next((at for at, sign in enumerate(part) if sign.isalpha()), len(part))
    end = next((at for at in range(start + 1, len(part)) if not combining(part[at])), len(part))
    return part[start:end].upper()
