"""The thin app: `POST /sign/<slug>/<language>` and `GET /stamp/<slug>`, as ASGI."""

import asyncio
import os
from collections.abc import Awaitable, Callable

from undersigned.campaigns import orm
from undersigned.campaigns.pages import rendering
from undersigned.campaigns.pinning import Pins
from undersigned.campaigns.words.speaking import words, words_beside
from undersigned.intake import answering
from undersigned.intake.answering import Answer, Receive, Scope, Send
from undersigned.intake.arriving import Sealing
from undersigned.intake.networks import Networks
from undersigned.intake.news import Reader
from undersigned.intake.offering import Offer
from undersigned.intake.office import Office
from undersigned.intake.pace import Pace
from undersigned.intake.peers import peer
from undersigned.intake.replies import Replies
from undersigned.intake.sharing import share_forever
from undersigned.ledger.collecting import Collector
from undersigned.ledger.lasting import go_on
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.site.postgres.database import database

CONNECTIONS = 3
"""Of one process: it reads campaigns over one, commits over one, and shares counts of networks over one."""
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
_FORM = b"application/x-www-form-urlencoded"
SECONDS_UNTIL_KNOWN = 10
_SHARDS = 100
"""Rows that the tally is spread over, two a process; processes that happen to meet in one only wait for each other."""


def application(site: Site, configuration: Configuration, processes: int = 1) -> Application:
    """The app of one of so many processes; the lifespan messages of ASGI begin and end its work."""
    dsn = database(site, configuration)
    orm.set_up(dsn)
    keyring = Keyring(site)
    offer = Offer(Reader(lambda: configuration.limits(site), Pins(site)).read)
    office = Office(
        stamps_key=keyring.get("stamps"),
        sealing=Sealing(keyring),
        collector=Collector(1 + os.getpid() * 2 % _SHARDS),
        offer=offer,
        networks=Networks(keyring),
        replies=Replies(offer, configuration.base_url),
        pace=Pace(processes),
    )
    return Door(office, dsn, configuration.trusted_proxies)


class Door:
    """Reads a request, asks the office, gives its answer."""

    def __init__(self, office: Office, dsn: str, trusted_proxies: int) -> None:
        self._office = office
        self._dsn = dsn
        self._trusted_proxies = trusted_proxies
        self._tasks: list[asyncio.Task[None]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the beginning and end of the process."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        answer = await self._answer(scope, receive)
        await answer.give(send)

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        path: str = scope["path"]
        door, slug, language = [*path.split("/"), "", ""][1:4]
        campaign = self._office.offer.find(slug)
        if campaign is None:
            return _unknown() if self._office.offer.is_known else _not_yet(language)
        if door == "stamp":
            return self._office.stamp(campaign, self._peer(scope))
        if language not in campaign.languages:
            language = campaign.languages[0]
        if scope["method"] != "POST":
            return answering.elsewhere(f"/c/{campaign.slug}/")
        if not _is_form(scope):
            return self._office.replies.malformed(campaign, language)
        body = await _body(receive)
        return await self._office.sign(campaign, language, body, self._peer(scope))

    def _peer(self, scope: Scope) -> str:
        return peer(scope.get("client"), scope["headers"], self._trusted_proxies)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self.open()
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self.close()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def open(self) -> None:
        """Begin: know the campaigns, and be ready to commit."""
        await self._office.offer.refresh()
        await self._office.collector.open(self._dsn)
        self._tasks = [
            go_on(self._office.offer.keep_fresh(), "reading campaigns"),
            go_on(share_forever(self._office.networks, self._dsn), "sharing counts of networks"),
        ]

    async def close(self) -> None:
        """Commit what waits, then end."""
        await self._office.collector.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._office.offer.close(orm.close)


async def _body(receive: Receive) -> bytes:
    """The whole body; the dispatcher has bounded its size and the time it may take."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body)


def _is_form(scope: Scope) -> bool:
    kinds = [value for name, value in scope["headers"] if name == b"content-type"]
    return len(kinds) == 1 and bytes(kinds[0]).partition(b";")[0].strip().lower() == _FORM


def _not_yet(language: str) -> Answer:
    """The process is new and the database is away: whether there is such a campaign, nobody knows."""
    text = words_beside(language if language.isalpha() else "en").text
    said = [
        text("Please come back in a minute and try again. Nothing is lost, and trying again does no harm."),
        text("If you go back in your browser, what you typed may still be in the form."),
    ]
    told = rendering.notice_page(text("This page cannot be shown right now"), said)
    return answering.page(503, told, {"retry-after": str(SECONDS_UNTIL_KNOWN)})


def _unknown() -> Answer:
    text = words().text
    said = [text("Perhaps the address was mistyped, or the campaign is no longer here.")]
    return answering.page(404, rendering.notice_page(text("There is no such campaign"), said))
