"""E-mail addresses: which texts are one, and which addresses lead to the same mailbox.

An address here is the part of RFC 5321 that mail providers hand out: no quoted names, no address literals, no
letters outside ASCII before the @; domains in other scripts are taken and kept in their ASCII form.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

LONGEST = 254  # RFC 5321, 4.5.3.1.3: a path of 256 with its angle brackets
_LONGEST_IN_OTHER_SCRIPT = 64  # ours: the codec takes 6 µs a character, and nobody's domain is longer
_LONGEST_NAME = 64  # RFC 5321, 4.5.3.1.1
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)"
_TOP = r"(?:[A-Za-z]{2,63}|[Xx][Nn]--[A-Za-z0-9-]{0,58}[A-Za-z0-9])"
_NAME = re.compile(rf"{_ATOM}(?:\.{_ATOM})*", re.ASCII)
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+{_TOP}", re.ASCII)
_WHOLE = re.compile(rf"({_NAME.pattern})@({_DOMAIN.pattern})", re.ASCII)
_AMBIGUOUS = frozenset("ßςẞ\u200c\u200d")  # the 2003 and 2008 rules of domain names read them differently (UTS 46, 7)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What one provider documents for one of its domains."""

    label: str
    domain: str  # the domain under which the mailbox counts
    ignores: dict[int, None]
    tag: str
    subdomains: bool


def _rules(data: dict[str, Any]) -> Iterator[tuple[str, _Rule]]:
    for provider in data["provider"]:
        ignores = dict.fromkeys(map(ord, provider.get("ignores", "")))
        for domain in provider["domains"]:
            counted = provider["domains"][0] if provider.get("one", False) else domain
            tag, subdomains = provider.get("tag", ""), provider.get("subdomains", False)
            yield domain, _Rule(provider["label"], counted, ignores, tag, subdomains)


def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("mail_domains.toml").read_text(encoding="utf-8"))


_BY_DOMAIN: dict[str, _Rule] = dict(_rules(_data()))
PROVIDERS = frozenset({"", *(rule.label for rule in _BY_DOMAIN.values())})
"""The labels of the large providers; the empty one is all others."""
_PERSONAL = frozenset(_BY_DOMAIN) | frozenset(_data()["personal"]["domains"])


def parse(text: str) -> str:
    """The address in a text that somebody typed: trimmed, its domain small and in ASCII, its name as typed.

    Raises:
        ValueError: the text is no address; the message is a sentence for the signer.
    """
    typed = text.strip()
    if len(typed) <= LONGEST and (whole := _WHOLE.fullmatch(typed)) is not None:
        name, domain = whole[1], whole[2]
        if len(name) <= _LONGEST_NAME:
            return f"{name}@{domain.lower()}"
    return _slowly(typed)


def _slowly(typed: str) -> str:
    """The same for what is not plain at first sight: an address with a domain in another script, or what is wrong."""
    if len(typed) > LONGEST:
        raise ValueError(f"An e-mail address has at most {LONGEST} characters.")
    name, at, domain = typed.rpartition("@")
    if not at or not name or not domain:
        raise ValueError("An e-mail address has a name, an @ and a domain, like name@example.org.")
    if len(name) > _LONGEST_NAME:
        raise ValueError(f"The part before the @ has at most {_LONGEST_NAME} characters.")
    if _NAME.fullmatch(name) is None:
        raise ValueError(
            "Before the @ we can take the letters a to z, digits and . _ - + and the like: no spaces, quotes, "
            "accents or two dots in a row."
        )
    plain = _in_ascii(domain)
    if len(name) + 1 + len(plain) > LONGEST:
        raise ValueError(f"An e-mail address has at most {LONGEST} characters.")
    return f"{name}@{plain}"


def _in_ascii(domain: str) -> str:
    wrong = ValueError("The part after the @ is not a mail domain: check it letter by letter, like example.org.")
    if not _AMBIGUOUS.isdisjoint(domain):
        raise ValueError("Mail domains with this letter are read in two ways: type the domain's form with xn--.")
    if len(domain) > _LONGEST_IN_OTHER_SCRIPT and not domain.isascii():
        raise wrong
    try:
        plain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise wrong from None
    if _DOMAIN.fullmatch(plain) is None:
        raise wrong
    return plain


def _rule(domain: str) -> _Rule | None:
    found = _BY_DOMAIN.get(domain)
    if found is None:
        parent = _BY_DOMAIN.get(domain.partition(".")[2])
        found = parent if parent is not None and parent.subdomains else None
    return found


def canonical(address: str) -> str:
    """The one form of all addresses that lead to the same mailbox, for an address that `parse` has given.

    Never to be written to: mail goes to the address as the signer typed it.
    """
    name, _, domain = address.lower().rpartition("@")
    rule = _rule(domain)
    if rule is None:
        return f"{name}@{domain}"
    if rule.subdomains and domain not in _BY_DOMAIN:
        name = domain.partition(".")[0]
    if rule.tag:
        name = name.partition(rule.tag)[0] or name
    if rule.ignores:
        name = name.translate(rule.ignores) or name
    return f"{name}@{rule.domain}"


def strict(address: str) -> str:
    """A form under which more addresses meet than lead to one mailbox: canonical, and cut at the first + everywhere.

    Most servers read a + as a mark of the mailbox's owner and few document it. So it is for counting mails and for
    blocking alone, where it harms nobody that too many meet; who has signed is told apart by `canonical`.
    """
    name, _, domain = canonical(address).rpartition("@")
    return f"{name.partition('+')[0] or name}@{domain}"


def provider(address: str) -> str:
    """The label of the large provider that serves the address's domain, or nothing."""
    found = _rule(address.rpartition("@")[2].lower())
    return found.label if found is not None else ""


def is_personal_provider(address: str) -> bool:
    """True when the domain gives mailboxes to anybody: such an address is no employer's."""
    domain = address.rpartition("@")[2].lower()
    return domain in _PERSONAL or _rule(domain) is not None
