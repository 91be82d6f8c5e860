"""Can receivers check the signature that the mail server puts on mails (DKIM, RFC 6376)?"""

from collections.abc import Iterator

from undersigned.serving.doctor.asking import NotAskedError
from undersigned.serving.doctor.base import Finding, Known, good, note, unknown, wrong


def look(known: Known) -> Iterator[Finding]:
    """The public key under the selector that site.toml names."""
    if known.configuration.email is None:
        return
    selector = known.configuration.sender.dkim_selector
    if not selector:
        yield note(
            "Nobody told which DKIM selector the mail server signs with, so it was not looked at.",
            'Write dkim_selector = "…" below [mail] in site.toml; a mail\'s DKIM-Signature has it as s=.',
        )
        return
    name = f"{selector}._domainkey.{known.mail_domain}"
    try:
        found = known.names.records(name, "TXT")
    except NotAskedError:
        yield unknown(f"DKIM at {name} could not be asked: no name server answered from here.")
        return
    yield _judged(name, found)


def _judged(name: str, found: list[str]) -> Finding:
    if not found:
        return wrong(f"There is no DKIM key at {name}.", "Add the TXT (or CNAME) record that your mail provider tells.")
    tags = dict(part.strip().partition("=")[::2] for part in found[0].split(";"))
    if not tags.get("p", "").strip():
        return wrong(f"The DKIM key at {name} is empty, which means: withdrawn.", "Publish the key of the mail server.")
    if len(found) > 1:
        return wrong(f"There are {len(found)} records at {name}; a receiver takes any.", "Leave the one that is right.")
    return good(f"There is a DKIM key at {name}.")
