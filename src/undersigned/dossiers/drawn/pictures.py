"""The pictures of each kind of page; a picture that would show nothing is left out."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from undersigned.claims.reading import Subject
from undersigned.dossiers import addresses
from undersigned.dossiers.contents import Award, Measured
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.drawn.bands import bands
from undersigned.dossiers.flows import Flow
from undersigned.dossiers.pictures import award_lines, flow, network, years
from undersigned.dossiers.pictures.base import Picture
from undersigned.dossiers.pictures.network_layout import Edge, Node
from undersigned.terms.claim import Claim

Drawn = list[tuple[str, Picture]]
"""Pictures with the identifiers that they have on their page."""
UP = "../"


def of_maker(desk: Desk, name: str, made: dict[Measured, Claim]) -> Drawn:
    """Years, flow, award lines and network of one maker."""
    flows = desk.contents.flows.of("maker", name)
    keys = desk.contents.awards_of(Subject("maker", name))
    return [
        *_years_of_maker(desk, name, made),
        *_flow(desk, flows, "maker", name, UP),
        *_lines(desk, name, [desk.contents.awards[key] for key in keys]),
        *_network(desk, name, flows),
    ]


def of_totals(desk: Desk, name: str, about: dict[Measured, Claim], kind: str) -> Drawn:
    """Years and flow of an agency or reseller."""
    channel = "all" if kind == "agency" else "resold"
    told = sorted(told[3] for told in about if told[:3] == ("obligations", channel, "") and told[3])
    given = [
        _total(
            desk,
            year,
            about.get(("obligations", channel, "", year)),
            about.get(("obligations", "technology", "", year)),
        )
        for year in told
    ]
    drawn: Drawn = [("years-picture", years.totals(name, given, desk.words, "years-picture"))] if len(given) > 1 else []
    return drawn + _flow(desk, desk.contents.flows.of(kind, name), kind, name, UP)


def of_category(desk: Desk, name: str, about: dict[Measured, Claim]) -> Drawn:
    """Years and flow of a category."""
    flows = desk.contents.flows.of("category", name)
    title = desk.category(name)
    return _years_of_maker(desk, title, about) + _flow(desk, flows, "category", name, UP)


def of_case(desk: Desk, up: str = "") -> Drawn:
    """The flow of the whole case."""
    return _flow(desk, desk.contents.flows.all(), "case", "", up)


def one(desk: Desk, kind: str, subjects: tuple[Subject, ...], identifier: str) -> Picture | None:
    """One picture by its name (`flow`, `years`, `lines`, `network`), for a report; None where there is none."""
    for subject in subjects or (Subject("case", ""),):
        for name, picture in _of(desk, subject):
            if name.removesuffix("-picture") == kind:
                return _renamed(picture, name, identifier)
    return None


def _of(desk: Desk, subject: Subject) -> Drawn:
    """The pictures of a subject's own page; a company that makes nothing has none."""
    about = desk.contents.about(subject)
    if subject.kind == "case":
        return of_case(desk, UP)
    if subject.kind == "maker":
        return of_maker(desk, subject.name, about)
    if subject.kind == "category":
        return of_category(desk, subject.name, about)
    return of_totals(desk, subject.name, about, subject.kind) if subject.kind in ("agency", "reseller") else []


def _renamed(picture: Picture, before: str, identifier: str) -> Picture:
    """The same picture with other identifiers, so that several stand on one page; classes keep their names."""
    drawings = (
        re.sub(rf'((?:id|aria-labelledby|href)="#?|url\(#| ){before}(?=[-"])', rf"\1{identifier}", drawing)
        for drawing in (picture.wide, picture.narrow)
    )
    wide, narrow = drawings
    return replace(picture, wide=wide, narrow=narrow)


def _years_of_maker(desk: Desk, name: str, about: dict[Measured, Claim]) -> Drawn:
    told = sorted({told[3] for told in about if told[0] == "obligations" and told[1] != "shared" and told[3]})
    if len(told) < 2:
        return []
    given = []
    for year in told:
        both = (about.get(("obligations", channel, "", year)) for channel in ("direct", "resold"))
        direct, resold = (claim if _stands(desk, claim) else None for claim in both)
        given.append(
            years.Year(
                year,
                direct.figure if direct else None,
                resold.figure if resold else None,
                _href(direct),
                _href(resold),
                direct.claim_id if direct else "",
                resold.claim_id if resold else "",
                desk.incomplete(direct, resold),
                desk.truncated(direct, resold),
            )
        )
    return [("years-picture", years.years(name, given, desk.words, "years-picture"))]


def _stands(desk: Desk, claim: Claim | None) -> bool:
    return claim is not None and claim.claim_id not in desk.edition.withdrawn


