"""What the operator set for a site: site.toml, and over it the environment, which alone carries passwords.

base_url = "https://sign.example.org"     UNDERSIGNED_BASE_URL
trusted_proxies = 1                       UNDERSIGNED_TRUSTED_PROXIES
[listen]     host, port                   UNDERSIGNED_LISTEN (host:port)
[mail]       address, name, dkim_selector UNDERSIGNED_MAIL_ADDRESS, UNDERSIGNED_MAIL_NAME
[limits]     see Limits
[retention]  see Retention
                                          EMAIL_URL, DATABASE_URL
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from undersigned.errors import SiteError
from undersigned.site import tables
from undersigned.site.addresses import Dsn, MailServer, is_loopback, read_dsn, read_mail_server
from undersigned.site.folder import Site
from undersigned.site.limits import Limits, live, read_limits

SENDING = "UNDERSIGNED_SENDS_MAIL"
"""The environment's name by which `serve` tells a process that mail is sent, without telling it how."""
_KEYS = dict.fromkeys(("base_url", "trusted_proxies", "listen", "mail", "limits", "retention"))


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the server listens; behind a proxy, this machine alone is right."""

    host: str = "127.0.0.1"
    port: int = tables.number(8000, 1, 65535)

    @property
    def url(self) -> str:
        """The address to type on this machine."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who the mails are from; neither address nor name tells the campaign. The selector is for the doctor alone."""

    address: str = ""
    name: str = ""
    dkim_selector: str = ""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long things are kept where a campaign or a command says nothing else."""

    days_after_close: int = tables.number(90, 1, 3650)
    backup_days: int = tables.number(30, 1, 3650)


@dataclass(frozen=True, slots=True)
class Configuration:
    """One frozen object for the life of a process; only limits can change while it runs."""

    base_url: str
    listen: Listen
    sender: Sender
    trusted_proxies: int
    retention: Retention
    email: MailServer | None = None
    database: Dsn | None = None
    others_send: bool = False

    @property
    def sends_mail(self) -> bool:
        """Whether mails go to a mail server, be it by another process that alone knows its password."""
        return self.email is not None or self.others_send

    @property
    def is_public(self) -> bool:
        """Whether other machines can reach this site, by its address or because it listens to them."""
        return not (is_loopback(urlsplit(self.base_url).hostname or "") and is_loopback(self.listen.host))

    def limits(self, site: Site) -> Limits:
        """The limits as they are now; cheap enough for every request."""
        return live(site.configuration_file).now()

    def refuse_unready(self) -> None:
        """Refuse to serve the public with mails that nobody sends.

        Raises:
            SiteError: the site is public and EMAIL_URL is not set.
        """
        if self.is_public and not self.sends_mail:
            reached = self.base_url if not is_loopback(urlsplit(self.base_url).hostname or "") else self.listen.url
            raise SiteError(
                f"{reached} can be reached by others, and EMAIL_URL is not set: mails would go to an outbox that "
                "is for trying out, where everybody could read them. Set EMAIL_URL to your mail server."
            )


def configure(site: Site, environment: Mapping[str, str]) -> Configuration:
    """Read what the operator set; the environment wins over the file.

    Raises:
        SiteError: a key that nobody knows, or a value that cannot be, named with its file and key.
    """
    path = site.configuration_file
    table = tables.load(path)
    tables.refuse_unknown(table, _KEYS, path)
    read_limits(path)
    listen = _listen(table, path, environment)
    email, database = environment.get("EMAIL_URL", ""), environment.get("DATABASE_URL", "")
    base_url = _base_url(table, path, environment, listen)
    return Configuration(
        base_url=base_url,
        listen=listen,
        sender=_sender(table, path, environment, base_url),
        trusted_proxies=_trusted_proxies(table, path, environment),
        retention=tables.read(Retention, tables.part(table, "retention", path), path, "retention"),
        email=read_mail_server(email) if email else None,
        database=read_dsn(database, environment.get("PGSSLMODE", "")) if database else None,
        others_send=bool(environment.get(SENDING)),
    )


def _listen(table: Mapping[str, Any], path: Path, environment: Mapping[str, str]) -> Listen:
    asked = environment.get("UNDERSIGNED_LISTEN", "")
    if not asked:
        return tables.read(Listen, tables.part(table, "listen", path), path, "listen")
    host, _, port = asked.rpartition(":")
    if not host or not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        raise SiteError(f"UNDERSIGNED_LISTEN is {asked!r}. Set it to host:port, such as 127.0.0.1:8000.")
    return Listen(host=host.strip("[]"), port=int(port))


def _base_url(table: Mapping[str, Any], path: Path, environment: Mapping[str, str], listen: Listen) -> str:
    where, value = f"{path}: base_url", table.get("base_url", "")
    if environment.get("UNDERSIGNED_BASE_URL"):
        where, value = "UNDERSIGNED_BASE_URL", environment["UNDERSIGNED_BASE_URL"]
    if value == "":
        return listen.url if is_loopback(listen.host) else f"http://127.0.0.1:{listen.port}"
    if not _is_site_address(value):
        raise SiteError(f"{where} is {value!r}. Set it to the address people type, such as https://sign.example.org.")
    return str(value).rstrip("/")


def _is_site_address(value: object) -> bool:
    if not isinstance(value, str) or not value.isprintable() or any(sign in value for sign in ' "<>\\'):
        return False
    try:
        parts = urlsplit(value)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    plain = "@" not in parts.netloc and parts.path in ("", "/") and not parts.query and not parts.fragment
    return parts.scheme in ("http", "https") and named and plain


def _sender(table: Mapping[str, Any], path: Path, environment: Mapping[str, str], base_url: str) -> Sender:
    written = tables.read(Sender, tables.part(table, "mail", path), path, "mail")
    address = environment.get("UNDERSIGNED_MAIL_ADDRESS") or written.address
    name = environment.get("UNDERSIGNED_MAIL_NAME") or written.name
    if address and (address.count("@") != 1 or not tables.text(address, "mail.address").strip("@") or " " in address):
        raise SiteError(f"The sender of mails is {address!r}. Set mail.address to an address such as post@example.org.")
    host = urlsplit(base_url).hostname or "localhost"
    return Sender(
        address=address or f"post@{host}",
        name=tables.text(name, "mail.name", may_be_empty=True),
        dkim_selector=written.dkim_selector,
    )


def _trusted_proxies(table: Mapping[str, Any], path: Path, environment: Mapping[str, str]) -> int:
    asked = environment.get("UNDERSIGNED_TRUSTED_PROXIES", "")
    if not asked:
        return tables.whole_number(table.get("trusted_proxies", 0), 0, 10, f"{path}: trusted_proxies")
    number = int(asked) if asked.isascii() and asked.isdigit() else asked
    return tables.whole_number(number, 0, 10, "UNDERSIGNED_TRUSTED_PROXIES")
