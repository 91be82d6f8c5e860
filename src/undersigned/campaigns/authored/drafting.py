"""A campaign's folder, drafted: files with comments that explain, and a claim's sentence as the reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from undersigned.campaigns.authored import settings
from undersigned.campaigns.words.speaking import words_of_claims
from undersigned.errors import CampaignError, RoomError
from undersigned.terms.campaign import CitedClaim, Kind

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 60
DAYS_OPEN = 90
"""For how long a draft says that it can be signed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a draft is made from; `claims` as the case has them now, `kept_days` from close to destruction."""

    slug: str
    kind: Kind = Kind.PETITION
    languages: tuple[str, ...] = ("en",)
    case: Path | None = None
    claims: tuple[CitedClaim, ...] = ()
    kept_days: int = 90


def draft(folder: Path, wanted: Wanted, today: date) -> list[Path]:
    """Write the files of a new campaign; gives them.

    Raises:
        CampaignError: the name is none for an address, or the folder is there already; nothing was written then.
        RoomError: the disk refuses.
    """
    if not SLUG.fullmatch(wanted.slug) or len(wanted.slug) > LONGEST_SLUG:
        raise CampaignError(
            f"{wanted.slug!r} is no short name for an address: at most {LONGEST_SLUG} small letters a to z, digits and "
            "hyphens, such as end-the-contract."
        )
    files = {settings.FILE: _settings(wanted, today)}
    files |= {f"{language}.md": _texts(wanted, language) for language in wanted.languages}
    try:
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except FileExistsError as error:
        raise CampaignError(f"{folder} is there already. Change what is in it, or choose another name.") from error
    except OSError as error:
        raise RoomError(f"{error.filename or folder} cannot be written: {error.strerror}.") from error
    return [folder / name for name in files]


def _settings(wanted: Wanted, today: date) -> str:
    closes = today + timedelta(days=DAYS_OPEN)
    return _SETTINGS.format(
        slug=wanted.slug,
        kind=wanted.kind,
        languages=_listed(wanted.languages),
        closes=closes,
        retention=closes + timedelta(days=wanted.kept_days),
        case=_quoted(str(wanted.case) if wanted.case else ""),
        claims=_listed([claim.id for claim in wanted.claims]),
        waiting=_WAITING.format(by=today + timedelta(days=DAYS_OPEN // 2)) if wanted.kind is Kind.LETTER else "",
    )


def _texts(wanted: Wanted, language: str) -> str:
    words = words_of_claims(language)
    reasons = "\n\n".join(_escaped(words.say(claim.statement, claim.wording)) for claim in wanted.claims)
    return _TEXTS.format(language=language, asked=_ASKED[wanted.kind], reasons=reasons)


def _listed(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _escaped(sentence: str) -> str:
    """A sentence as Markdown shows it letter by letter."""
    return re.sub(r"([\\`*_\[\]<>{}#~|])", r"\\\1", sentence)


_ASKED = {
    Kind.PETITION: "what you ask, in one or two sentences: what is to be done, about which contract, by when",
    Kind.LETTER: "what the letter says, in one or two sentences",
    Kind.PLEDGE: "what signers promise, in one or two sentences",
    Kind.ENDORSEMENT: "what signers support, in one or two sentences",
}
_SETTINGS = """\
# The campaign {slug}: what is the same in every language.
# What signers read stands in en.md and its like, a file for each language.
# When all is written: undersigned campaign publish {slug}

kind = "{kind}"                # petition, letter, pledge or endorsement
languages = {languages}        # the first one leads; each has its file

organisers = ""                # who runs this campaign, as signers read it
contact = ""                   # an e-mail address or a web page where people can ask you

closes = {closes}            # the last day on which one can sign (UTC); take the line out for no such day
retention = {retention}         # on this day what was sealed is destroyed and the count stays; signers are told so

# Who holds a share of the key that opens what signers typed, in the order of the shares; [] names nobody.
# Make the key on an organiser's own machine:   undersigned keys new {slug} -o FOLDER
# then let the holders try it once:             undersigned keys try FOLDER/{slug}.public.toml
# and put {slug}.public.toml and {slug}.recovered.toml beside this file.
holders = []

case = {case}                  # the folder of the case that has the claims; empty for none
claims = {claims}              # their figures are frozen on the day of publication
{waiting}"""
_WAITING = """
# A letter may wait until enough have signed. Until then nothing is shown, not even a number;
# if the day passes without enough, everything is destroyed. Take the # away to use it.
# appears_at = 100
# appears_by = {by}
"""
_TEXTS = """\
<!-- What people read, in the language {language}. A part begins with its word and ends where the next one begins.
     Comments like this one are shown to nobody. Title, To, Demand and Letter are needed. -->

<!-- In a few words; it stands over the page and in every shared link. -->
Title:

<!-- Who is asked: an office, a council, a company. -->
To:

<!-- {asked}. -->
Demand:

<!-- At most six, parted by spaces. -->
Hashtags:

<!-- A sentence that signers pass on; the link follows by itself. -->
Share:

<!-- What a signer can do next, and where it leads; repeat the line for more:
Next step: Write to your council member. https://example.org/write
-->

<!-- The whole text that people sign. Markdown: an empty line parts paragraphs. -->
Letter:

<!-- Why. Write your own words; the sentences below are the claims as they stand today. -->
Why:

{reasons}
"""
