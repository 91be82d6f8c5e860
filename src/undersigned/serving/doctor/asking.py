"""Asks the name service, so that no answer, an empty answer and no network are three different things."""

from dataclasses import dataclass

import dns.exception
import dns.resolver

SECONDS = 5.0


class NotAskedError(Exception):
    """Nobody answered: no network, or no name server that works."""


@dataclass(frozen=True, slots=True)
class Names:
    """The name service, that of this machine or a named one."""

    server: str = ""
    port: int = 53

    def records(self, name: str, kind: str) -> list[str]:
        """The records of a name as text; empty where there are none.

        Raises:
            NotAskedError: nobody answered.
        """
        try:
            found = self._resolver().resolve(name, kind, raise_on_no_answer=False, search=False)
        except dns.resolver.NXDOMAIN:
            return []
        except (dns.exception.DNSException, OSError) as error:
            raise NotAskedError(type(error).__name__) from error
        if kind == "TXT":
            return [b"".join(record.strings).decode("utf-8", "replace") for record in found.rrset or ()]
        return [record.to_text() for record in found.rrset or ()]

    def _resolver(self) -> dns.resolver.Resolver:
        resolver = dns.resolver.Resolver(configure=not self.server)
        if self.server:
            resolver.nameservers = [self.server]
            resolver.port = self.port
        resolver.lifetime = SECONDS
        return resolver
