"""The start page: what this case is, its strongest claims, how to read it."""

from undersigned.claims.figures import HEADLINE
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.drawn import pictures
from undersigned.dossiers.parts import Part
from undersigned.terms.claim import Claim

PARTS = 1
STRONGEST = 6


def write(desk: Desk, _part: Part) -> None:
    """Write the page."""
    contents = desk.contents
    counts = contents.trace.rows(
        f"""SELECT count(*), count(*) FILTER (award_key IN (SELECT award_key FROM attributions WHERE {HEADLINE})),
                   count(DISTINCT company_name), min(first_day), max(last_day) FROM awards"""
    )[0]
    strongest = _strongest(desk)
    desk.write(
        "index.html",
        "start.html",
        awards=counts[0],
        named=counts[1],
        companies=counts[2],
        first_day=counts[3],
        last_day=counts[4],
        books=contents.books,
        strongest=strongest,
        agencies=_agencies(desk),
        pictures=pictures.of_case(desk),
        warned=list(dict.fromkeys(caveat for claim, _ in strongest for caveat in desk.caveats(claim))),
    )


def _strongest(desk: Desk) -> list[tuple[Claim, Claim | None]]:
    """The makers whose products resellers hold most of, each with what it holds itself."""
    resold = [
        claim
        for claim in desk.contents.claims.values()
        if (claim.subject_kind, claim.channel, claim.fiscal_year) == ("maker", "resold", None)
        and claim.measure in ("obligations", "obligations in summaries")
        and claim.claim_id not in desk.edition.withdrawn
    ]
    resold.sort(key=lambda claim: (claim.measure, -(claim.figure or 0), claim.subject))
    direct = desk.contents.claim
    return [(claim, direct("maker", claim.subject, claim.measure, "direct", "", None)) for claim in resold[:STRONGEST]]


def _agencies(desk: Desk) -> list[Claim]:
    """What each agency obligated, and how much of it is technology."""
    found = []
    for profile in desk.contents.profiles.in_folder("agency"):
        about = desk.contents.about(profile.subjects[0])
        wanted = (("obligations", "all", "", None), ("share of obligations", "technology", "", None))
        found.append([about[told] for told in wanted if told in about])
    found.sort(key=lambda claims: -(claims[0].figure or 0) if claims else 0)
    return [claim for claims in found[:8] for claim in claims]
