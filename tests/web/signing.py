"""What tests of the pages do: publish a campaign, sign it as the intake would, ask the pages over ASGI."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bench.campaigns import place_key
from undersigned.campaigns.orm import models
from undersigned.ledger.copies import Kept, read
from undersigned.sealing import datakeys, links
from undersigned.sealing.envelope import seal
from undersigned.sealing.holders import CampaignKey
from undersigned.sealing.places import data_key_of, holders_copy, signers_copy
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.terms.campaign import Kind, Stage
from undersigned.terms.signature import Appearance, Typed
from undersigned.web.application import Pages

ADA = Typed(
    name="Ada Lovelace",
    email="Ada.Lovelace+sign@gmail.com",
    country="US",
    postcode="80202",
    city="Denver",
    comment="So <b>say</b> we all",
    appearance=Appearance.NAME,
    affiliation="Analytical Engines",
    updates=True,
    language="en",
)
PRIVATE = X25519PrivateKey.from_private_bytes(b"k" * 32)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode()


@dataclass(frozen=True, slots=True)
class Link:
    """A signature as only its signer knows it."""

    secret: bytes = field(repr=False)

    @property
    def path(self) -> str:
        """Where her page is."""
        return f"/s/{links.to_text(self.secret)}"


@dataclass(frozen=True, slots=True)
class Signing:
    """A site, and what can be done with it."""

    site: Site
    configuration: Configuration
    keyring: Keyring
    dsn: str
    pages: Pages

    def campaign(self, **changes: Any) -> models.Campaign:
        """An open campaign with its key; `changes` are columns."""
        columns: dict[str, Any] = {
            "slug": f"stop-it-{uuid4().hex[:6]}",
            "kind": Kind.PETITION.value,
            "stage": Stage.OPEN.value,
            "public_key": PRIVATE.public_key().public_bytes_raw(),
            "organisers": "Neighbours",
            "contact": "mail@example.org",
            "opened": date(2026, 11, 1),
            "retention": date(2027, 3, 1),
        }
        made = models.Campaign.objects.create(**{**columns, **changes})
        for place, language in enumerate(("en", "es", "ar")):
            models.CampaignText.objects.create(
                campaign=made,
                place=place,
                language=language,
                title=f"Stop it ({language})",
                demand="Stop it now.",
                target="City Council",
                letter="Dear council",
            )
        self.keyring.make_campaign(made.pk)
        place_key(self.site.campaign(made.slug), made.slug, CampaignKey.of(PRIVATE.private_bytes_raw()))
        return made

    def sign(self, campaign: models.Campaign, typed: Typed = ADA, **changes: Any) -> Link:
        """A pending signature, sealed as the intake seals it."""
        typed = replace(typed, **changes)
        link = Link(links.link_secret(b"l" * 32, uuid4().bytes))
        identity = links.signature_id(link.secret)
        key = datakeys.DataKey.fresh(bytes(campaign.public_key), data_key_of(campaign.pk))
        plain = typed.packed()
        for_holders = key.sealer.seal(plain, holders_copy(identity))
        for_signer = seal(links.copy_key(link.secret), plain, signers_copy(identity))
        with psycopg.connect(self.dsn) as connection:
            connection.execute(
                "select ledger.collect(1, array[%(key)s], array[%(campaign)s::int], array[%(wrapped)s::bytea],"
                " array[%(id)s], array[%(campaign)s::int], array[%(key)s], array[%(holders)s::bytea],"
                " array[%(signer)s::bytea], array[%(language)s], array[%(country)s], array['802'], array['gmail'],"
                " array[0::smallint], array['mail'::bytea], %(day)s)",
                {
                    "key": key.id,
                    "campaign": campaign.pk,
                    "wrapped": key.wrapped,
                    "id": identity,
                    "holders": for_holders,
                    "signer": for_signer,
                    "language": typed.language,
                    "country": typed.country,
                    "day": date(2026, 11, 22),
                },
            )
        return link

    def kept(self, link: Link) -> Kept:
        """The row of a signature."""
        with psycopg.connect(self.dsn) as connection:
            found = read(connection, links.signature_id(link.secret))
        assert found is not None
        return found

    def rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """What the database says."""
        with psycopg.connect(self.dsn) as connection:
            return connection.execute(query.encode(), parameters).fetchall()

    def get(self, path: str, **headers: str) -> Answer:
        """Look at a page."""
        return self.ask("GET", path, b"", headers)

    def post(self, path: str, form: Mapping[str, str] | None = None, **headers: str) -> Answer:
        """Press a button or send a form."""
        kind = {"content_type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(form or {}).encode(), {**kind, **headers})

    def ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        """One request over ASGI, as the dispatcher passes it on."""
        return asyncio.run(asked(self.pages, method, path, body, headers or {}))

    def download(self, link: Link) -> Any:
        """The file about a signature."""
        return json.loads(self.get(f"{link.path}/download").body)


async def asked(pages: Pages, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """One request, its answer whole."""
    plain, _, query = path.partition("?")
    named = {"host": "127.0.0.1:8000", **headers}
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": plain,
        "raw_path": plain.encode("utf-8", "surrogatepass"),
        "query_string": query.encode("utf-8", "surrogatepass"),
        "headers": [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in named.items()],
        "http_version": "1.1",
        "scheme": "http",
        "root_path": "",
        "client": ("127.0.0.1", 40000),
        "server": ("127.0.0.1", 8000),
    }
    await pages(scope, receive, send)
    start, end = sent
    told = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
    return Answer(start["status"], told, end["body"])
