"""An invented campaign in three languages, for tests that look at what signers see."""

from dataclasses import replace
from datetime import UTC, date, datetime

from undersigned.terms.campaign import Campaign, CitedClaim, Kind, PublicSigner, Stage, Standing, Step, Tally, Texts
from undersigned.terms.signature import Appearance, Typed

BASE = "https://sign.example.org"
NOW = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)
ENGLISH = Texts(
    "en",
    "Show us what our agencies buy",
    "Publish every contract for surveillance technology.",
    "the City Council",
    "We live here.\n\n1. **Publish** every contract.\n2. **Pause** renewals.",
    "The records hide who makes what was bought.",
    "I signed: our city should publish what it buys. Sign too:",
    ("PublishTheContracts", "OurCity"),
    (Step("Come to the meeting", "https://example.org/meeting"),),
)
SPANISH = Texts(
    "es", "Muéstrennos qué compran", "Publiquen los contratos.", "el Concejo", "Vivimos aquí.", share="Firmé:"
)
ARABIC = Texts("ar", "أرونا ما تشتريه وكالاتنا", "انشروا كل عقد.", "مجلس المدينة", "نحن نعيش هنا.")
CLAIM = CitedClaim(
    "C008e484cc3a7",
    "13 resellers hold awards worth $430.9 million.",
    "",
    "$430.9 million",
    date(2026, 3, 14),
    "https://dossiers.example.org/claim/C008e484cc3a7.html",
    "$441.2 million",
    date(2026, 9, 30),
)
PETITION = Campaign(
    1,
    "show-us",
    Kind.PETITION,
    Stage.OPEN,
    bytes(32),
    (ENGLISH, SPANISH, ARABIC),
    "Coalition for Open Contracts",
    "hello@coalition.example.org",
    date(2027, 6, 30),
    (CLAIM,),
    date(2026, 10, 1),
    holders=("Amal Haddad", "Jo Park", "Ruth Okafor"),
)
WAITING = replace(PETITION, slug="staff", kind=Kind.LETTER, appears_at=500, appears_by=date(2026, 12, 31))
SIGNERS = (PublicSigner("María Sánchez"), PublicSigner("Ahmad Darwish", "Lincoln High"))
STANDING = Standing(Tally(1412, 1290, 7, 3, 0, 212, 0, 1281), SIGNERS, (("US", 1100), ("MX", 80)))
DARK = Standing(Tally(), waits=True)
TYPED = Typed(
    "María Sánchez",
    "maria@example.org",
    "US",
    "62704",
    "Springfield",
    "Please do.",
    Appearance.PERSONAL_CAPACITY,
    "Lincoln High",
    updates=True,
)


def saying(**changed: object) -> Campaign:
    """The petition in English alone, with other words of its organisers."""
    return replace(PETITION, texts=(replace(ENGLISH, **changed),))  # type: ignore[arg-type]
