"""What a picture by fiscal year tells: its years with their gaps, the finding, the remarks, the notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from undersigned.dossiers.pictures.base import Cell, claimed
from undersigned.dossiers.pictures.year_bars import Bar, Chart, Group
from undersigned.dossiers.words.language import Words

LONGEST_GAP = 3
"""Years: a longer run without rows is drawn as one gap."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A claim's amount in whole cents, None without rows; where the claim is, and its identifier."""

    cents: int | None
    href: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One year, or one long gap, whichever channels it has."""

    first: int
    last: int
    amounts: tuple[Amount, ...]
    incomplete: str = ""
    truncated: str = ""

    def figures(self) -> list[int]:
        """The amounts that there are."""
        return [amount.cents for amount in self.amounts if amount.cents is not None]

    def named(self) -> str:
        """The year, or the first and last of a gap."""
        return str(self.first) if self.first == self.last else f"{self.first}\N{EN DASH}{self.last}"


@dataclass(frozen=True, slots=True)
class Story:
    """What the two pictures tell differently; `apart` is True where the series add up, not one part of the other."""

    words: Words
    subject: str
    styles: tuple[str, ...]
    names: tuple[str, ...]
    apart: bool
    entries: tuple[Entry, ...]

    def drawn(self) -> list[int]:
        """The places of the series that have rows in some year; all of them where none has."""
        every = range(len(self.styles))
        return [at for at in every if any(entry.amounts[at].cents is not None for entry in self.entries)] or list(every)


def whole(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The years in order, with an entry for every year between them that has no rows; long gaps are one entry."""
    found: list[Entry] = []
    for entry in sorted(entries, key=lambda entry: entry.first):
        if found:
            found += _gap(found[-1].last + 1, entry.first - 1, len(entry.amounts))
        found.append(entry)
    return tuple(found)


def _gap(first: int, last: int, channels: int) -> Iterator[Entry]:
    nothing = (Amount(None),) * channels
    if last - first >= LONGEST_GAP:
        yield Entry(first, last, nothing)
    else:
        yield from (Entry(year, year, nothing) for year in range(first, last + 1))


def chart(story: Story) -> Chart:
    """What is drawn: a series without rows in any year takes no place."""
    drawn = story.drawn()
    return Chart(
        tuple(_group(story, entry, drawn) for entry in story.entries),
        tuple((story.styles[at], story.names[at]) for at in drawn),
        story.words.text("no rows"),
        story.words.plain(0),
    )


def _group(story: Story, entry: Entry, drawn: Sequence[int]) -> Group:
    remarks = _remarks(story.words, entry)
    bars = tuple(_bar(story, entry, entry.amounts[at], story.names[at]) for at in drawn)
    return Group(entry.named(), bars, remarks)


def _bar(story: Story, entry: Entry, amount: Amount, series: str) -> Bar:
    words = story.words
    if amount.cents is None:
        return Bar(None, words.text("no rows"), "", "")
    name = words.text(
        "Fiscal year {year}, {series}: {amount} net",
        year=entry.named(),
        series=series,
        amount=words.money(amount.cents),
    )
    name = ", ".join((name, *_remarks(words, entry)))
    if amount.claim:
        name = words.text("{sentence} (claim {claim})", sentence=name, claim=amount.claim)
    return Bar(amount.cents, words.plain(amount.cents), name, amount.href)


def _remarks(words: Words, entry: Entry) -> tuple[str, ...]:
    reasons = ((entry.incomplete, words.text("incomplete")), (entry.truncated, words.text("cut short")))
    return tuple(remark for reason, remark in reasons if reason)


def table(story: Story) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """The same as columns and rows, every cent."""
    words = story.words
    head = (words.text("Fiscal year"), *(name[:1].upper() + name[1:] for name in story.names), words.text("Remark"))
    return head, tuple(_row(words, entry) for entry in story.entries)


