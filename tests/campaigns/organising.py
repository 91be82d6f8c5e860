"""What organisers and signers do, in a few words, for tests."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from secrets import token_bytes
from uuid import UUID

from tests.ledger.collected import collect
from undersigned.campaigns import orm, queries
from undersigned.campaigns.services import closing, publishing, retention
from undersigned.case.folder import Case
from undersigned.claims.reading import reading
from undersigned.ledger.confirming import confirm
from undersigned.ledger.tallying import recount, tally
from undersigned.sealing import holders, keyfiles, recovery
from undersigned.sealing.holders import CampaignKey
from undersigned.sealing.keyfiles import PublicKey
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.terms.campaign import Campaign, PublicSigner, Tally

TODAY = date(2026, 11, 22)
SLUG = "end-the-contract"
SETTINGS = """\
kind = "petition"
languages = ["en", "es"]
organisers = "The Coalition"
contact = "ask@example.org"
closes = 2027-02-20
retention = 2027-05-21
holders = ["Ana", "Bo", "Cem"]
case = ""
claims = []
"""
ENGLISH = """\
Title: End the contract
To: The county council
Demand: We ask the council to end the contract.
Hashtags: #EndIt
Share: Sign with me.
Next step: Write to the council. https://example.org/write

Letter:
Dear members,

end the **contract**.

Why:
Because of what it costs.
"""
SPANISH = ENGLISH.replace("End the contract", "Termine el contrato")
LETTER = SETTINGS.replace('"petition"', '"letter"') + "appears_at = 3\nappears_by = 2026-12-31\n"


def key_files(slug: str, key: CampaignKey | None = None, needed: int = 2) -> dict[str, str]:
    """The files of a key ceremony that the server sees: the public key, and the proof that recovery was tried."""
    key = key or CampaignKey.fresh()
    shares = tuple(map(holders.share_fingerprint, holders.split(key)))
    verifying, test = recovery.verifying_key(key), recovery.test_text(key.public)
    public = PublicKey(slug, TODAY, key.public, verifying, test, needed, shares)
    proof = keyfiles.proof_to_toml(slug, recovery.prove(key, TODAY, (1, 2, 3)[-needed:]))
    return {f"{slug}.public.toml": public.to_toml(), f"{slug}.recovered.toml": proof}


def two_claims(case: Case) -> list[str]:
    """Two claims of a case that have a figure."""
    with reading(case) as trace:
        rows = trace.rows("select claim_id from claims where unit = 'cents' and figure > 0 order by claim_id limit 2")
    return [str(claim_id) for (claim_id,) in rows]


def write(folder: Path, settings: str = SETTINGS, slug: str = SLUG, **texts: str) -> None:
    """The folder of a campaign as its organisers wrote it, with its keys."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "campaign.toml").write_text(settings)
    for language, text in ({"en": ENGLISH, "es": SPANISH} | texts).items():
        (folder / f"{language}.md").write_text(text)
    for name, text in key_files(slug).items():
        if not (folder / name).exists():
            (folder / name).write_text(text)


@dataclass
class Organisers:
    """A site on a day that can be moved on."""

    site: Site
    today: date
    remarks: tuple[str, ...] = field(default=())

    @property
    def keyring(self) -> Keyring:
        return Keyring(self.site)

    @property
    def folder(self) -> Path:
        return self.site.campaign(SLUG)

    def publish(self, settings: str = SETTINGS, **texts: str) -> Campaign:
        """Write the campaign's folder and publish it."""
        write(self.folder, settings, **texts)
        campaign, self.remarks = publishing.publish(self.site, SLUG, self.today)
        return campaign

    def close(self) -> Campaign:
        return closing.close(self.keyring, SLUG, self.today)

    def keep_promises(self, day: date) -> list[str]:
        """What the worker does on a day; the slugs of the campaigns that changed."""
        return [campaign.slug for campaign in retention.keep_promises(self.keyring, day)]

    def campaign(self) -> Campaign:
        return queries.campaign(SLUG)

    def collected(self) -> UUID:
        """Somebody signs."""
        signature = UUID(bytes=token_bytes(16))
        collect(orm.connection(), signature, campaign=self.campaign().id)
        return signature

    def signed(self, name: str = "") -> UUID:
        """Somebody signs and confirms, to be shown by name where there is one."""
        signature = self.collected()
        public = PublicSigner(name) if name else None
        confirm(orm.connection(), signature, token_bytes(32), public)
        return signature

    def tally(self) -> Tally:
        return tally(orm.connection(), self.campaign().id)

    def differences(self) -> tuple[str, ...]:
        return recount(orm.connection(), self.campaign().id).differences

    def number_of(self, condition: str) -> int:
        """How many rows of the ledger's signatures fulfil a condition."""
        row = orm.connection().execute(f"select count(*) from ledger.signature where {condition}".encode()).fetchone()
        return int(row[0]) if row else 0

    def rows_in(self, table: str) -> int:
        """How many rows a table of the ledger has."""
        row = orm.connection().execute(f"select count(*) from ledger.{table}".encode()).fetchone()
        return int(row[0]) if row else 0
