"""Which links an author may write: to web pages, to an e-mail address, to a page of the same site."""

import re

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_WEB = re.compile(r"https?://[^\s/?#@]+\.?[^\s/?#@]*([/?#].*)?", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@<>\"',;:?&]+@[^\s@<>\"',;:?&]+\.[^\s@<>\"',;:?&]+")
_NEVER = re.compile(r"[\x00-\x20\x7f\\<>\"`]")


def is_web(link: str) -> bool:
    """True for a whole address of a web page, without a name and password in it."""
    return not _NEVER.search(link) and bool(_WEB.fullmatch(link))


def is_mail(address: str) -> bool:
    """True for a bare e-mail address."""
    return not _NEVER.search(address) and bool(_MAIL.fullmatch(address))


def is_allowed(link: str) -> bool:
    """True for http, https and mailto, and for an address relative to the page, which works from a folder too."""
    scheme = _SCHEME.match(link)
    if scheme is None:
        return bool(link) and not link.startswith("/") and not _NEVER.search(link)
    if scheme[1].lower() == "mailto":
        return is_mail(link[len(scheme[0]) :].partition("?")[0]) and not _NEVER.search(link)
    return is_web(link)
