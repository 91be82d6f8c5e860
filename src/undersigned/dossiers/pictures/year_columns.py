"""Fiscal years as columns from left to right, for a desk's width."""

from undersigned.dossiers.pictures.svg import WIDE, link, text, text_width
from undersigned.dossiers.pictures.year_bars import (
    SMALL,
    SMALLER,
    Bar,
    Chart,
    Group,
    Scale,
    bar,
    block,
    hit,
    key,
    kind_of,
    zero_line,
)

PLOT = 230.0
LABEL_LINES = 2
ROOM = LABEL_LINES * (SMALL + 2) + 6
"""px for the amount above a column, or below a negative one."""
WIDEST = 150.0
"""px: a single year does not become a wall."""
BETWEEN = 0.18
"""Of a group's width: what stays white on its sides."""


class Columns:
    """The places of one chart's columns; `fits` is False where some text would run into its neighbour."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.left = text_width(chart.zero, SMALL) + 6
        self.step = min((WIDE - self.left) / max(len(chart.groups), 1), WIDEST * len(chart.key))
        self.slot = self.step * (1 - BETWEEN) / max(len(chart.key), 1)
        self.key_height, self.key_marks = key(chart, WIDE)
        self.scale: Scale = chart.scale(PLOT)
        self.top = self.key_height + ROOM
        self.bottom = self.top + PLOT + (ROOM if self.scale.low else 6)
        self.zero = self.top + PLOT - self.scale.at(0)

    def fits(self) -> bool:
        """True where every text has room in its column."""
        return all(
            _lines(one.label, self.slot - 2) is not None for group in self.chart.groups for one in group.bars
        ) and all(
            text_width(words, SMALLER) <= self.step - 4
            for group in self.chart.groups
            for words in (*group.remarks, group.year)
        )

    def height(self) -> float:
        """How high the drawing is, with years and remarks at its foot."""
        most = max((len(group.remarks) for group in self.chart.groups), default=0)
        return self.bottom + 18 + most * (SMALLER + 3) + 4

    def draw(self, identifier: str) -> str:
        """All marks; `identifier` is that of the drawing, whose hatchings they wear."""
        end = self.left + self.step * len(self.chart.groups)
        parts = [self.key_marks, text((0, self.zero + 4), self.chart.zero, "axis", size=SMALL)]
        parts += [self._group(at, group, identifier) for at, group in enumerate(self.chart.groups)]
        parts.append(zero_line((self.left - 2, self.zero), (end, self.zero)))
        return "".join(parts)

    def _group(self, at: int, group: Group, identifier: str) -> str:
        middle = self.left + self.step * (at + 0.5)
        foot = text((middle, self.bottom + 14), group.year, "label year", "middle")
        for number, remark in enumerate(group.remarks, start=1):
            foot += text((middle, self.bottom + 14 + number * (SMALLER + 3)), remark, "remark", "middle", SMALLER)
        if group.empty:
            return foot + text((middle, self.zero - 8), self.chart.no_rows, "remark", "middle", SMALL)
        first = middle - self.slot * len(group.bars) / 2
        return foot + "".join(
            self._column(first + number * self.slot, one, style, group, identifier)
            for number, (one, (style, _)) in enumerate(zip(group.bars, self.chart.key, strict=True))
        )

    def _column(self, x: float, one: Bar, style: str, group: Group, identifier: str) -> str:
        middle = x + self.slot / 2
        lines = _lines(one.label, self.slot - 2) or [one.label]
        rise = (len(lines) - 1) * (SMALL + 2)
        if one.cents is None:
            return block((middle, self.zero - 8 - rise), lines, "remark", SMALL)
        long = self.scale.reach(one.cents)
        y = self.zero - long if one.cents >= 0 else self.zero
        words = (y + long + SMALL + 2) if one.cents < 0 else (y - 5 - rise)
        marks = (
            hit((x, self.top - ROOM), (self.slot, self.bottom - self.top + ROOM))
            + bar((x + 1, y), (self.slot - 2, long), style, kind_of(one.cents, group), identifier)
            + block((middle, words), lines, "amount", SMALL)
        )
        return link(one.href, one.name, marks)


def _lines(words: str, width: float) -> list[str] | None:
    """A label on at most two lines of that width; None where it does not fit whole."""
    lines: list[str] = []
    for word in words.split():
        if lines and text_width(f"{lines[-1]} {word}", SMALL) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > LABEL_LINES or any(text_width(part, SMALL) > width for part in lines):
        return None
    return lines
