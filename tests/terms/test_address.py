"""What is an address, and which addresses are one mailbox: only by what providers document."""

import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned import terms
from undersigned.terms.address import canonical, is_personal_provider, parse, provider, strict

NAMES = st.from_regex(r"[a-z0-9]{1,9}([._+-][a-z0-9]{1,9}){0,2}", fullmatch=True)
DOMAINS = st.from_regex(r"[a-z0-9]{1,20}(-[a-z0-9]{1,9})?\.(org|com|example)", fullmatch=True)


@given(NAMES, DOMAINS)
def test_a_plain_address_is_taken_as_typed(name: str, domain: str) -> None:
    assert parse(f"  {name}@{domain.upper()}\n") == f"{name}@{domain}"


def tried(text: str) -> tuple[str, str]:
    """The address, or what is said when there is none."""
    try:
        return parse(text), ""
    except ValueError as error:
        return "", str(error)


@given(st.text(max_size=80) | st.text("a.@é-_ ", max_size=12))
def test_any_text_gives_an_address_or_a_sentence(text: str) -> None:
    found, sentence = tried(text)
    assert (found == "") == bool(sentence)
    if found:
        assert found.isascii()
        assert found.count("@") == 1
        assert parse(found) == found
    else:
        assert sentence.endswith(".")
        assert len(sentence.split()) > 5


@pytest.mark.parametrize(
    "text",
    [
        *("", "@", "ana", "ana@", "@example.org", "ana@example", "ana@example.org, bo@example.org", "ana@@example.org"),
        *("ana ruiz@example.org", "ana@exam ple.org", '"ana"@example.org', "ana..r@example.org", ".ana@example.org"),
        *("ana.@example.org", "añá@example.org", "ana@[192.0.2.1]", "ana@192.0.2.1", "ana@-example.org"),
        *(
            "ana@example-.org",
            "ana@example.org.",
            "ana@.org",
            "ana\n@example.org",
            "ana@example.org\nBcc: bo@example.org",
        ),
        *("<ana@example.org>", "a" * 65 + "@example.org", "ana@" + "a" * 64 + ".org", "ana@" + "a.b" * 90 + ".org"),
        *("ana\x00@example.org", "ana@exam\u202eple.org", "ana\udc80@example.org", "ana@\udc80.org", "ana@xn--.org"),
        "ana@" + "é." * 40 + "org",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
        ("ana@БОЛЬШОЙ.рф", "ana@xn--90aqflb3d1a.xn--p1ai"),
        ("ana@例え.テスト", "ana@xn--r8jz45g.xn--zckzah"),
        ("ana@\uff45xample.org", "ana@example.org"),
        ("O'Hara+x_y=z!@Example.Org", "O'Hara+x_y=z!@example.org"),
    ],
)
def test_a_domain_in_another_script_is_kept_in_ascii(text: str, address: str) -> None:
    assert parse(text) == address


@pytest.mark.parametrize("domain", ["straße.de", "βόλος.com", "a\u200cb.ir"])
def test_a_domain_that_two_standards_read_differently_is_not_guessed(domain: str) -> None:
    with pytest.raises(ValueError, match="xn--"):
        parse(f"ana@{domain}")


@pytest.mark.parametrize(
    ("address", "one"),
    [
        ("Ana.Ruiz+petitions@GoogleMail.com", "anaruiz@gmail.com"),
        ("ana.ruiz@outlook.com", "ana.ruiz@outlook.com"),
        ("ana.ruiz+x@hotmail.com", "ana.ruiz@hotmail.com"),
        ("a.n-a_r+x@pm.me", "anar@proton.me"),
        ("ana@protonmail.com", "ana@proton.me"),
        ("ana@mac.com", "ana@icloud.com"),
        ("ana.r@ya.ru", "ana.r@yandex.ru"),
        ("ana+x@fastmail.com", "ana@fastmail.com"),
        ("anything@ana.fastmail.com", "ana@fastmail.com"),
        ("ana+x@mailbox.org", "ana@mailbox.org"),
    ],
)
def test_addresses_of_one_mailbox_count_once(address: str, one: str) -> None:
    assert canonical(parse(address)) == one


@pytest.mark.parametrize(
    "address",
    [
        *(
            "a.na+x@example.org",
            "ana-x@yahoo.com",
            "ana-x@yahoo.fr",
            "ana+x@gmx.net",
            "a.na@yahoo.com",
            "x@ana.gmail.com",
        ),
        *("ana@mail.example.org", "ana+x@fastmail.com.example.org", "ana@list.ru"),
    ],
)
def test_what_nobody_documents_stays_apart(address: str) -> None:
    assert canonical(address) == address


@pytest.mark.parametrize("address", ["+x@gmail.com", "...@proton.me", "_@proton.me"])
def test_a_rule_never_leaves_an_empty_name(address: str) -> None:
    assert not canonical(address).startswith("@")


@given(NAMES, st.sampled_from(["gmail.com", "pm.me", "hotmail.fr", "example.org", "x.fastmail.com", "mac.com"]))
def test_the_canonical_form_of_the_canonical_form_is_itself(name: str, domain: str) -> None:
    once = canonical(f"{name}@{domain}")
    assert canonical(once) == once
    assert canonical(f"{name}@{domain}".upper()) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bob+1@corp.example", "bob+2@Corp.example"),
        ("bob@corp.example", "BOB+x+y@corp.example"),
        ("a.na+1@gmail.com", "ana@googlemail.com"),
        ("x@ana.fastmail.com", "ana@fastmail.com"),
    ],
)
def test_for_counting_and_blocking_a_plus_is_cut_at_every_domain(one: str, other: str) -> None:
    assert strict(one) == strict(other)


def test_the_strict_form_keeps_a_name_and_dots_that_nobody_documents() -> None:
    assert strict("+x@corp.example") == "+x@corp.example"
    assert strict("b.ob@corp.example") == "b.ob@corp.example"


def test_only_large_providers_have_a_label() -> None:
    assert provider("ana@googlemail.com") == "gmail"
    assert provider("ana@Hotmail.CO.UK") == "microsoft"
    assert provider("ana@fastmail.com") == provider("ana@posteo.de") == provider("ana@example.org") == ""


def test_a_mailbox_for_anybody_is_no_employers() -> None:
    assert all(is_personal_provider(f"ana@{domain}") for domain in ("gmail.com", "x.fastmail.com", "Riseup.net"))
    assert not is_personal_provider("ana@county.example.gov")


def test_every_rule_has_a_source_and_no_domain_stands_twice() -> None:
    text = resources.files(terms).joinpath("mail_domains.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    assert all(one["source"].startswith("https://") for one in data["provider"])
    domains = [domain for one in data["provider"] for domain in one["domains"]] + data["personal"]["domains"]
    assert sorted(set(domains)) == sorted(domains)
    assert all(domain == parse(f"x@{domain}").partition("@")[2] for domain in domains)
