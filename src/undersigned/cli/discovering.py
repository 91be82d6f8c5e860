"""`undersigned discover`: product-like names that no maker of the catalogue has, and a draft of a maker's file."""

from pathlib import Path

from undersigned.case.folder import Case
from undersigned.claims.figures import HEADLINE
from undersigned.claims.reading import Trace, reading
from undersigned.cli.terminal import say, say_below, table
from undersigned.companies.names import slug
from undersigned.errors import InputError
from undersigned.makers import catalogue
from undersigned.makers.discover import ORDERS, Name, Told
from undersigned.makers.discover import discover as names_in
from undersigned.makers.discover import draft as draft_of
from undersigned.terms.money import plain
from undersigned.terms.text import count, words


def show(case: Case, most: int, order: str) -> None:
    """Print the names with what is known of each.

    Raises:
        InputError: there is no such order.
    """
    if order not in ORDERS:
        raise InputError(f"--by {order}: names are ranked by {' or by '.join(ORDERS)}.")
    names = sorted(_names(case), key=ORDERS[order])
    if not names:
        say("No word of these awards looks like a product's name that the catalogue does not know.")
        return
    shown = [
        [name.words, f"{len(name.awards):,}", f"{len(name.companies):,}", plain(name.obligation)]
        for name in names[:most]
    ]
    table("Names that no maker of the catalogue has", ["Name", "Awards", "Companies", "Net"], shown, (1, 2, 3))
    for name in names[:most]:
        say(name.words)
        for sample in name.samples:
            say_below(f"{sample.text} ({sample.company}; {sample.award_key})")
    say()
    rest = f", of which the first {most} are shown" if len(names) > most else ""
    say(f"{count(len(names), 'name')}{rest}, in awards that name no maker that we know.")
    say("The net is of the whole awards. Some are names of projects and offices; who knows can tell.")
    say("A draft of a maker's file: undersigned discover --draft NAME")


def draft(case: Case, wanted: str, output: Path | None) -> None:
    """Write the draft of one name, or print it.

    Raises:
        InputError: the name is not among those found, or the file is there already.
    """
    name = next((name for name in _names(case) if name.words == words(wanted)), None)
    if name is None:
        raise InputError(f"{wanted!r} is not among the names found. `undersigned discover --most 0` lists all of them.")
    text = draft_of(name)
    if output is None:
        print(text, end="")  # exactly as it is, to be sent into a file
        return
    path = output / f"{slug(name.words).replace('-', '_')}.toml" if output.is_dir() else output
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise InputError(f"{path} is there already; it was not changed.") from None
    say(
        f"Drafted {path}. Finish it, then put it into {case.folder / 'catalog'} and run: undersigned trace --case "
        f"{case.folder}"
    )


def texts_of(trace: Trace) -> list[Told]:
    """Every distinct text of every award."""
    rows = trace.rows(
        """WITH said AS (SELECT award_key, description AS text, product_service, industry FROM transactions
                         UNION SELECT award_key, base_description, product_service, industry FROM transactions)
           SELECT award_key, coalesce(awards.company_name, ''), text, coalesce(said.product_service, ''),
                  coalesce(said.industry, ''), obligation
           FROM said JOIN awards USING (award_key) WHERE text IS NOT NULL ORDER BY ALL"""
    )
    return [Told(*row) for row in rows]


def _names(case: Case) -> list[Name]:
    with reading(case) as trace:
        named = {key for (key,) in trace.rows(f"SELECT DISTINCT award_key FROM attributions WHERE {HEADLINE}")}
        return names_in(texts_of(trace), catalogue.load(case.folder), named)
