"""Does the site's name lead to a machine?"""

from collections.abc import Iterator

from undersigned.serving.doctor.asking import NotAskedError
from undersigned.serving.doctor.base import Finding, Known, good, note, unknown, wrong


def look(known: Known) -> Iterator[Finding]:
    """A and AAAA of the public address's host."""
    if known.is_local:
        yield note(
            f"{known.configuration.base_url} is this machine alone: nobody else can reach the site.",
            "When others are to sign, set base_url in site.toml to the address that people will type.",
        )
        return
    try:
        addresses = [*known.names.records(known.host, "A"), *known.names.records(known.host, "AAAA")]
    except NotAskedError:
        yield unknown(f"DNS could not be asked for {known.host}: no name server answered from here.")
        return
    if addresses:
        yield good(f"{known.host} leads to {', '.join(addresses)}.")
    else:
        yield wrong(
            f"{known.host} has no address in DNS.",
            "Add an A record (and AAAA, if there is IPv6) with the address of this machine or of its reverse proxy.",
        )
