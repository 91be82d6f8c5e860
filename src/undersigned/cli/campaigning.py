"""`undersigned campaign …`: draft, publish, close, count, from the terminal.

`cli.loading` finds them by name.
"""

import os
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from undersigned.campaigns import orm, queries
from undersigned.campaigns.authored import citing, drafting
from undersigned.campaigns.authored.drafting import Wanted
from undersigned.campaigns.services import appearing, bundling, closing, publishing
from undersigned.case.folder import Case
from undersigned.cli import counting
from undersigned.cli.campaign_door import open_door, today
from undersigned.cli.serving import SiteFolder, site_at
from undersigned.cli.terminal import say, say_below, say_point, table
from undersigned.errors import InputError
from undersigned.ledger import organising
from undersigned.site.configuration import configure
from undersigned.terms.campaign import Kind
from undersigned.terms.signature import EventKind, State
from undersigned.terms.text import count

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, help="Campaigns: draft, publish, close, count."
)
Slug = Annotated[str, typer.Argument(help="The campaign's short name, as in its address.", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", help="Why, in a few words without a name; kept for good.")]
Note = Annotated[str, typer.Option("--note", help="Where they lie or come from, without a name; kept for good.")]
Number = Annotated[int, typer.Option("--number", help="How many; a negative number takes back.")]


@app.command("new")
def new(
    slug: Slug,
    case: Annotated[Path | None, typer.Option("--case", help="The case folder that has the claims.")] = None,
    claim: Annotated[list[str] | None, typer.Option("--claim", help="A claim to cite; again for more.")] = None,
    language: Annotated[list[str] | None, typer.Option("--language", help="Again for more; the first leads.")] = None,
    kind: Annotated[Kind, typer.Option("--kind", help="What people sign.")] = Kind.PETITION,
    site: SiteFolder = None,
) -> None:
    """Draft a campaign: a folder with texts to fill in, a claim's sentence as the reason."""
    if claim and case is None:
        raise InputError("Name with --case the folder of the case that has the claims.")
    place = site_at(site).make()
    folder = case.absolute() if case else None
    wanted = Wanted(
        slug=slug,
        kind=kind,
        languages=tuple(dict.fromkeys(language or ["en"])),
        case=folder,
        claims=tuple(citing.cite(Case(folder), claim or [])) if folder else (),
        kept_days=configure(place, os.environ).retention.days_after_close,
    )
    files = drafting.draft(place.campaign(slug), wanted, today())
    say(f"{place.campaign(slug)}: fill in")
    for file in files:
        say_point(file.name)
    say(f"Then: undersigned campaign publish {slug}")


@app.command("publish")
def publish(slug: Slug, site: SiteFolder = None) -> None:
    """Check a campaign, freeze its claims and open it; again after a change of its texts."""
    with open_door(site_at(site)) as door:
        campaign, remarks = publishing.publish(door.site, slug, today())
        door.show(slug)
        say(f"{door.address(campaign)}: {campaign.texts[0].title}")
        say(f"In {', '.join(campaign.languages)}; {count(len(campaign.claims), 'claim')} frozen.")
        say(f"What was sealed is destroyed on {campaign.retention}.")
        for remark in remarks:
            say_point(remark)


@app.command("close")
def close(slug: Slug, site: SiteFolder = None) -> None:
    """Close a campaign: nobody signs or confirms any more, and the key of its addresses is destroyed."""
    with open_door(site_at(site)) as door:
        waited = closing.waiting(slug)
        campaign = closing.close(door.keyring, slug, today())
        door.show(slug)
        say(f"{slug} is closed. The key of its addresses is destroyed.")
        if not campaign.waits:
            say(f"{count(waited, 'signature')} still waited to be confirmed; what was sealed of them is destroyed.")
        say(f"Hand over what was sealed before {campaign.retention}; on that day it is destroyed.")


@app.command("tally")
def tally(
    slug: Slug,
    as_json: Annotated[bool, typer.Option("--json", help="The same as JSON, for a script.")] = False,
    recount: Annotated[bool, typer.Option("--recount", help="Count again from the events, and compare.")] = False,
    site: SiteFolder = None,
) -> None:
    """Show how many, by kind."""
    with open_door(site_at(site)):
        campaign = queries.campaign(slug)
        counting.tally(campaign, as_json)
        if recount:
            counting.recount(campaign, quiet=as_json)


@app.command("list")
def list_all(site: SiteFolder = None) -> None:
    """List the campaigns of a site."""
    with open_door(site_at(site)):
        rows = [
            (campaign.slug, campaign.stage, campaign.kind, counting.standing_of(campaign), " ".join(campaign.languages))
            for campaign in queries.campaigns()
        ]
    if not rows:
        say("No campaign was published here yet. Draft one with: undersigned campaign new NAME")
        return
    table("Campaigns", ("name", "stage", "kind", "standing", "languages"), rows, numbers=(3,))


@app.command("paper")
def paper(slug: Slug, number: Number, note: Note, site: SiteFolder = None) -> None:
    """Count signatures on paper, as a number."""
    _add_number(slug, EventKind.PAPER, number, note, site)


@app.command("import")
def import_number(slug: Slug, number: Number, note: Note, site: SiteFolder = None) -> None:
    """Count signatures that were collected elsewhere, as a number."""
    _add_number(slug, EventKind.IMPORTED, number, note, site)


def _add_number(slug: str, kind: EventKind, number: int, note: str, site: Path | None) -> None:
    with open_door(site_at(site)) as door:
        campaign = queries.campaign(slug)
        total = organising.add_number(orm.connection(), campaign.id, kind, number, note)
        door.show(slug)
        say(f"{slug}: {number:+,} {kind}" + ("." if campaign.waits else f", {total:,} in all."))


@app.command("invalidate")
def invalidate(signature: UUID, reason: Reason, site: SiteFolder = None) -> None:
    """Take a signature out of the count; its address stays taken."""
    with open_door(site_at(site)):
        before = organising.invalidate(orm.connection(), signature, reason)
        say(f"{signature} was {before} and is invalidated.")
        if before is State.PENDING:
            say_below("A mail that still waited for its signer is deleted; to reinstate it sends none.")


@app.command("reinstate")
def reinstate(signature: UUID, reason: Reason, site: SiteFolder = None) -> None:
    """Count an invalidated signature again."""
    with open_door(site_at(site)):
        after = organising.reinstate(orm.connection(), signature, reason)
        say(f"{signature} is {after} again.")
        if after is State.PENDING:
            say_below("No mail goes out for it: it counts when its signer confirms with a mail that she had before.")


@app.command("bundle")
def bundle(
    slug: Slug,
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    site: SiteFolder = None,
) -> None:
    """Write what was sealed to a file, for the key holders to unseal offline."""
    with open_door(site_at(site)):
        number = bundling.write(slug, output, today())
        say(f"{output}: {count(number, 'confirmed signature')}, sealed. The key holders open it offline:")
        say_below(f"undersigned unseal {output.name} --share … --share … -o signatures.csv")


@app.command("appear")
def appear(
    slug: Slug,
    names: Annotated[Path, typer.Argument(help="The file that `undersigned unseal --public` wrote.")],
    site: SiteFolder = None,
) -> None:
    """Show the names of a letter that waited, as its key holders unsealed them."""
    with open_door(site_at(site)) as door:
        shown = appearing.take_names(slug, names)
        door.show(slug)
        say(f"{count(shown, 'name')} of signatures that stand appeared.")