def _total(desk: Desk, year: int, *claims: Claim | None) -> years.Total:
    whole, technology = (claim if _stands(desk, claim) else None for claim in claims)
    return years.Total(
        year,
        whole.figure if whole else None,
        technology.figure if technology else None,
        _href(whole),
        _href(technology),
        whole.claim_id if whole else "",
        technology.claim_id if technology else "",
        desk.incomplete(whole),
        desk.truncated(whole),
    )


def _href(claim: Claim | None) -> str:
    return f"{UP}{addresses.claim(claim.claim_id)}" if claim else ""


def _flow(desk: Desk, flows: list[Flow], kind: str, name: str, up: str) -> Drawn:
    """The flow; its title is the claim about what resellers hold, or about what is held direct, where there is one."""
    if not any(part.cents > 0 for part in flows):
        return []
    given = bands(desk.contents, flows, up, "#awards" if kind != "case" else "companies.html")
    where = desk.contents.profiles.address
    kinds = ((flow.AGENCY, "agency"), (flow.CHANNEL, "reseller"), (flow.MAKER, "maker"))
    names = {
        (column, of): f"{up}{address}"
        for band in given
        for (column, told), of in zip(kinds, band.triple, strict=True)
        if of and (address := where(told, of))
    }
    claims = (desk.contents.claim(kind, name, "obligations", channel, "", None) for channel in ("resold", "direct"))
    claim = next((claim for claim in claims if _stands(desk, claim)), None)
    title = desk.said(claim) if claim else desk.words.text("Who holds the awards, and whose products they name")
    drawn = flow.picture(given, desk.words, title, names, "flow")
    return [("flow", replace(drawn, claim_id=claim.claim_id if claim else ""))]


def _lines(desk: Desk, name: str, awards: Iterable[Award]) -> Drawn:
    as_of = desk.contents.as_of
    lines = [
        award_lines.Line(
            award.award_id or award.award_key,
            f"{UP}{addresses.award(award.award_key)}",
            award.company_name,
            award.start_date,
            award.end_date,
            award.potential_end_date,
            award.first_day,
            award.last_day,
            award.obligation,
            award.ceiling,
            award.running(as_of),
            award.award_key,
        )
        for award in awards
    ]
    if len(lines) < 2:
        return []
    return [("lines", award_lines.award_lines(name, lines, date.fromisoformat(as_of), desk.words, "lines"))]


def _network(desk: Desk, name: str, flows: list[Flow]) -> Drawn:
    """Agencies and resellers around a maker, its owner, and the other makers that its resellers' awards name."""
    holders = {part.channel for part in flows if part.channel}
    if len(holders) < 2:
        return []
    others = (part for holder in sorted(holders) for part in desk.contents.flows.of("reseller", holder))
    drawn = [part for part in flows if part.maker] + [part for part in others if part.maker not in ("", name)]
    nodes, edges = _graph(desk, drawn)
    if owner := desk.contents.owner_of(name):
        nodes["owner", owner] = Node("owner", owner, "#names")
        edges.append(Edge("owner", ("owner", owner), ("maker", name), None, "#names"))
    title = desk.words.text("{name}: agencies, resellers and makers on the same awards", name=name)
    return [("network", network.picture(list(nodes.values()), edges, ("maker", name), desk.words, title, "network"))]


def _graph(desk: Desk, flows: list[Flow]) -> tuple[dict[tuple[str, str], Node], list[Edge]]:
    """Nodes with the money of the flows that are drawn, and edges: agency to holder, holder to maker."""
    money: dict[tuple[str, str], int] = {}
    joined: dict[tuple[str, tuple[str, str], tuple[str, str]], int] = {}
    for part in flows:
        agency, maker = ("agency", part.agency), ("maker", part.maker)
        chain = [agency, ("reseller", part.channel), maker] if part.channel else [agency, maker]
        for key in chain:
            money[key] = money.get(key, 0) + part.cents
        for kind, start, end in zip(("award", "product"), chain, chain[1:], strict=False):
            joined[kind, start, end] = joined.get((kind, start, end), 0) + part.cents
    where = desk.contents.profiles.address
    nodes = {(kind, of): Node(kind, of, f"{UP}{where(kind, of)}", cents) for (kind, of), cents in money.items()}
    edges = [_edge(desk, kind, start, end, cents) for (kind, start, end), cents in joined.items()]
    return nodes, edges


def _edge(desk: Desk, kind: str, start: tuple[str, str], end: tuple[str, str], cents: int) -> Edge:
    """An edge to the claim of a maker's products through a reseller, or to the page of its start."""
    if start[0] == "reseller":
        claim = desk.contents.claim("maker", end[1], "obligations through", "resold", start[1], None)
        if claim:
            claim_id = claim.claim_id if claim.figure == cents else ""
            return Edge(kind, start, end, cents, _href(claim), claim_id=claim_id)
    return Edge(kind, start, end, cents, f"{UP}{desk.contents.profiles.address(*start)}")
