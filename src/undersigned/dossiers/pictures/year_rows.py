"""Fiscal years as rows from top to bottom: for a telephone's width, and for more years than columns have room for."""

from undersigned.dossiers.pictures.svg import SIZE, link, text, text_width
from undersigned.dossiers.pictures.year_bars import (
    SMALL,
    SMALLER,
    Bar,
    Chart,
    Group,
    Scale,
    bar,
    hit,
    key,
    kind_of,
    zero_line,
)

PITCH = 24.0
"""px from bar to bar: no less, so that a finger finds each."""
THICK = 15.0
APART = 8.0
"""px between years."""


class Rows:
    """The places of one chart's rows on `width` px."""

    def __init__(self, chart: Chart, width: float) -> None:
        self.chart = chart
        self.width = width
        self.left = max((_words_width(group) for group in chart.groups), default=0.0) + 10
        labels = (one.label for group in chart.groups for one in group.bars)
        room = max((text_width(label, SMALL) for label in labels), default=0.0) + 8
        self.scale: Scale = chart.scale(max(width - self.left - room, 24.0))
        self.zero = self.left + self.scale.at(0)
        key_height, self.key_marks = key(chart, width)
        self.top = key_height + SMALL + 6

    def height(self) -> float:
        """How high the drawing is."""
        return self.top + sum(map(_deep, self.chart.groups)) + 2

    def draw(self, identifier: str) -> str:
        """All marks; `identifier` is that of the drawing, whose hatchings they wear."""
        parts = [self.key_marks, text((self.zero, self.top - 5), self.chart.zero, "axis", "middle", SMALL)]
        y = self.top
        for group in self.chart.groups:
            parts.append(self._group(y + APART / 2, group, identifier))
            y += _deep(group)
        parts.append(zero_line((self.zero, self.top), (self.zero, y)))
        return "".join(parts)

    def _group(self, y: float, group: Group, identifier: str) -> str:
        base = y + PITCH / 2 + 4
        words = text((0, base), group.year, "label year")
        for number, remark in enumerate(group.remarks, start=1):
            words += text((0, base + number * (SMALLER + 4)), remark, "remark", size=SMALLER)
        if group.empty:
            return words + text((self.zero + 6, base), self.chart.no_rows, "remark", size=SMALL)
        return words + "".join(
            self._row(y + number * PITCH, one, style, group, identifier)
            for number, (one, (style, _)) in enumerate(zip(group.bars, self.chart.key, strict=True))
        )

    def _row(self, y: float, one: Bar, style: str, group: Group, identifier: str) -> str:
        base = y + PITCH / 2 + 4
        if one.cents is None:
            return text((self.zero + 6, base), one.label, "remark", size=SMALL)
        long = self.scale.reach(one.cents)
        x, ends = (self.zero, self.zero + long) if one.cents >= 0 else (self.zero - long, self.zero)
        corner = (x, y + (PITCH - THICK) / 2)
        marks = (
            hit((self.left, y), (self.width - self.left, PITCH))
            + bar(corner, (long, THICK), style, kind_of(one.cents, group), identifier)
            + text((ends + 6, base), one.label, "amount", size=SMALL)
        )
        return link(one.href, one.name, marks)


def _words_width(group: Group) -> float:
    return max(text_width(group.year, SIZE) * 1.1, *(text_width(words, SMALLER) for words in (*group.remarks, "")))


def _deep(group: Group) -> float:
    """How many px a year takes."""
    bars = PITCH * (1 if group.empty else len(group.bars))
    return max(bars, PITCH + len(group.remarks) * (SMALLER + 4)) + APART
