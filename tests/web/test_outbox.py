"""The development outbox: there while a site is tried out on one machine, and nowhere else."""

from dataclasses import replace
from email.message import EmailMessage

import pytest

from tests.web.signing import Signing
from undersigned.site.addresses import Encryption, MailServer
from undersigned.web.desk import open_desk

LINK = "http://127.0.0.1:8000/s/AAAAAAAAAAAAAAAAAAAAAA"


def put(signing: Signing, name: str, text: str) -> None:
    """A mail as the worker writes it."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "post@localhost", "ada@example.org", "Please <confirm>"
    letter.set_content(text)
    (signing.site.outbox / name).write_bytes(letter.as_bytes())


def test_an_empty_outbox_says_what_will_be_there(signing: Signing) -> None:
    assert "No mail was written yet" in signing.get("/outbox/").text


def test_the_newest_mail_stands_first_and_its_links_are_links(signing: Signing) -> None:
    put(signing, "20261122T101010000000-aa.eml", "old")
    put(signing, "20261122T101011000000-bb.eml", f"Open this:\n{LINK}\n\n<script>alert(1)</script>\n")
    page = signing.get("/outbox/").text
    assert page.index("101011") < page.index("101010")
    assert "Please &lt;confirm&gt;" in page
    mail = signing.get("/outbox/20261122T101011000000-bb.eml").text
    assert f'<a href="{LINK}">{LINK}</a>' in mail
    assert "ada@example.org" in mail
    assert "<script>alert" not in mail


@pytest.mark.parametrize("name", ["none.eml", "..%2fsite.toml", ".hidden.eml", "site.toml", "..", "%00.eml"])
def test_nothing_but_mails_is_shown(signing: Signing, name: str) -> None:
    (signing.site.outbox / ".hidden.eml").write_text("Subject: unfinished")
    (signing.site.outbox / "site.toml").write_text("secret")
    answer = signing.get(f"/outbox/{name}")
    assert answer.status == 404
    assert "unfinished" not in answer.text


def test_a_public_site_and_one_that_sends_mail_have_none(signing: Signing) -> None:
    put(signing, "20261122T101010000000-aa.eml", "old")
    server = MailServer("mail.example.org", 587, Encryption.STARTTLS)
    for changed in ({"base_url": "https://sign.example.org"}, {"email": server}, {"others_send": True}):
        open_desk(signing.site, replace(signing.configuration, **changed))
        for path in ("/outbox/", "/outbox/20261122T101010000000-aa.eml"):
            assert signing.get(path).status == 404
