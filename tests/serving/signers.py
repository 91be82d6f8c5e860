"""Signers of a served site, over HTTP alone: sign, read the mail, confirm, look at one's own page."""

import json
import re
from email import message_from_bytes, policy
from urllib.parse import urlencode

from tests.intake.forms import solved
from tests.serving.served import Served, until
from undersigned.campaigns.pages.form import PROOF

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
IMPATIENT = "[limits]\nseconds_to_fill_form = 0\nwork_base = 100\nsignings_per_network_per_hour = 1000\n"
"""A site.toml for tests: nobody waits before she signs."""


def sign(served: Served, slug: str, name: str, email: str) -> None:
    """Sign as a browser does; her mail is waited for by `link`."""
    status, _, challenge = served.answer(f"/stamp/{slug}")
    assert status == 200
    form = {"name": name, "email": email, PROOF: solved(json.loads(challenge))}
    status, _, page = served.answer(f"/sign/{slug}/en", "POST", urlencode(form).encode(), FORM)
    assert status == 200, page


def link(served: Served, email: str) -> str:
    """The address of her page, from the mail that she was sent."""
    found: list[str] = []

    def arrived() -> bool:
        found.extend(_links(served, email))
        return bool(found)

    until(arrived)
    return found[0]


def confirm(served: Served, path: str) -> int:
    return served.answer(f"{path}/confirm", "POST", b"", FORM)[0]


def _links(served: Served, email: str) -> list[str]:
    for file in sorted((served.site / "outbox").glob("*.eml")):
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        body = mail.get_body(("plain",))
        if email in str(mail["To"]) and body is not None:
            return re.findall(r"/s/[A-Za-z0-9_-]{22}", body.get_content())
    return []
