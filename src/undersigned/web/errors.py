"""Pages for what went wrong: kind, plain, and without a word of what was asked."""

import logging

from django.http import HttpRequest, HttpResponse

from undersigned.campaigns.pages import notices
from undersigned.web import saying

_log = logging.getLogger(__name__)
COME_BACK = 30
"""Seconds after which it is worth trying again."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """The same page for every link that opens nothing, and for every address that is none of ours."""
    return HttpResponse(notices.nothing_here(asked_language(request)), status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """What no browser sends, or what came under another name than the site's."""
    return HttpResponse(saying.not_understood(asked_language(request)), status=400)


def not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """An address asked in a way that it does not answer."""
    return HttpResponse(saying.not_understood(asked_language(request)), status=405, headers={"allow": allowed})


def broken(request: HttpRequest) -> HttpResponse:
    """A mistake of ours; the log says where, and nothing of what was asked."""
    _log.exception("A page broke.")
    return HttpResponse(saying.broken(asked_language(request)), status=500)


def away(request: HttpRequest) -> HttpResponse:
    """The database does not answer; nothing was changed, or pressing again finds what was."""
    return _later(saying.come_back(asked_language(request)))


def key_missing(request: HttpRequest) -> HttpResponse:
    """A key of the site is not where it should be; its operators can put it back, and nothing is lost."""
    return _later(saying.key_missing(asked_language(request)))


def asked_language(request: HttpRequest) -> str:
    """The first language that the browser asks for; words fall back to English by themselves."""
    asked = str(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))[:40].split(",")[0].split(";")[0].strip()
    return asked if asked.isascii() and asked.replace("-", "").isalnum() else "en"


def _later(page: str) -> HttpResponse:
    return HttpResponse(page, status=503, headers={"retry-after": str(COME_BACK)})
