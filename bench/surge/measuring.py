"""The measurements, each a load on processes that run already; and the books of what was acknowledged."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from http.client import HTTPConnection
from uuid import UUID

from psycopg.conninfo import conninfo_to_dict

from bench.surge import counting, forms
from bench.surge.loading import ROOT, Run, load
from bench.surge.plan import Plan, Stream, Told
from bench.surge.rig import Rig, free_port, wait_for
from undersigned.campaigns import orm
from undersigned.errors import SiteError
from undersigned.serving.children import processes

CONNECTIONS = 128
"""Signers, and as many readers of each kind, that wait for an answer at the same time at most."""
WARM_UP = 1_000
PATIENT = 60.0
"""Seconds in which the forms that warm the server up must have been taken."""
SIGN, STAMP_AND_SIGN, PAGE, UNCHANGED = "signature", "stamp, signature", "page", "page, unchanged"


@dataclass(slots=True)
class Books:
    """What was sent, and the signatures that were acknowledged."""

    sent: int = 0
    acknowledged: list[UUID] = field(default_factory=list)
    wrong: dict[str, int] = field(default_factory=dict)

    def enter(self, ids: list[UUID], told: Told, skip: int) -> None:
        """Enter how the forms with these ids went, of which the first `skip` were sent before."""
        failed = set(told.failed)
        self.sent += told.sent
        self.acknowledged += [ids[number] for number in range(skip, skip + told.sent) if number not in failed]
        for kind, number in told.wrong.items():
            self.wrong[kind] = self.wrong.get(kind, 0) + number


@dataclass(slots=True)
class Bench:
    """A rig, its web processes while it serves, the forms that are made for it, and the books."""

    rig: Rig
    web: int = 0
    books: Books = field(default_factory=Books)
    _made: int = 0

    @property
    def roots(self) -> Mapping[str, int]:
        """Whose processor time is counted."""
        return {"web": self.web, "postgres": self.rig.postgres()}

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Have the web processes up; they hold connections to the database that others then cannot have."""
        with self.rig.web() as self.web:
            yield

    def prepared(self, number: int) -> forms.Prepared:
        """So many forms that nobody has sent."""
        first, self._made = self._made, self._made + number
        return forms.prepare(self.rig.site.path.parent / "forms", self.rig.keys, number, first)

    def close_loop(self, seconds: float, number: int, *, stamps: bool = False) -> Run:
        """As many signatures as go, with each connection sending its next when it has its answer."""
        prepared = self.prepared(number + WARM_UP)
        stream = Stream(
            STAMP_AND_SIGN if stamps else SIGN,
            CONNECTIONS,
            words=forms.THANKS,
            forms=str(prepared.path),
            before=forms.get(f"/stamp/{self.rig.campaign.slug}") if stamps else "",
        )
        self._warm_up(prepared, stream)
        return self._load(prepared, seconds, replace(stream, skip=WARM_UP, most=number))

    def open_loop(self, seconds: float, signatures: float, pages: float) -> Run:
        """So many signatures and page views that begin in a second, half of these of readers who have the page."""
        prepared = self.prepared(int(seconds * signatures * 1.1) + WARM_UP)
        connections = 2 * CONNECTIONS
        sign = Stream(SIGN, connections, words=forms.THANKS, forms=str(prepared.path))
        path, zipped = self.rig.page, "accept-encoding: gzip, br"
        page = Stream(PAGE, connections, request=forms.get(path, zipped), rate=pages / 2)
        known = forms.get(path, zipped, f"if-none-match: {_etag(self.rig)}")
        unchanged = replace(page, name=UNCHANGED, request=known, status=304)
        self._warm_up(prepared, sign)
        late = replace(sign, skip=WARM_UP, most=len(prepared.ids) - WARM_UP, rate=signatures)
        return self._load(prepared, seconds, late, page, unchanged)

    def _warm_up(self, prepared: forms.Prepared, stream: Stream) -> None:
        told = self._load(prepared, PATIENT, replace(stream, most=WARM_UP)).streams[stream.name]
        refuse_silence(told)

    def _load(self, prepared: forms.Prepared, seconds: float, sign: Stream, *others: Stream) -> Run:
        done = load(Plan(self.rig.port, seconds, (sign, *others)), self.roots)
        self.books.enter(prepared.ids, done.streams[sign.name], sign.skip)
        return done

    def troubles(self, *, mails_wait: bool = True) -> list[str]:
        """What in the database does not agree with what was acknowledged."""
        connection = orm.connection()
        found = counting.counts(connection, self.rig.campaign.id)
        wrong = counting.troubles(found, len(self.books.acknowledged), self.books.sent, mails_wait=mails_wait)
        if lost := counting.missing(connection, self.books.acknowledged):
            wrong.append(f"{lost:,} acknowledged signatures are not there")
        return wrong


def refuse_silence(told: Told) -> None:
    """Measure nothing that does not work.

    Raises:
        SiteError: not one form was taken.
    """
    if told.good == 0:
        raise SiteError(f"No form was taken, so there is nothing to measure; the answers were: {told.wrong}.")


def plain(rig: Rig, seconds: float, number: int) -> Run:
    """The plain view under the same load; its processes live for this alone."""
    prepared = forms.prepare(
        rig.site.path.parent / "plain-forms", replace(rig.keys, path=forms.PLAIN_PATH), number + WARM_UP
    )
    port = free_port()
    stream = Stream(SIGN, CONNECTIONS, words=forms.THANKS, forms=str(prepared.path))
    with _plain_server(rig, port) as server:
        roots = {"web": server, "postgres": rig.postgres()}
        refuse_silence(load(Plan(port, PATIENT, [replace(stream, most=WARM_UP)]), roots).streams[SIGN])
        return load(Plan(port, seconds, [replace(stream, skip=WARM_UP, most=number)]), roots)


@contextmanager
def _plain_server(rig: Rig, port: int) -> Iterator[int]:
    where = conninfo_to_dict(rig.owner)
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
    server = subprocess.Popen(
        [sys.executable, "-m", "bench.surge.plain_server", str(port), str(processes(""))],
        env={**os.environ, **{name: str(where[word]) for name, word in names.items()}},
        cwd=ROOT,
        process_group=0,
    )
    try:
        wait_for(partial(_answers, port), "the plain view")
        yield server.pid
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def _answers(port: int) -> bool:
    try:
        with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as way:
            way.request("GET", forms.PLAIN_PATH)
            return way.getresponse().status == 200
    except OSError:
        return False


def _etag(rig: Rig) -> str:
    with closing(HTTPConnection("127.0.0.1", rig.port, timeout=5)) as way:
        way.request("HEAD", rig.page)
        return way.getresponse().headers["etag"]
