"""Does the domain say what receivers do with mail that fails SPF and DKIM (DMARC, RFC 7489)?"""

from collections.abc import Iterator

from undersigned.serving.doctor.asking import NotAskedError
from undersigned.serving.doctor.base import Finding, Known, good, note, unknown, wrong


def look(known: Known) -> Iterator[Finding]:
    """The DMARC record of the domain that mails are from, or of a domain above it."""
    if known.configuration.email is None:
        return
    domain = known.mail_domain
    try:
        found = next((records for name in _above(domain) if (records := _records(known, name))), [])
    except NotAskedError:
        yield unknown(f"DMARC of {domain} could not be asked: no name server answered from here.")
        return
    yield _judged(domain, found)


def _above(domain: str) -> list[str]:
    """The domain, then those above it that are not the whole of a country or kind."""
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(max(1, len(labels) - 1))]


def _records(known: Known, domain: str) -> list[str]:
    texts = known.names.records(f"_dmarc.{domain}", "TXT")
    return [text for text in texts if text.replace(" ", "").upper().startswith("V=DMARC1")]


def _judged(domain: str, found: list[str]) -> Finding:
    if not found:
        return wrong(
            f"{domain} has no DMARC record.",
            f"Add a TXT record v=DMARC1; p=none; to _dmarc.{domain}: large providers refuse many mails without.",
        )
    if len(found) > 1:
        return wrong(f"{domain} has {len(found)} DMARC records; with more than one, none counts.", "Leave one.")
    tags = {key.strip().lower(): value.strip().lower() for key, _, value in _parts(found[0])}
    if tags.get("p") not in {"none", "quarantine", "reject"}:
        return wrong(f"The DMARC record of {domain} has no policy.", "Write p=none, p=quarantine or p=reject into it.")
    if tags["p"] == "none":
        return note(
            f"{domain} has a DMARC record that only watches (p=none).",
            "When SPF and DKIM have stood for a while, p=quarantine keeps others from sending in your name.",
        )
    return good(f"{domain} has a DMARC record (p={tags['p']}).")


def _parts(record: str) -> list[tuple[str, str, str]]:
    return [part.partition("=") for part in record.split(";")]
