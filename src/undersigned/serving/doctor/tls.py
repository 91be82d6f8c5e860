"""Is the way to the site encrypted, and for how long does the certificate last?"""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from undersigned.serving.doctor.base import Finding, Known, good, unknown, wrong

SECONDS = 5.0
SOON_DAYS = 14
"""Automatic certificates are renewed 30 days before their end; at 14 that has failed."""
_RENEW = "Look at the log of the reverse proxy (Caddy, nginx with certbot): it renews certificates by itself if it can."


def look(known: Known) -> Iterator[Finding]:
    """The certificate that the public address shows."""
    parts = urlsplit(known.configuration.base_url)
    if parts.scheme == "https":
        yield _certificate(parts.hostname or "", parts.port or 443, known.now)
    elif not known.is_local:
        yield wrong(
            f"{known.configuration.base_url} is not encrypted: what signers type could be read on the way.",
            "Put a reverse proxy with a certificate before the site (docs/how-to/run-a-site.md), then set base_url to https://…",
        )


def _certificate(host: str, port: int, now: datetime) -> Finding:
    try:
        with (
            socket.create_connection((host, port), timeout=SECONDS) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) as way,
        ):
            shown = way.getpeercert() or {}
    except ssl.SSLCertVerificationError as error:
        return wrong(f"Browsers refuse the certificate of {host}: {error.verify_message}.", _RENEW)
    except ssl.SSLError:
        return wrong(f"{host} answers on port {port}, but not encrypted.", _RENEW)
    except OSError:
        return unknown(f"{host}:{port} could not be asked for its certificate: nothing answered from here.")
    ends = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(shown["notAfter"])), UTC)
    days = (ends - now).days
    if days < SOON_DAYS:
        return wrong(f"The certificate of {host} ends in {days} days, on {ends:%Y-%m-%d}.", _RENEW)
    return good(f"The certificate of {host} lasts {days} days more.")
