"""A thief with copies of database, disk and settings reads no name and no address but what the design concedes."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from tests.attacks.thief import Signer, dump, files, found, secrets
from tests.signing import PATIENT, Campaigning, open_campaign, opened
from undersigned.campaigns import showing
from undersigned.campaigns.preparing import prepare
from undersigned.campaigns.services import closing
from undersigned.ledger import naming
from undersigned.post import chores
from undersigned.sealing import links
from undersigned.sealing.addresses import address_hash
from undersigned.sealing.envelope import SealError, open_sealed
from undersigned.sealing.places import outgoing_mail, signers_copy
from undersigned.site.configuration import configure
from undersigned.site.folder import Site
from undersigned.site.postgres import parameters
from undersigned.site.postgres.cluster import KEEPER, OWNER, data_folder
from undersigned.site.postgres.server import Server, dsn
from undersigned.terms.address import canonical
from undersigned.terms.campaign import Kind
from undersigned.terms.mail import Waiting
from undersigned.terms.signature import Typed

PUBLIC = Signer("open", "name")
CAPACITY = Signer("guild", "personal_capacity")
HIDDEN = Signer("hidden")
LETTER = Signer("letter", "name")
PENDING = Signer("pending", "name")
UNSENT = Signer("unsent", "name")
BACK = Signer("back", "name")
ERASED = Signer("erased")
VICTIM = Signer("victim", "name")
ALL = (PUBLIC, CAPACITY, HIDDEN, LETTER, PENDING, UNSENT, BACK, ERASED, VICTIM)
WAITING_LETTER = "we-wait"
CONFIRMED = {PUBLIC, CAPACITY, HIDDEN, LETTER}
PUBLISHED = {"name of open", "mark of open", "name of guild", "affiliation of guild", "mark of guild"}
"""What signers asked to have shown, and what stands."""
ONCE_PUBLISHED = {"name of back", "mark of back"}
"""What was shown and taken back: no row says it, and the files keep it until the database writes over it."""


@dataclass
class Stolen:
    """A site in which all this happened, and the copies."""

    at: Campaigning
    paths: dict[str, str]
    mail_of_hidden: bytes
    said: str

    def sealed_mails(self) -> list[Waiting]:
        """What the outbox's rows say to who has the keys of their hours."""
        rows = self.at.rows("select signature, sealed, key_hour from ledger.outbox")
        keys = [(self.at.keyring.kept_of_hour("outbox", hour), sealed, signature) for signature, sealed, hour in rows]
        return [Waiting.unpacked(open_sealed(key or b"", sealed, outgoing_mail(who))) for key, sealed, who in keys]

    def hashes(self, table: str) -> set[bytes]:
        """The keyed hashes of addresses in a table."""
        return {bytes(address) for (address,) in self.at.rows(f"select address from ledger.{table}")}

    def hits(self, table: str, *keys: bytes) -> set[str]:
        """A dictionary of all addresses, tried against a table with every key and with none: whose stand in it."""
        hashes = self.hashes(table)
        return {signer.word for signer in ALL if hashes & set(_guesses(signer, keys))}

    def keys(self, *, without: str = "\0") -> list[bytes]:
        """Every key that lies on the disk."""
        return [path.read_bytes() for path in sorted(self.at.site.keys.iterdir()) if not path.name.startswith(without)]


def _guesses(signer: Signer, keys: tuple[bytes, ...]) -> Iterator[bytes]:
    """What her address may have become."""
    for text in (signer.email, canonical(signer.email)):
        yield sha256(text.encode()).digest()
        for key in (b"", bytes(32), *keys):
            yield address_hash(key, text)
            yield hmac.digest(key, text.encode(), "sha256")


@pytest.fixture
def stolen(site: Site, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Stolen]:
    """A site with a database of its own, after a few days' worth of signers."""
    monkeypatch.setitem(parameters._SMALL_MACHINE, "wal_compression", "off")
    site.configuration_file.write_text(PATIENT, encoding="utf-8")
    server = Server(site)
    served = server.start()
    prepare(dsn(site, OWNER), served)
    try:
        with opened(site, configure(site, {})) as at:
            yield _lived(at, capfd)
    finally:
        server.stop()


def _lived(at: Campaigning, capfd: pytest.CaptureFixture[str]) -> Stolen:
    far = datetime.now(UTC).date() + timedelta(days=60)
    open_campaign(at.site, at.key, WAITING_LETTER, kind=Kind.LETTER.value, appears_at=50, appears_by=far)
    at.refresh()
    paths = {LETTER.word: at.signed(LETTER.email, WAITING_LETTER, **LETTER.fields)}
    assert at.sign(HIDDEN.email, **HIDDEN.fields).status == 200
    ((mail_of_hidden,),) = at.rows("select sealed from ledger.outbox where kind = 'confirm'")
    for signer in ALL:
        if signer not in (LETTER, UNSENT, HIDDEN):
            assert at.sign(signer.email, **signer.fields).status == 200
    at.mail()
    paths |= {signer.word: at.links(signer.email)[0] for signer in ALL if signer not in (LETTER, UNSENT)}
    for signer in (PUBLIC, CAPACITY, HIDDEN, BACK, ERASED):
        assert at.post(f"{paths[signer.word]}/confirm").status == 303
    assert at.post(f"{paths[BACK.word]}/withdraw").status == 303
    assert at.post(f"{paths[ERASED.word]}/erase").status == 303
    assert at.post(f"{paths[VICTIM.word]}/not-me").status == 303
    assert at.get(f"{paths[HIDDEN.word]}/download").status == 200
    assert at.sign(UNSENT.email, **UNSENT.fields).status == 200
    with psycopg.connect(at.dsn) as connection:
        naming.add_batch(connection, at.campaign.id, enough=1)
    showing.show(at.site, at.campaign, datetime.now(UTC), "")
    with psycopg.connect(dsn(at.site, KEEPER, "postgres"), autocommit=True) as keeper:
        keeper.execute("checkpoint")
    told = capfd.readouterr()
    return Stolen(at, paths, bytes(mail_of_hidden), told.out + told.err + at.said.getvalue())


