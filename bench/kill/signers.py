"""Signers: they send their form, press again when nothing comes, open their mail and confirm.

What they were told is written down, to be held against what is kept.
"""

import threading
import time
from base64 import urlsafe_b64decode
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from itertools import count
from queue import Empty
from random import Random
from urllib.parse import urlencode
from uuid import UUID

from bench.kill.mailbox import Mailbox
from bench.kill.place import HASHES, SLUG, Place
from bench.surge.forms import THANKS, solved
from undersigned.sealing import links, stamps

SIGNING, CONFIRMING = 6, 3
"""Threads of each."""
PRESSES = 6
"""So often a form is sent that nobody answered for sure."""
PAUSE = 0.3
PATIENCE = 12.0
_FORM = {"content-type": "application/x-www-form-urlencoded"}
_PROVIDERS = ("gmail.com", "outlook.com", "example.org")
_TROUBLE = (OSError, HTTPException)


@dataclass(slots=True)
class Books:
    """Who sent, who was thanked, who was told that she is confirmed; and the other answers, by kind."""

    sent: dict[UUID, str] = field(default_factory=dict)
    thanked: set[UUID] = field(default_factory=set)
    confirmed: set[UUID] = field(default_factory=set)
    others: Counter[str] = field(default_factory=Counter)


class Signers:
    """All of them, at a rate, until they are told to stop."""

    def __init__(self, place: Place, mailbox: Mailbox, rate: float) -> None:
        self.books = Books()
        self._place = place
        self._mailbox = mailbox
        self._pause = SIGNING / rate
        self._numbers = count()
        self._stop = threading.Event()
        self._stop_confirming = threading.Event()
        self._lock = threading.Lock()
        self._stamps_key = place.keyring.get("stamps")
        self._signing = [threading.Thread(target=self._sign_on) for _ in range(SIGNING)]
        self._confirming = [threading.Thread(target=self._confirm_on) for _ in range(CONFIRMING)]

    def start(self) -> None:
        """Begin."""
        for thread in (*self._signing, *self._confirming):
            thread.start()

    def stop_signing(self) -> None:
        """Nobody new; who has sent a form waits for her answer."""
        self._stop.set()
        for thread in self._signing:
            thread.join()

    def stop(self) -> None:
        """Nobody confirms any more either."""
        self.stop_signing()
        self._stop_confirming.set()
        for thread in self._confirming:
            thread.join()

    @property
    def thanked(self) -> int:
        """How many were thanked until now."""
        return len(self.books.thanked)

    def _sign_on(self) -> None:
        dice = Random()  # noqa: S311 - arrivals, not secrets
        while not self._stop.wait(dice.uniform(0, 2 * self._pause)):
            identity, body = self._form()
            for _ in range(PRESSES):
                if self._sent(identity, body):
                    break
                time.sleep(PAUSE)

    def _form(self) -> tuple[UUID, str]:
        """A form of a new signer, and which signature it will be."""
        with self._lock:
            number = next(self._numbers)
        now = datetime.now(UTC)
        challenge = stamps.challenge(self._stamps_key, self._place.campaign, now, HASHES)
        links_key = self._place.keyring.daily("links", now.date())
        nonce = urlsafe_b64decode(str(challenge["salt"])[:32])[: stamps.NONCE_LENGTH]
        identity = links.signature_id(links.link_secret(links_key, nonce))
        name, provider = f"Signer {number}", _PROVIDERS[number % len(_PROVIDERS)]
        form = {
            "name": name,
            "email": f"signer.{number}@{provider}",
            "appearance": "name" if number % 2 else "anonymous",
            "work_ok": "1",
            "altcha": solved(challenge),
        }
        with self._lock:
            self.books.sent[identity] = name
        return identity, urlencode(form)

    def _sent(self, identity: UUID, body: str) -> bool:
        """Send a form; whether she was told for sure."""
        try:
            status, _, page = self._ask(f"/sign/{SLUG}/en", body)
        except _TROUBLE as trouble:
            return self._other(type(trouble).__name__)
        if (status == 200 and THANKS.encode() in page) or status == 409:
            with self._lock:
                self.books.thanked.add(identity)
            return True
        return self._other(f"{status} to a form")

    def _other(self, kind: str) -> bool:
        with self._lock:
            self.books.others[kind] += 1
        return False

    def _confirm_on(self) -> None:
        """Confirm every second signature whose mail came."""
        while not self._stop_confirming.is_set():
            try:
                text = self._mailbox.links.get(timeout=0.1)
            except Empty:
                continue
            secret = links.from_text(text) or b""
            if secret and secret[0] % 2:
                self._confirmed(text, links.signature_id(secret))

    def _confirmed(self, text: str, identity: UUID) -> None:
        """Press the button until it answers."""
        while not self._stop_confirming.is_set():
            try:
                status, _, _ = self._ask(f"/s/{text}/confirm", "")
            except _TROUBLE as trouble:
                self._other(type(trouble).__name__)
            else:
                if status == 303:
                    with self._lock:
                        self.books.confirmed.add(identity)
                    return
                self._other(f"{status} to a confirming")
            time.sleep(PAUSE)

    def _ask(self, path: str, body: str) -> tuple[int, str, bytes]:
        way = HTTPConnection("127.0.0.1", self._place.port, timeout=PATIENCE)
        try:
            way.request("POST", path, body.encode("ascii"), _FORM)
            answer = way.getresponse()
            return answer.status, answer.getheader("location", ""), answer.read()
        finally:
            way.close()
