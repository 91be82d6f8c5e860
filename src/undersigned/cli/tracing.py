"""`undersigned trace`: companies, makers and claims, ending with a table worth reading."""

import json
from datetime import date

from undersigned.case.folder import Case
from undersigned.claims import trace as tracing
from undersigned.claims.figures import HEADLINE
from undersigned.claims.reading import Trace, reading
from undersigned.cli.terminal import progress, say, table
from undersigned.errors import InputError
from undersigned.reviewing import answering
from undersigned.settings import Settings
from undersigned.terms.money import plain
from undersigned.terms.text import count

ROWS = 15


def trace(case: Case, settings: Settings, as_of: str | None) -> None:
    """Trace the case and print whose products its resellers hold."""
    if as_of is not None:
        try:
            date.fromisoformat(as_of)
        except ValueError as error:
            raise InputError(f"--as-of {as_of}: a day is written like 2025-09-30.") from error
    with progress() as shown:
        folder = tracing.trace(case, settings, shown, as_of)
    with reading(case) as found:
        _print_makers(found)
        _print_count(found)
    for sentence in json.loads((folder / "unmatched.json").read_text(encoding="utf-8")):
        say(sentence)
    for sentence in answering.differing(answering.verdicts(case)):
        say(sentence)


def _print_makers(found: Trace) -> None:
    """By yearly obligations; a case of award summaries only has none, and is told by the summaries."""
    for measure, what in (("obligations", "net obligations"), ("obligations in summaries", "award summaries")):
        rows = found.rows(
            """SELECT subject, coalesce(sum(figure) FILTER (channel = 'direct'), 0) AS direct,
                      coalesce(sum(figure) FILTER (channel = 'resold'), 0) AS resold, sum(awards)
               FROM claims
               WHERE subject_kind = 'maker' AND measure = ? AND channel != 'shared' AND fiscal_year IS NULL
               GROUP BY subject ORDER BY resold DESC, subject LIMIT ?""",
            measure,
            ROWS,
        )
        if rows:
            shown = [[maker, plain(direct), plain(resold), f"{awards:,}"] for maker, direct, resold, awards in rows]
            title = f"Makers whose products resellers hold most of, {what}"
            table(title, ["Maker", "Direct", "Through resellers", "Awards"], shown, (1, 2, 3))
            return
    say("Makers whose products resellers hold most of: no words of these awards name a maker that we know.")


def _print_count(found: Trace) -> None:
    awards, named, net, named_net, summaries = found.rows(
        f"""SELECT count(*) FILTER (NOT only_summary), count(*) FILTER (told AND NOT only_summary),
                   sum(obligation) FILTER (NOT only_summary), sum(obligation) FILTER (told AND NOT only_summary),
                   count(*) FILTER (only_summary)
            FROM (SELECT obligation, only_summary,
                         award_key IN (SELECT award_key FROM attributions WHERE {HEADLINE}) AS told FROM awards)"""
    )[0]
    companies, families = found.rows("SELECT count(DISTINCT company_id), count(DISTINCT family_id) FROM companies")[0]
    claims = found.rows("SELECT count(*) FROM claims")[0][0]
    named_worth = f"{named:,} of them, worth {plain(named_net or 0)}, {'names' if named == 1 else 'name'}"
    if awards:
        say(f"{count(awards, 'award')} worth {plain(net or 0)} net; {named_worth} a maker's product.")
    say(f"{count(companies, 'company')} in {count(families, 'family')}. {count(claims, 'claim')}.")
    if summaries:
        say(f"Summaries only tell of {count(summaries, 'more award')}, in no yearly figure.")
    say("Awards whose words name no maker that we know are left empty: totals by maker are lower bounds.")