def test_the_thief_reads_what_was_conceded_and_nothing_else(stolen: Stolen, monkeypatch: pytest.MonkeyPatch) -> None:
    """One story, because making it takes longest."""
    the_database_names_only_who_wanted_to_be_named(stolen)
    files_and_logs_name_nobody_else(stolen)
    the_keys_open_the_mails_that_wait_and_no_others(stolen)
    a_dictionary_finds_nobody_without_the_key(stolen)
    after_the_close_no_key_is_left_to_try(stolen)
    monkeypatch.setattr(chores, "now", lambda: datetime.now(UTC) + timedelta(hours=2))
    once_nothing_waits_no_key_opens_what_was_deleted(stolen)


def the_database_names_only_who_wanted_to_be_named(stolen: Stolen) -> None:
    taken = dump(dsn(stolen.at.site, OWNER))
    assert found(taken, ALL) == PUBLISHED
    assert secrets(taken, stolen.paths) == set()
    raw = files(data_folder(stolen.at.site))
    assert found(raw, ALL) - ONCE_PUBLISHED == PUBLISHED
    assert secrets(raw, stolen.paths) == set()
    assert stolen.mail_of_hidden in raw  # sealed, and gone from its table: the search sees what was deleted


def files_and_logs_name_nobody_else(stolen: Stolen) -> None:
    site = stolen.at.site
    disk = files(site.path, without=("keys", "postgres", "outbox"))
    assert found(disk, ALL) == PUBLISHED
    assert secrets(disk, stolen.paths) == set()
    keys = files(site.keys)
    assert (found(keys, ALL), secrets(keys, stolen.paths)) == (set(), set())
    logs = files(data_folder(site) / "log") + stolen.said.encode()
    assert b"database system is ready" in logs
    assert (found(logs, ALL), secrets(logs, stolen.paths)) == (set(), set())
    development = files(site.outbox)
    assert found(development, ALL) == {
        f"{what} of {signer.word}" for signer in ALL if signer is not UNSENT for what in ("address", "mark")
    }
    assert secrets(development, stolen.paths) == set(stolen.paths)


def the_keys_open_the_mails_that_wait_and_no_others(stolen: Stolen) -> None:
    mails = stolen.sealed_mails()
    assert {mail.address for mail in mails} == {PENDING.email, UNSENT.email}
    for mail in mails:  # and with the secret of a link, what its signer typed
        identity = links.signature_id(mail.secret)
        ((copy,),) = stolen.at.rows("select for_signer from ledger.signature where id = %s", identity)
        opened_copy = open_sealed(links.copy_key(mail.secret), copy, signers_copy(identity))
        assert Typed.unpacked(opened_copy).email == mail.address
    opened_by = {stolen.at.site.keys / path.name for path in stolen.at.site.keys.iterdir() if _opens(stolen, path)}
    assert {path.name.split("-")[0] for path in opened_by} == {"outbox"}


def _opens(stolen: Stolen, path: Path) -> bool:
    """Whether a key opens a mail that went out and was deleted, whose sealed bytes still lie in the files."""
    identity = links.signature_id(links.from_text(stolen.paths[HIDDEN.word].removeprefix("/s/")) or b"")
    try:
        return bool(open_sealed(path.read_bytes(), stolen.mail_of_hidden, outgoing_mail(identity)))
    except SealError:
        return False


def a_dictionary_finds_nobody_without_the_key(stolen: Stolen) -> None:
    words = {signer.word for signer in CONFIRMED}
    assert len(stolen.hashes("confirmed")) == len(words)
    assert stolen.hits("confirmed") == set()
    assert stolen.hits("confirmed", *stolen.keys(without="campaign-")) == set()
    assert stolen.hits("confirmed", *stolen.keys()) == words
    assert stolen.hits("blocked", *stolen.keys(without="blocks")) == set()
    assert stolen.hits("blocked", *stolen.keys()) == {VICTIM.word}
    assert stolen.hits("mails_of_day", *stolen.keys(without="limits-")) == set()
    assert stolen.hits("mails_of_day", *stolen.keys()) == {signer.word for signer in ALL if signer is not UNSENT}


def once_nothing_waits_no_key_opens_what_was_deleted(stolen: Stolen) -> None:
    with psycopg.connect(stolen.at.dsn) as connection:
        chores.destroy_keys(connection, stolen.at.keyring, 24)
    assert stolen.at.keyring.hours("outbox") == []
    assert not any(_opens(stolen, path) for path in stolen.at.site.keys.iterdir())


def after_the_close_no_key_is_left_to_try(stolen: Stolen) -> None:
    today = datetime.now(UTC).date()
    for slug in (stolen.at.slug, WAITING_LETTER):
        closing.close(stolen.at.keyring, slug, today)
    assert len(stolen.hashes("confirmed")) == len(CONFIRMED)
    assert stolen.hits("confirmed", *stolen.keys()) == set()
    assert stolen.sealed_mails() == []
    taken = dump(dsn(stolen.at.site, OWNER))
    assert found(taken, ALL) == PUBLISHED
