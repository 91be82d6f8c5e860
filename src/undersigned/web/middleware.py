"""What surrounds every page: the site's own name, the headers, and an answer when database or keys are away."""

import logging
from collections.abc import Callable

import django.db
import psycopg
from django.http import HttpRequest, HttpResponse

from undersigned.campaigns.pages.headers import PRIVATE, SECURITY
from undersigned.errors import SiteError
from undersigned.web import errors

_log = logging.getLogger(__name__)
_AWAY = (psycopg.OperationalError, psycopg.InterfaceError, django.db.OperationalError, django.db.InterfaceError)


class Doorkeeper:
    """The only middleware; Django's own are about sessions, tokens and caches, none of which are here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer under the site's own name only, and never without the headers."""
        response = self._get_response(request)
        for name, value in (*SECURITY.items(), *PRIVATE.items()):
            response.headers[name] = value
        return response

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Refuse a request for another host (Django raises, and answers 400); forwarded names are never looked at."""
        request.get_host()

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The pages for what passes by itself or can be put right; everything else is a mistake of ours."""
        if isinstance(exception, _AWAY):
            _log.warning("The database did not answer a page (%s).", type(exception).__name__)
            return errors.away(request)
        if isinstance(exception, SiteError):
            _log.error("%s", exception)
            return errors.key_missing(request)
        return None
