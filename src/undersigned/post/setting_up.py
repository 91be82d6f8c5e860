"""A worker's desk from a site and its configuration."""

from dataclasses import replace
from urllib.parse import urlsplit

from undersigned.campaigns import orm, queries
from undersigned.campaigns.words.speaking import words_beside
from undersigned.errors import SiteError
from undersigned.post.desk import Desk
from undersigned.post.letters import Letters
from undersigned.post.stages import Stages
from undersigned.post.transport import Outbox, Smtp, Transport
from undersigned.post.trouble import Troubles
from undersigned.site.configuration import Configuration, Sender
from undersigned.site.folder import Site
from undersigned.site.postgres.database import database
from undersigned.terms.campaign import Stage


def desk_of(site: Site, configuration: Configuration) -> Desk:
    """Everything that sending needs.

    Raises:
        SiteError: the database or the keys cannot be had.
    """
    sender = in_ascii(configuration.sender)
    dsn = database(site, configuration)
    orm.set_up(dsn)
    return Desk(
        site=site,
        configuration=configuration,
        dsn=dsn,
        letters=Letters(configuration.base_url, sender, words_beside),
        transport=transport_of(site, configuration),
        stages=Stages(stages),
        troubles=Troubles(),
    )


def transport_of(site: Site, configuration: Configuration) -> Transport:
    """The mail server of EMAIL_URL, or the folder of mails that nobody sends."""
    if configuration.email is None:
        return Outbox(site.outbox)
    host = urlsplit(configuration.base_url).hostname or "localhost"
    return Smtp(configuration.email, in_ascii(configuration.sender).address, host.encode("idna").decode())


def in_ascii(sender: Sender) -> Sender:
    """The sender with a domain that every mail server takes.

    Raises:
        SiteError: the part before the @ has letters that only few do.
    """
    name, _, domain = sender.address.rpartition("@")
    try:
        return replace(sender, address=f"{name}@{domain.encode('idna').decode()}".encode("ascii").decode())
    except UnicodeError:
        raise SiteError(
            f"The sender of mails, {sender.address}, cannot be used with every mail server. "
            "Set mail.address to one with the letters a to z."
        ) from None


def stages() -> dict[int, Stage]:
    """The stage of every campaign."""
    return {campaign.id: campaign.stage for campaign in queries.campaigns()}
