"""Forms as browsers would send them, each another signer's, with its proof of work done: made before the measuring."""

import json
from base64 import b64encode, urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random
from urllib.parse import urlencode
from uuid import UUID

from bench.surge.sending import written
from undersigned.sealing import links, stamps

HASHES = 2
"""The work that is asked for; a browser does it, not the server."""
NETWORKS = 200_000
"""From so many networks the signers come, as a reverse proxy tells them."""
PLAIN_PATH = "/plain/sign/"
"""Where the plain view takes a form."""
THANKS = "Look in your mail"
"""What stands in the answer to a form that was kept, and in no other."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What forms are made with: the keys of stamps and of links, and which campaign they are for."""

    stamps: bytes
    links: bytes
    campaign: int
    path: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file of requests, and the signatures that they will be, in the same order."""

    path: Path
    ids: list[UUID]


def prepare(path: Path, keys: Keys, number: int, first: int = 0) -> Prepared:
    """Write so many forms, numbered from `first` on."""
    ids = []
    with path.open("wb") as file:
        for identity, request in _made(keys, range(first, first + number)):
            ids.append(identity)
            file.write(written(request))
    return Prepared(path, ids)


def _made(keys: Keys, numbers: range) -> Iterator[tuple[UUID, bytes]]:
    dice, now = Random(numbers.start), datetime.now(UTC)  # noqa: S311 - invented signers
    for number in numbers:
        challenge = stamps.challenge(keys.stamps, keys.campaign, now, HASHES)
        nonce = urlsafe_b64decode(str(challenge["salt"])[:32])[: stamps.NONCE_LENGTH]
        network = dice.randrange(NETWORKS)
        form = {**_typed(number), "altcha": solved(challenge)}
        address = f"10.{network >> 16}.{network >> 8 & 255}.{network & 255}"
        yield links.signature_id(links.link_secret(keys.links, nonce)), post(keys.path, urlencode(form), address)


def solved(challenge: dict[str, str | int]) -> str:
    """What the widget puts into the form when it has found the number."""
    number = next(
        number
        for number in range(int(challenge["maxNumber"]) + 1)
        if sha256(f"{challenge['salt']}{number}".encode()).hexdigest() == challenge["challenge"]
    )
    told = {name: challenge[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return b64encode(json.dumps({**told, "number": number, "took": 800}).encode()).decode()


def _typed(number: int) -> dict[str, str]:
    return {
        "name": f"Ana Martínez {number}",
        "email": f"ana.martinez.{number}@gmail.com",
        "country": "US",
        "postcode": f"{10_000 + number % 90_000}",
        "city": "Denver",
        "comment": "Please stop buying this." if number % 4 == 0 else "",
        "appearance": "initials",
        "affiliation": "",
    }


def post(path: str, body: str, network: str) -> bytes:
    """A form on its way, as a reverse proxy hands it on."""
    return (
        f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-forwarded-for: {network}\r\n"
        f"content-type: application/x-www-form-urlencoded\r\ncontent-length: {len(body)}\r\n\r\n{body}"
    ).encode("ascii")


def get(path: str, *headers: str) -> str:
    """A request for a page."""
    return "\r\n".join((f"GET {path} HTTP/1.1", "host: 127.0.0.1", *headers, "", ""))
