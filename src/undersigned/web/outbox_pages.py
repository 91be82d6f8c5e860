"""What the development outbox shows; in English alone, since only who tries the program out reads it."""

import re
from collections.abc import Sequence
from email.message import EmailMessage

from markupsafe import Markup, escape

from undersigned.campaigns.pages.rendering import notice_page

_LINK = re.compile(r"https?://[^\s<>\"]+")


def listing(mails: Sequence[tuple[str, EmailMessage]]) -> str:
    """A line a mail: to whom, and what about."""
    if not mails:
        return notice_page("Outbox", ["No mail was written yet. Sign a campaign, and the mail will stand here."])
    told = "This site has no mail server, so mails are kept here, the newest first. Nobody else can read them."
    line = Markup('<a href="/outbox/{}">{}</a>: {}')
    return notice_page("Outbox", [told, *(line.format(name, mail["to"], mail["subject"]) for name, mail in mails)])


def mail(found: EmailMessage) -> str:
    """A mail's heading and text, its links made links."""
    heading = [Markup("{}: {}").format(name, found[name.lower()]) for name in ("From", "To", "Subject", "Date")]
    body = found.get_body(("plain",))
    text = "" if body is None else str(body.get_content())
    paragraphs = [_linked(paragraph) for paragraph in text.split("\n\n") if paragraph.strip()]
    return notice_page("A mail in the outbox", [*heading, *paragraphs, Markup('<a href="/outbox/">All mails</a>')])


def _linked(text: str) -> Markup:
    """Text with its web addresses as links."""
    parts, end = [], 0
    for found in _LINK.finditer(text):
        link = Markup('<a href="{0}">{0}</a>').format(found[0])
        parts += [escape(text[end : found.start()]), link]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])