def _row(words: Words, entry: Entry) -> tuple[Cell, ...]:
    cells = [Cell(entry.named())]
    for amount in entry.amounts:
        if amount.cents is None:
            cells.append(Cell(words.text("no rows")))
        else:
            cells.append(claimed(words.money(amount.cents), amount.href, amount.cents, amount.claim))
    return (*cells, Cell(", ".join(_remarks(words, entry))))


def finding(story: Story) -> str:
    """The title: which channel is larger in every year, or which year is the largest."""
    words, subject = story.words, story.subject
    with_rows = [entry for entry in story.entries if entry.figures()]
    if not with_rows:
        return words.text("{subject}: no rows in any fiscal year", subject=subject)
    first, *others = with_rows
    if not others:
        return words.text("{subject}: net obligations in fiscal year {year}", subject=subject, year=first.named())
    if all(_net(story, entry) < 0 for entry in with_rows):
        return words.text("{subject}: in every fiscal year more was taken back than obligated", subject=subject)
    if larger := _larger_channel(story, with_rows):
        return larger
    nets = sorted((_net(story, entry) for entry in with_rows), reverse=True)
    if nets[0] == nets[1]:
        return words.text("{subject}: net obligations by fiscal year", subject=subject)
    largest = next(entry.named() for entry in with_rows if _net(story, entry) == nets[0])
    return words.text(
        "{subject}: of these fiscal years, {year} has the largest net obligations", subject=subject, year=largest
    )


def _net(story: Story, entry: Entry) -> int:
    """A year's net obligations: both channels together, but technology is a part of the whole."""
    cents = [amount.cents or 0 for amount in entry.amounts]
    return sum(cents) if story.apart else cents[0]


def _larger_channel(story: Story, with_rows: Sequence[Entry]) -> str:
    """A sentence where one of two channels is the larger in every year; empty where there is but one channel."""
    if not story.apart or len(story.drawn()) == 1:
        return ""
    pairs = [tuple(amount.cents or 0 for amount in entry.amounts) for entry in with_rows]
    words, subject = story.words, story.subject
    if all(resold > direct for direct, resold in pairs):
        return words.text("{subject}: more through resellers than direct in every fiscal year", subject=subject)
    if all(direct > resold for direct, resold in pairs):
        return words.text("{subject}: more direct than through resellers in every fiscal year", subject=subject)
    return ""


def told(story: Story) -> str:
    """The description: every amount in a sentence, for those who do not see the bars."""
    words = story.words
    parts = [words.text("Bars: net obligations by fiscal year.")]
    for entry in story.entries:
        shown = [
            words.text("{series} {amount}", series=name, amount=words.plain(amount.cents))
            for name, amount in zip(story.names, entry.amounts, strict=True)
            if amount.cents is not None
        ]
        amounts = ", ".join([*(shown or [words.text("no rows")]), *_remarks(words, entry)])
        parts.append(words.text("{year}: {amounts}.", year=entry.named(), amounts=amounts))
    return " ".join(parts)


def notes(story: Story) -> tuple[str, ...]:
    """Why years look doubtful, each reason once; what below zero means; what has no rows."""
    words = story.words
    found = []
    if any(_remarks(words, entry) for entry in story.entries):
        found.append(words.text("Hatched with a dashed outline: the records of that fiscal year are not whole."))
    for entry in story.entries:
        found += [reason for reason in (entry.incomplete, entry.truncated) if reason]
    if any(cents < 0 for entry in story.entries for cents in entry.figures()):
        found.append(words.text("Below zero and hatched: more was taken back in that fiscal year than was obligated."))
    if missing := [entry.named() for entry in story.entries if not entry.figures()]:
        found.append(words.text("No rows in these records: {years}.", years=", ".join(missing)))
    for at in set(range(len(story.styles))) - set(story.drawn()):
        found.append(words.text("No rows in any of these fiscal years: {series}.", series=story.names[at]))
    return tuple(dict.fromkeys(found))
