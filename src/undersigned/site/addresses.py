"""Addresses of servers that carry a password, kept so that no listing or error shows it."""

from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from undersigned.errors import SiteError


class Dsn(str):
    """Where a database is and how to enter (a `postgresql://` address), for psycopg and asyncpg alike.

    It is text, and `str()` of it holds the password; its representation, which tracebacks and logs show, does not.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<database {without_password(self)}>"


def without_password(address: str) -> str:
    """An address that may be shown."""
    scheme, colon, rest = address.partition("://")  # urlsplit refuses several hosts with an IPv6 address among them
    body, mark, query = rest.partition("?")
    netloc, slash, path = body.partition("/")
    entry, at, place = netloc.rpartition("@")
    account = entry.partition(":")[0] + ":…" if ":" in entry else entry
    kept = "&".join(part for part in query.split("&") if not part.lower().startswith("password="))
    return f"{scheme}{colon}{account}{at}{place}{slash}{path}{mark if kept else ''}{kept}"


def read_dsn(text: str, sslmode: str = "") -> Dsn:
    """`DATABASE_URL`, which must be an address of PostgreSQL.

    The way to another machine is encrypted unless the address itself, or `sslmode` (PGSSLMODE), says otherwise.

    Raises:
        SiteError: it is of another kind; the sentence does not repeat it.
    """
    try:
        scheme = text.partition("://")[0]
        conninfo_to_dict(text)
    except (ValueError, psycopg.Error):
        scheme = ""
    if scheme not in ("postgres", "postgresql"):
        raise SiteError("DATABASE_URL is no address of PostgreSQL, such as postgresql://account:password@host/name.")
    found = Dsn(text)
    if sslmode or is_here(found) or "sslmode" in conninfo_to_dict(found):
        return found
    return Dsn(f"{text}{'&' if '?' in text else '?'}sslmode={'verify-full' if _trusts(found) else 'require'}")


def is_here(dsn: Dsn) -> bool:
    """Whether a database is on this machine, by a socket or by a name that leads nowhere else."""
    said = conninfo_to_dict(dsn)
    hosts = f"{said.get('hostaddr') or said.get('host') or ''}".split(",")
    return all(not host or host.startswith(("/", "@")) or is_loopback(host) for host in hosts)


def _trusts(dsn: Dsn) -> bool:
    """Whether the address says whom it trusts: the certificates of the system, which go with nothing weaker."""
    return conninfo_to_dict(dsn).get("sslrootcert") == "system"


class Encryption(StrEnum):
    """How the way to the mail server is protected."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    NONE = "none"


_PORTS = {Encryption.IMPLICIT: 465, Encryption.STARTTLS: 587, Encryption.NONE: 25}


@dataclass(frozen=True, slots=True)
class MailServer:
    """The mail server that takes what the site sends."""

    host: str
    port: int
    encryption: Encryption
    account: str = ""
    password: str = field(default="", repr=False)


def read_mail_server(text: str) -> MailServer:
    """`EMAIL_URL`: smtp://account:password@host:587?tls=starttls|none, or smtps://… (encrypted from the first byte).

    Without `tls`, the way is encrypted unless the server is this machine.

    Raises:
        SiteError: it cannot be understood; the sentence does not repeat it.
    """
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _not_understood() from None
    if parts.scheme not in ("smtp", "smtps") or not host or parts.path not in ("", "/"):
        raise _not_understood()
    encryption = _encryption(parts, host)
    return MailServer(
        host=host,
        port=_PORTS[encryption] if port is None else port,
        encryption=encryption,
        account=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _encryption(parts: SplitResult, host: str) -> Encryption:
    asked = parse_qs(parts.query, keep_blank_values=True)
    if set(asked) - {"tls"} or (parts.scheme == "smtps" and asked):
        raise _not_understood()
    if parts.scheme == "smtps":
        return Encryption.IMPLICIT
    if not asked:
        return Encryption.NONE if is_loopback(host) else Encryption.STARTTLS
    try:
        return Encryption(asked["tls"][-1])
    except ValueError:
        raise _not_understood() from None


def _not_understood() -> SiteError:
    return SiteError(
        "EMAIL_URL cannot be understood. Write smtp://account:password@host:587?tls=starttls, or smtps://… where "
        "the server is encrypted from the start; a special character in the password is written as %40 and the like."
    )


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, reachable from nowhere else."""
    name = host.strip("[]").lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
