"""Does the domain say who may send mail for it (SPF, RFC 7208)?"""

from collections.abc import Iterator

from undersigned.serving.doctor.asking import NotAskedError
from undersigned.serving.doctor.base import Finding, Known, good, unknown, wrong

_ADD = "Your mail provider tells the record; without it large providers refuse the mails or call them spam."
MOST_LOOKUPS = 10
_LOOKING_UP = ("include:", "a:", "mx:", "ptr:", "exists:", "redirect=")


def look(known: Known) -> Iterator[Finding]:
    """The SPF record of the domain that mails are from."""
    if known.configuration.email is None:
        return
    domain = known.mail_domain
    try:
        found = [text for text in known.names.records(domain, "TXT") if _is_spf(text)]
    except NotAskedError:
        yield unknown(f"SPF of {domain} could not be asked: no name server answered from here.")
        return
    yield _judged(domain, found)


def _is_spf(text: str) -> bool:
    return text.lower() == "v=spf1" or text.lower().startswith("v=spf1 ")


def _judged(domain: str, found: list[str]) -> Finding:
    if not found:
        return wrong(f"{domain} has no SPF record.", f"Add a TXT record v=spf1 … -all to {domain}. {_ADD}")
    if len(found) > 1:
        return wrong(
            f"{domain} has {len(found)} SPF records; with more than one, none counts.", "Make them one record."
        )
    words = found[0].lower().split()[1:]
    if "+all" in words or "all" in words:
        return wrong(f"The SPF record of {domain} lets everybody send mail for it (+all).", "End it with -all or ~all.")
    asked = sum(word.lstrip("+-~?").startswith(_LOOKING_UP) or word.lstrip("+-~?") in {"a", "mx"} for word in words)
    if asked > MOST_LOOKUPS:
        return wrong(
            f"The SPF record of {domain} takes {asked} look-ups; after {MOST_LOOKUPS} it fails.", "Shorten it."
        )
    if not any(word.endswith("all") or word.startswith("redirect=") for word in words):
        return wrong(f"The SPF record of {domain} says nothing of other senders.", "End it with -all or ~all.")
    return good(f"{domain} has an SPF record.")
