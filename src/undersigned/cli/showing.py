"""`undersigned show NAME`: the answer first, then years, agencies, channels, awards, caveats."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from undersigned.case.folder import Case
from undersigned.claims import caveats as said
from undersigned.claims.figures import HEADLINE
from undersigned.claims.quoting import MEASURE
from undersigned.claims.reading import Subject, Trace, reading
from undersigned.cli.notes import folded
from undersigned.cli.terminal import out, say, say_below, say_point, table
from undersigned.terms.claim import Claim
from undersigned.terms.money import exact, plain
from undersigned.terms.text import count

HEADLINES = ("obligations", "obligations in summaries", "largest award", "running")
AWARDS = 12
CHANNELS = 10
WORDS = 60


def show(case: Case, name: str, as_json: bool) -> None:
    """Print everything that the case says about a name."""
    with reading(case) as found:
        subjects = found.find(name)
        if as_json:
            answer = {subject.kind: [asdict(claim) for claim in found.claims(subject)] for subject in subjects}
            out.print_json(json.dumps(answer))
            return
        for subject in _worth_showing(subjects):
            _show_one(found, subject)


def show_most_resold(case: Case) -> None:
    """Print the maker whose products resellers hold most of, and how to see others."""
    with reading(case) as found:
        top = found.rows(
            """SELECT subject FROM claims
               WHERE subject_kind = 'maker' AND measure IN ('obligations', 'obligations in summaries')
                     AND channel = 'resold' AND fiscal_year IS NULL
               ORDER BY measure, figure DESC, subject LIMIT 1"""
        )
    if top:
        show(case, top[0][0], as_json=False)
    say(
        "See others with `undersigned show NAME`, one award's reasons with `undersigned why AWARD`, "
        "a claim's rows with `undersigned cite CLAIM`."
    )


def _worth_showing(subjects: list[Subject]) -> list[Subject]:
    """A maker or agency is shown as such; its namesake as a mere company adds nothing."""
    special = [subject for subject in subjects if subject.kind != "company"]
    return special or subjects


def _show_one(found: Trace, subject: Subject) -> None:
    claims = found.claims(subject)
    say(f"{subject.name} ({subject.kind})".replace("_", " "))
    say()
    headline = [claim for claim in claims if claim.fiscal_year is None and claim.measure in HEADLINES]
    for claim in sorted(headline, key=_most_telling):
        say(f"{claim.statement} [{claim.claim_id}]")
    say()
    _years(claims)
    if subject.kind == "maker":
        _second_subject(claims, "obligations at", "By agency", "Agency")
        _second_subject(claims, "obligations through", "Channels: who holds the awards", "Reseller")
        _maker_awards(found, subject.name)
        _beside_the_totals(found, subject.name)
    elif subject.kind == "family":
        _second_subject(claims, "obligations of", "By company", "Company")
        _makers_held(found, subject)
    elif subject.kind == "category":
        _makers_in(found, subject.name)
    else:
        _makers_held(found, subject)
    _quotations(claims)
    _names(found, subject)
    _caveats(headline or claims)


def _quotations(claims: list[Claim]) -> None:
    """What documents say of it, in their words."""
    quoted = [claim for claim in claims if claim.measure == MEASURE]
    if quoted:
        say("What documents say")
        for claim in quoted:
            say_point(f"{claim.statement} [{claim.claim_id}]")
        say()


def _most_telling(claim: Claim) -> tuple[int, str]:
    order = ("resold", "direct", "all", "technology", "shared")
    return (0 if claim.measure == "obligations" else 1, f"{order.index(claim.channel)}")


def _years(claims: list[Claim]) -> None:
    sums: dict[tuple[int | None, str], Claim] = {
        (claim.fiscal_year, claim.channel): claim for claim in claims if claim.measure == "obligations"
    }
    years = sorted({year for year, _ in sums if year is not None})
    words = {
        "direct": "Direct",
        "resold": "Through resellers",
        "all": "All",
        "technology": "Technology",
        "shared": "Several makers",
    }
    whole = (None, "all") in sums
    shown = [
        channel for channel in words if (None, channel) in sums and not (whole and channel in ("direct", "resold"))
    ]
    if not shown:
        return
    rows = [[str(year), *(_figure(sums.get((year, channel))) for channel in shown)] for year in years]
    rows.append(["All years", *(_figure(sums.get((None, channel))) for channel in shown)])
    table(
        "Net obligations by fiscal year",
        ["Fiscal year", *(words[channel] for channel in shown)],
        rows,
        range(1, len(shown) + 1),
    )


def _figure(claim: Claim | None) -> str:
    return "" if claim is None or claim.figure is None else exact(claim.figure)


def _second_subject(claims: list[Claim], measure: str, title: str, column: str) -> None:
    chosen = [claim for claim in claims if (claim.measure, claim.fiscal_year, claim.of_agency) == (measure, None, "")]
    chosen.sort(key=lambda claim: -(claim.figure or 0))
    rows = [
        [claim.other, claim.channel.replace("resold", "through resellers"), f"{claim.awards:,}", _figure(claim)]
        for claim in chosen[:CHANNELS]
    ]
    if rows:
        table(_first_of(title, rows, chosen), [column, "How", "Awards", "Net obligations"], rows, (2, 3))


def _maker_awards(found: Trace, maker: str) -> None:
    rows = found.rows(
        f"""SELECT award_id, awards.award_key, company_name, obligation, product, confidence, evidence, shared,
                   only_summary, link
            FROM attributions JOIN awards USING (award_key)
            WHERE maker = ? AND {HEADLINE} ORDER BY shared, only_summary, obligation DESC, award_key""",
        maker,
    )
    if not rows:
        return
    say(_first_of("Awards, largest first", rows[:AWARDS], rows))
    for award_id, key, company, net, product, confidence, evidence, shared, only_summary, link in rows[:AWARDS]:
        notes = ("several makers" if shared else "", "known from its summary only" if only_summary else "")
        about = ", ".join(part for part in (product, f"{confidence} confidence", *notes) if part)
        say(f"  {exact(net)}  {award_id or key}  {company}")
        say_below(f"“{_cut(evidence)}” ({about})")
        if link:
            out.print(f"    {link}", soft_wrap=True, markup=False)
    say()


def _beside_the_totals(found: Trace, maker: str) -> None:
    """What is not in the totals: labour around the products, and what is only inferred."""
    said_something = False
    for relation, sentence in (
        ("services_around", "for labour around its products"),
        ("inferred", "inferred from sister orders or from the recipient alone, not from words"),
    ):
        awards, net = found.rows(
            """SELECT count(DISTINCT award_key), coalesce(sum(obligation), 0)
               FROM attributions JOIN awards USING (award_key)
               WHERE maker = ? AND relation = ? AND NOT only_summary""",
            maker,
            relation,
        )[0]
        if awards:
            say(f"In none of these totals: {count(awards, 'award')} worth {plain(net)} net {sentence}.")
            said_something = True
    if said_something:
        say()


def _makers_held(found: Trace, subject: Subject) -> None:
    column = {"agency": "agency", "family": "family_name"}.get(subject.kind, "company_name")
    rows = found.rows(
        f"""SELECT maker, count(DISTINCT award_key), sum(obligation), max(CAST(reseller AS INTEGER)) = 1
            FROM (SELECT DISTINCT maker, award_key, obligation, reseller FROM attributions JOIN awards USING (award_key)
                  WHERE {column} = ? AND {HEADLINE} AND NOT shared AND NOT only_summary)
            GROUP BY maker ORDER BY 3 DESC, maker""",
        subject.name,
    )
    shown = [
        [maker, "through resellers" if resold else "direct", f"{awards:,}", exact(net)]
        for maker, awards, net, resold in rows[:CHANNELS]
    ]
    if shown:
        table(_first_of("Whose products", shown, rows), ["Maker", "How", "Awards", "Net obligations"], shown, (2, 3))


def _makers_in(found: Trace, category: str) -> None:
    rows = found.rows(
        f"""SELECT maker, count(DISTINCT award_key), sum(obligation) FROM attributions JOIN awards USING (award_key)
            WHERE category = ? AND {HEADLINE} AND NOT shared AND NOT only_summary
            GROUP BY maker ORDER BY 3 DESC, maker""",
        category,
    )
    shown = [[maker, f"{awards:,}", exact(net)] for maker, awards, net in rows[:CHANNELS]]
    if shown:
        table(_first_of("Makers in this category", shown, rows), ["Maker", "Awards", "Net obligations"], shown, (1, 2))


def _names(found: Trace, subject: Subject) -> None:
    rows = found.rows(
        """SELECT recipient_name, basis, family_name, family_basis FROM companies
           WHERE company_name = ? OR family_name = ? ORDER BY 1""",
        subject.name,
        subject.name,
    )
    shown = [[name, basis, family, family_basis] for name, basis, family, family_basis in rows[:CHANNELS]]
    if shown:
        table(
            _first_of("Names in the records, and why they belong together", shown, rows),
            ["Recipient name", "Company by", "Family", "Family by"],
            shown,
        )


def _caveats(claims: list[Claim]) -> None:
    """The caveats of the figures above, the general ones first, each once."""
    found = dict.fromkeys(note for claim in claims for note in claim.caveats)
    general = [note for note in (said.NET, said.RESOLD, said.SHARED, said.CATALOGUE, said.SUMMARIES) if note in found]
    others = sorted(set(found) - set(general))
    say("Caveats")
    for note in folded((*general, *others)):
        say_point(note)
    if claims:
        say(f"As of {claims[0].as_of}, the records' last day unless another was given.")
    say()


def _first_of(title: str, shown: Sequence[object], every: Sequence[object]) -> str:
    return title if len(shown) == len(every) else f"{title} (first {len(shown)} of {len(every):,})"


def _cut(text: str) -> str:
    return text if len(text) <= 2 * WORDS else text[: 2 * WORDS - 1].rsplit(" ", 1)[0] + " …"
