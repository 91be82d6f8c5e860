"""What the name service says: address, SPF, DKIM, DMARC, asked of a name server on this machine."""

import pytest

from tests.serving.doctor.conftest import Make
from tests.serving.doctor.machine import Records, name_server, nobody
from undersigned.serving.doctor import asking, dkim, dmarc, dns_address, spf
from undersigned.serving.doctor.base import Check, Finding, Level

GOOD: Records = {
    ("sign.example.org", "A"): ["192.0.2.7"],
    ("sign.example.org", "AAAA"): ["2001:db8::7"],
    ("example.org", "TXT"): ["google-site-verification=abc", "v=spf1 include:_spf.mail.example -all"],
    ("s1._domainkey.example.org", "TXT"): ["v=DKIM1; k=rsa; p=" + "A" * 390],
    ("_dmarc.example.org", "TXT"): ["v=DMARC1; p=quarantine; rua=mailto:dmarc@example.org"],
}


def look(check: object, known: Make, records: Records) -> Finding:
    """The only finding of a check."""
    with name_server(records) as names:
        (finding,) = list(_check(check).look(known(names)))
    return finding


def _check(module: object) -> Check:
    return module  # type: ignore[return-value]  # a module is a member of the family


@pytest.mark.parametrize("check", [dns_address, spf, dkim, dmarc])
def test_what_is_right_is_said_to_be_right(check: object, known: Make) -> None:
    finding = look(check, known, GOOD)
    assert (finding.level, finding.help) == (Level.GOOD, "")


def test_the_addresses_are_told(known: Make) -> None:
    assert look(dns_address, known, GOOD).what == "sign.example.org leads to 192.0.2.7, 2001:db8::7."


@pytest.mark.parametrize("check", [dns_address, spf, dkim, dmarc])
def test_what_is_missing_is_wrong_and_what_helps_is_said(check: object, known: Make) -> None:
    finding = look(check, known, {})
    assert finding.level is Level.WRONG
    assert "dd" in finding.help


@pytest.mark.parametrize("check", [dns_address, spf, dkim, dmarc])
def test_without_a_network_nothing_is_wrong_and_nothing_is_right(
    check: object, known: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "SECONDS", 0.3)
    (finding,) = list(_check(check).look(known(nobody())))
    assert finding.level is Level.UNKNOWN
    assert "could not be asked" in finding.what


@pytest.mark.parametrize(
    ("check", "name", "texts", "sentence"),
    [
        (spf, "example.org", ["v=spf1 +all"], "lets everybody send"),
        (spf, "example.org", ["v=spf1 a", "v=spf1 mx -all"], "has 2 SPF records"),
        (spf, "example.org", ["v=spf1 ip4:192.0.2.7"], "says nothing of other senders"),
        (
            spf,
            "example.org",
            ["v=spf1 " + " ".join(f"include:{n}.example" for n in range(11)) + " -all"],
            "11 look-ups",
        ),
        (spf, "example.org", ["v=spf10 -all"], "has no SPF record"),
        (dkim, "s1._domainkey.example.org", ["v=DKIM1; p="], "is empty"),
        (dmarc, "_dmarc.example.org", ["v=DMARC1; rua=mailto:a@example.org"], "has no policy"),
        (dmarc, "_dmarc.example.org", ["v=DMARC1; p=none", "v=DMARC1; p=reject"], "2 DMARC records"),
    ],
)
def test_each_mistake_has_its_sentence(check: object, known: Make, name: str, texts: list[str], sentence: str) -> None:
    finding = look(check, known, {(name, "TXT"): texts})
    assert finding.level is Level.WRONG
    assert sentence in finding.what
    assert finding.help


def test_dmarc_that_only_watches_is_a_note(known: Make) -> None:
    assert look(dmarc, known, {("_dmarc.example.org", "TXT"): ["v=DMARC1; p=none;"]}).level is Level.NOTE


def test_dmarc_of_the_domain_above_counts(known: Make) -> None:
    toml = 'base_url = "https://sign.example.org"\n[mail]\naddress = "post@mail.example.org"\n'
    with name_server(GOOD) as names:
        (finding,) = list(dmarc.look(known(names, toml=toml)))
    assert finding.level is Level.GOOD


def test_a_selector_that_nobody_told_is_asked_for(known: Make) -> None:
    (finding,) = list(dkim.look(known(toml='base_url = "https://sign.example.org"\n')))
    assert finding.level is Level.NOTE
    assert "dkim_selector" in finding.help


@pytest.mark.parametrize("check", [spf, dkim, dmarc])
def test_who_sends_no_mail_is_not_asked(check: object, known: Make) -> None:
    assert list(_check(check).look(known(toml="", email=""))) == []


def test_a_site_of_this_machine_alone_asks_nobody(known: Make) -> None:
    (finding,) = list(dns_address.look(known(nobody(), toml="")))
    assert finding.level is Level.NOTE
