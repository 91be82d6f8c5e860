"""A question as it stands in a terminal of 80 columns: evidence side by side, what differs marked."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from undersigned.companies.names import core
from undersigned.reviewing.questions import LinkQuestion, MakerQuestion, Profile, Question
from undersigned.reviewing.sheets import asked_about
from undersigned.terms.money import plain
from undersigned.terms.text import count, words

SAME, PARTLY, DIFFERENT = "=", "~", "x"
MOST_LISTED = 4
"""Names, places and texts of one side that are shown; the spreadsheet has all."""


def card(question: Question, number: int, of: int) -> RenderableType:
    """The whole card: what is asked, why, the evidence, and what others said."""
    asked = asked_about(question) if isinstance(question, MakerQuestion) else "Are these one company?"
    top = Table.grid(expand=True, padding=(0, 1))
    top.add_column(ratio=1)
    top.add_column(justify="right", no_wrap=True)
    top.add_row(Text(f"{number} of {of:,}  {asked}", style="bold"), f"{plain(question.stake)} at stake")
    body = _maker(question) if isinstance(question, MakerQuestion) else _link(question)
    said = [Text(f"! {one.sentence()}") for one in question.said]
    return Group(Text(), top, *(Text(f"  {reason}") for reason in question.reasons), *said, Text(), body)


def _link(question: LinkQuestion) -> Table:
    left, right = question.left, question.right
    shown = _grid(2)
    shown.add_row("", "name", _names(left, right), _names(right, left))
    for label, mine, theirs in (
        ("number", left.identifiers, right.identifiers),
        ("parent", left.parents, right.parents),
        ("trades as", left.trading_names, right.trading_names),
        ("place", left.places, right.places),
        ("agency", left.agencies, right.agencies),
    ):
        if mine or theirs:
            shown.add_row(_mark(mine, theirs), label, _listed(mine), _listed(theirs))
    shown.add_row("", "years", _years(left.years), _years(right.years))
    shown.add_row("", "net", _money(left), _money(right))
    shown.add_row("", "words", _listed(left.texts, 120), _listed(right.texts, 120))
    shown.add_row("", "today", "one company" if question.joined else "two companies", "")
    return shown


def _maker(question: MakerQuestion) -> Table:
    asked = question.asked
    shown = _grid(1)
    labour = asked.relation == "services_around"
    how = "" if labour else "through a reseller" if asked.reseller else "from the maker itself"
    today = f"attributed by the rule «{question.rule}»" if question.found else "no maker"
    yes = ", ".join(part.replace("_", " ") for part in (asked.relation, how, asked.category) if part)
    for label, told in (
        ("quoted", _quoted(question.evidence, asked.maker, asked.product)),
        ("recipient", question.recipient),
        ("buys", question.bought),
        ("words", _listed([text for text in question.texts if text not in question.evidence], 220)),
        ("award", f"{question.award_id}, {question.agency}, {_years(question.years)}"),
        ("rules", _listed(question.steps, 220)),
        ("today", today),
        ("yes says", yes),
    ):
        if told:
            shown.add_row("", label, told)
    return shown


def _grid(sides: int) -> Table:
    shown = Table.grid(padding=(0, 1), expand=True)
    shown.add_column(width=1)
    shown.add_column(width=9, style="dim")
    for _ in range(sides):
        shown.add_column(ratio=1, overflow="fold")
    return shown


def _names(side: Profile, other: Profile) -> Text:
    """The names of a side; words that the other side's names do not have are set bold and between signs."""
    theirs = {word for name in other.names for word in core(name).split()}
    lines = [_told_apart(name, theirs) for name in side.names[:MOST_LISTED]]
    if len(side.names) > MOST_LISTED:
        lines.append(Text(f"and {len(side.names) - MOST_LISTED} more"))
    return Text("\n").join(lines)


def _told_apart(name: str, theirs: set[str]) -> Text:
    own = set(core(name).split()) - theirs
    return Text(" ").join(
        Text(f"[{part}]", style="bold") if words(part) and set(words(part).split()) & own else Text(part)
        for part in name.split()
    )


def _quoted(evidence: str, maker: str, product: str) -> Text:
    """The quotation with the words of maker and product set bold."""
    meant = set(words(f"{maker} {product}").split())
    parts = [Text(part, style="bold" if set(words(part).split()) & meant else "") for part in evidence.split()]
    return Text(" ").join(parts)


def _mark(mine: Sequence[str], theirs: Sequence[str]) -> str:
    """Whether two sides agree; nothing where one of them is silent."""
    if not mine or not theirs:
        return ""
    shared = set(mine) & set(theirs)
    if not shared:
        return DIFFERENT
    return SAME if set(mine) == set(theirs) else PARTLY


def _listed(values: Sequence[str], longest: int = 200) -> str:
    shown = [value if len(value) <= longest else f"{value[: longest - 1]}…" for value in values[:MOST_LISTED]]
    if len(values) > MOST_LISTED:
        shown.append(f"and {len(values) - MOST_LISTED} more")
    return escape("\n".join(shown))


def _years(years: Sequence[int]) -> str:
    return " to ".join(map(str, years))


def _money(side: Profile) -> str:
    return f"{plain(side.money)}, {count(side.awards, 'award')}"
