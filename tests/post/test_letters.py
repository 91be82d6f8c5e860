"""What a mail says, and what it does not."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from undersigned.campaigns.words.speaking import words_beside
from undersigned.post.letters import Letters
from undersigned.sealing.links import signature_id, to_text
from undersigned.site.configuration import Sender
from undersigned.terms.mail import MailKind, Waiting

SECRET = bytes(range(16))
NOW = datetime(2026, 11, 22, 14, 37, 12, tzinfo=UTC)
SENDER = Sender("post@example.org", "Ciudad & Más")


def letters() -> Letters:
    return Letters("https://sign.example.org", SENDER, words_beside)


def read(language: str = "en", kind: MailKind = MailKind.CONFIRM) -> EmailMessage:
    waiting = Waiting("ana@example.net", SECRET, language, 7)
    letter = letters().write(waiting, kind, NOW)
    assert letter.recipient == "ana@example.net"
    assert letter.content.isascii()
    lines = letter.content.split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert not any(b"\n" in line for line in lines)
    read = message_from_bytes(letter.content, policy=policy.SMTP)
    assert isinstance(read, EmailMessage)
    return read


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("kind", list(MailKind))
def test_every_mail_has_its_link_whole_and_its_head_in_order(language: str, kind: MailKind) -> None:
    mail = read(language, kind)
    assert f"https://sign.example.org/s/{to_text(SECRET)}" in mail.get_content().splitlines()
    assert mail["To"] == "ana@example.net"
    assert mail["From"] == "Ciudad & Más <post@example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"] == "Sun, 22 Nov 2026 14:00:00 +0000"
    assert mail.get_content_type() == "text/plain"
    assert not mail.defects
    assert {name for name in mail if name.startswith("List-")} == set()


def test_each_language_says_it_in_its_own_words() -> None:
    bodies = {language: read(language).get_content() for language in ("en", "es", "ar")}
    subjects = {str(read(language)["Subject"]) for language in bodies}
    assert len(subjects) == 3
    assert "Please confirm" in subjects
    for language in ("es", "ar"):
        shared = set(bodies[language].splitlines()) & set(bodies["en"].splitlines()) - {""}
        assert all(line.startswith("https://") for line in shared)


def test_a_language_that_we_do_not_speak_gets_english() -> None:
    assert read("eu")["Subject"] == "Please confirm"


def test_the_reminder_says_that_it_is_one_and_the_first_mail_says_that_it_comes() -> None:
    assert read(kind=MailKind.REMIND)["Subject"] == "A reminder: please confirm"
    assert "only reminder" in read(kind=MailKind.REMIND).get_content()
    assert "remind you once" in read().get_content()


def test_the_message_id_is_stable_and_says_nothing_without_the_link() -> None:
    ids = {letters().message_id(kind, secret) for kind in MailKind for secret in (SECRET, bytes(16))}
    assert len(ids) == 4
    told = str(read()["Message-ID"])
    assert told == letters().message_id(MailKind.CONFIRM, SECRET)
    assert told.endswith("@example.org>")
    assert not any(known in told for known in (SECRET.hex(), to_text(SECRET), signature_id(SECRET).hex))


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@example.org\r\nBcc: b@example.org", "a@b.example,c@example.org", "á@example.org"]
)
def test_an_address_that_would_change_the_head_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        letters().write(Waiting(address, SECRET, "en", 7), MailKind.CONFIRM, NOW)


def test_text_of_letters_alone_is_sent_as_it_is() -> None:
    class Short:
        def text(self, message: str, /, **_: object) -> str:
            return message[:10]

    plain = Letters("https://sign.example.org", Sender("post@example.org", ""), lambda _: Short())
    content = plain.write(Waiting("ana@example.net", SECRET, "en", 7), MailKind.CONFIRM, NOW).content
    assert b"Content-Transfer-Encoding: 7bit\r\n" in content
    assert b"From: post@example.org\r\n" in content
