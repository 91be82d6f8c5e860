"""The development outbox: mails that were written to files because there is no mail server; on no public site."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse

from undersigned.web import outbox_pages
from undersigned.web.desk import desk
from undersigned.web.errors import not_allowed

MOST_SHOWN = 200
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.eml", re.ASCII)


def listing(request: HttpRequest) -> HttpResponse:
    """The mails, newest first."""
    folder = _folder()
    if request.method not in {"GET", "HEAD"}:
        return not_allowed(request, "GET, HEAD")
    newest = sorted((path.name for path in folder.glob("*.eml") if _NAME.fullmatch(path.name)), reverse=True)
    mails = [(name, mail) for name in newest[:MOST_SHOWN] if (mail := _read(folder / name)) is not None]
    return HttpResponse(outbox_pages.listing(mails))


def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail as its reader would see it, with its links."""
    folder = _folder()
    if request.method not in {"GET", "HEAD"}:
        return not_allowed(request, "GET, HEAD")
    found = _read(folder / name) if _NAME.fullmatch(name) else None
    if found is None:
        raise Http404
    return HttpResponse(outbox_pages.mail(found))


def _folder() -> Path:
    """Where the mails lie; a site that others can reach, or that sends its mails, has no such page."""
    its = desk()
    if its.configuration.sends_mail or its.configuration.is_public:
        raise Http404
    return its.site.outbox


def _read(path: Path) -> EmailMessage | None:
    try:
        return message_from_bytes(path.read_bytes(), policy=default)
    except OSError:  # it was taken away meanwhile
        return None
