"""Award lines, laid out: words, days and money side by side on a desk, one below the other on a telephone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from undersigned.dossiers.pictures.award_axis import SMALL, Axis, axis
from undersigned.dossiers.pictures.svg import BOLD, NARROW, WIDE, fit, line, link, num, path, rect, text, text_width
from undersigned.dossiers.pictures.year_bars import bar, hit

THICK = 7.0
STEP = 15.0
"""From one line of a row to the next."""
STRIP = 20.0
"""How high the band behind the days is on a telephone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One award as it is drawn; texts are in the reader's language, days None where the records have none."""

    name: str
    href: str
    award: str
    holder: str
    start: date | None
    end: date | None
    potential_end: date | None
    rows: tuple[date, ...]
    obligated: int
    obligated_label: str
    ceiling: int | None
    ceiling_label: str
    running: bool

    @property
    def dated(self) -> bool:
        """True where the records have its period of performance."""
        return self.start is not None and self.end is not None

    def days(self) -> list[date]:
        """Every day that is drawn."""
        told = (self.start, self.end, self.potential_end) if self.dated else (self.start, *self.rows)
        return [day for day in told if day is not None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is drawn; `as_of` is today for the records, `key` names the two bars, `no_end` says that there is none.

    `no_end` has two wordings, the second for where the first has no room.
    """

    marks: Sequence[Mark]
    as_of: date
    as_of_name: str
    key: tuple[str, str]
    no_end: tuple[str, str]

    @property
    def ceilings(self) -> bool:
        """True where some award has a ceiling."""
        return any(mark.ceiling is not None for mark in self.marks)

    @property
    def holders(self) -> bool:
        """True where the awards say who holds them."""
        return any(mark.holder for mark in self.marks)

    @property
    def dated(self) -> bool:
        """True where some award has an end date, so that those without must say so, each for itself."""
        return any(mark.dated for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand: px from the left, and from the top of a row to the middle of what it has."""

    width: float
    words_width: float
    time: tuple[float, float]
    money: tuple[float, float]
    top: float
    pitch: float
    words: float
    period: float
    amounts: float

    @property
    def stacked(self) -> bool:
        """True where days stand below the words, not beside them."""
        return self.width == NARROW


def desk(sheet: Sheet) -> Frame:
    """Three columns."""
    pitch = 38.0 if sheet.ceilings or sheet.holders else 28.0
    middle = pitch / 2
    end = _money_end(sheet, WIDE)
    money = min(456, end - 80)
    return Frame(WIDE, 184, (196, money - 16), (money, end), 40, pitch, middle, middle, middle)


def phone(sheet: Sheet) -> Frame:
    """Three rows an award."""
    words = STEP * (1 + sheet.holders)
    period = words + STRIP / 2 + 8
    amounts = STEP * (1 + sheet.ceilings)
    middle = period + STRIP / 2 + 3 + amounts / 2
    time, money = (6.0, NARROW - 6.0), (0.0, _money_end(sheet, NARROW))
    return Frame(NARROW, NARROW, time, money, 62, middle + amounts / 2 + 8, 3 + words / 2, period, middle)


def _money_end(sheet: Sheet, width: float) -> float:
    """Where the longest bar may end, so that every amount has room behind it."""
    labels = (label for mark in sheet.marks for label in (mark.obligated_label, mark.ceiling_label))
    return width - max((text_width(label, SMALL) for label in labels), default=0.0) - 8


def layout(sheet: Sheet, frame: Frame, identifier: str) -> tuple[float, str]:
    """Height and marks on one frame."""
    days = axis((day for mark in sheet.marks for day in mark.days()), sheet.as_of, *frame.time)
    money = _Money.of(sheet, frame)
    rows = [frame.top + at * frame.pitch for at in range(len(sheet.marks))]
    bottom = frame.top + frame.pitch * len(sheet.marks)
    parts = [_head(sheet, frame, days), _ground(sheet, frame, days, rows)]
    for y, mark in zip(rows, sheet.marks, strict=True):
        said = () if mark.dated or not sheet.dated else sheet.no_end
        marks = (
            hit((0, y + 1), (frame.width, frame.pitch - 2))
            + _words(mark, frame, y + frame.words)
            + _period(mark, days, y + frame.period, said)
            + money.draw(mark, y + frame.amounts, identifier)
        )
        parts.append(link(mark.href, mark.name, marks))
    return bottom + 4, "".join(parts)


def _head(sheet: Sheet, frame: Frame, days: Axis) -> str:
    """The years, today's name, and what the two bars of money are."""
    y = frame.top - 7
    x, key_y = (frame.money[0], 12) if frame.stacked else (frame.money[0], y)
    obligated, ceiling = sheet.key
    drawn = days.names(y) + days.today_name(sheet.as_of, sheet.as_of_name, y - 17)
    drawn += rect((x, key_y - 8), 14, THICK, "bar obligated") + text((x + 19, key_y), obligated, size=SMALL)
    if sheet.ceilings:
        x += 33 + text_width(obligated, SMALL)
        drawn += rect((x, key_y - 8), 14, THICK, "bar ceiling") + text((x + 19, key_y), ceiling, size=SMALL)
    return drawn + _no_ends(sheet, frame, days)


def _no_ends(sheet: Sheet, frame: Frame, days: Axis) -> str:
    """Said once at the head where it is so of every award."""
    if sheet.dated or not sheet.marks:
        return ""
    room = text_width(sheet.no_end[0], SMALL)
    if frame.stacked:
        taken = sum(text_width(name, SMALL) + 38 for name in sheet.key[: 1 + sheet.ceilings])
        return text((frame.width, 12), sheet.no_end[0], "muted", "end", SMALL) if taken + room <= frame.width else ""
    free = days.at(sheet.as_of) - text_width(sheet.as_of_name, SMALL) * BOLD
    return text((0, frame.top - 24), sheet.no_end[0], "muted", size=SMALL) if room <= free else ""


def _ground(sheet: Sheet, frame: Frame, days: Axis, rows: Sequence[float]) -> str:
    """Lines between awards, years and today: over the whole height, or in a band of each award where it is stacked."""
    across = path("".join(f"M0 {num(y)}H{num(frame.width)}" for y in rows), "grid")
    if not frame.stacked:
        end = frame.top + frame.pitch * len(rows)
        return across + days.grid([(frame.top, end)]) + days.today(sheet.as_of, [(frame.top - 18, end)])
    down = frame.period - STRIP / 2
    bands = [(y + down, y + down + STRIP) for y in rows]
    strips = path("".join(f"M0 {num(top)}H{num(frame.width)}v{num(STRIP)}H0Z" for top, _ in bands), "strip")
    return strips + across + days.grid(bands) + days.today(sheet.as_of, bands)


def _words(mark: Mark, frame: Frame, middle: float) -> str:
    """The award's number, and who holds it below."""
    y = middle + 4 - STEP / 2 * bool(mark.holder)
    drawn = text((0, y), fit(mark.award, frame.words_width))
    if not mark.holder:
        return drawn
    return drawn + text((0, y + STEP), fit(mark.holder, frame.words_width, SMALL), "muted", size=SMALL)


def _period(mark: Mark, days: Axis, y: float, said: Sequence[str]) -> str:
    """The line from start to end and the dashes of options; open dots where there is no end."""
    if mark.start is None or mark.end is None:
        return _rows_only(mark, days, y, said)
    style = "period running" if mark.running else "period"
    start, end = days.at(mark.start), days.at(mark.end)
    drawn = line((start, y), (max(end, start + 2), y), style)
    last = mark.end
    if mark.potential_end is not None and mark.potential_end > mark.end:
        last = mark.potential_end
        x = days.at(last)
        drawn += line((end, y), (x, y), f"{style} option") + line((x, y - 5), (x, y + 5), f"{style} cap")
    if days.beyond(mark.start):
        drawn += _arrow(days.left, y, -1)
    return drawn + (_arrow(days.right, y, 1) if days.beyond(last) else "")


def _rows_only(mark: Mark, days: Axis, y: float, said: Sequence[str]) -> str:
    """Open dots at the first and last row; `said` beside them where it has room."""
    places = [days.at(day) for day in sorted(mark.days())]
    if not places:
        return _beside(said, (days.left - 9, days.left - 9), days, y)
    first, last = places[0], places[-1]
    drawn = line((first, y), (last, y), "between") if last > first else ""
    drawn += "".join(f'<circle class="dot" cx="{num(x)}" cy="{num(y)}" r="4"/>' for x in sorted({first, last}))
    return drawn + _beside(said, (first, last), days, y)


def _beside(said: Sequence[str], dots: tuple[float, float], days: Axis, y: float) -> str:
    """The first of the wordings that has room: after the dots, before them, or between them."""
    first, last = dots
    for words in said:
        room = text_width(words, SMALL) + 9
        if last + room <= days.right:
            return text((last + 9, y + 4), words, "muted", size=SMALL)
        if first - room >= days.left:
            return text((first - 9, y + 4), words, "muted", "end", SMALL)
        if last - first >= room + 9:
            return text(((first + last) / 2, y + 4), words, "muted", "middle", SMALL)
    return ""


def _arrow(x: float, y: float, way: int) -> str:
    """The line goes on beyond the picture."""
    return f'<path class="beyond" d="M{num(x)} {num(y - 6)}l{num(6 * way)} 6l{num(-6 * way)} 6Z"/>'


@dataclass(frozen=True, slots=True)
class _Money:
    """Obligated and ceiling on one scale for all awards, zero always on it."""

    left: float
    right: float
    low: int
    high: int

    @classmethod
    def of(cls, sheet: Sheet, frame: Frame) -> "_Money":
        amounts = [0, *(mark.obligated for mark in sheet.marks), *(mark.ceiling or 0 for mark in sheet.marks)]
        low, high = min(amounts), max(amounts)
        return cls(frame.money[0], max(frame.money[1], frame.money[0] + 30), low, high or int(low == 0))

    def at(self, cents: int) -> float:
        return self.left + (cents - self.low) / (self.high - self.low) * (self.right - self.left)

    def draw(self, mark: Mark, middle: float, identifier: str) -> str:
        """One thin bar or a pair around the middle, each with its amount."""
        if mark.ceiling is None:
            return self._one(mark.obligated, mark.obligated_label, "obligated", middle, identifier)
        return self._one(mark.obligated, mark.obligated_label, "obligated", middle - STEP / 2, identifier) + self._one(
            mark.ceiling, mark.ceiling_label, "ceiling", middle + STEP / 2, identifier
        )

    def _one(self, cents: int, label: str, style: str, y: float, identifier: str) -> str:
        left, right = sorted((self.at(0), self.at(cents)))
        wide = max(right - left, 1.0) if cents else 0.0
        drawn = bar((left, y - THICK / 2), (wide, THICK), style, "negative" if cents < 0 else "", identifier)
        return drawn + text((left + wide + 6, y + 4), label, "amount", size=SMALL)
