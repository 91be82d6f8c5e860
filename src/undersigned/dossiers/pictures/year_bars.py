"""Bars by fiscal year before they are laid out: what each says, how long it is, what a doubtful one wears."""

from collections.abc import Iterator
from dataclasses import dataclass

from undersigned.dossiers.pictures.svg import Point, esc, line, num, rect, text, text_width

SMALL = 12.0
"""Font size of amounts on bars."""
SMALLER = 11.0
"""Font size of remarks under a year."""
SWATCH = 12.0
KEY_LINE = 20.0
LEAST = 1.0
"""px: an amount that is not zero is drawn at least this long, or nobody could see it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount; `cents` is None where there are no rows, `label` what stands on it, `name` what it is in full."""

    cents: int | None
    label: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """The bars of one fiscal year, one for each series; `remarks` say that its records are not whole."""

    year: str
    bars: tuple[Bar, ...]
    remarks: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """True where the year has no rows at all."""
        return all(bar.cents is None for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that is drawn; `key` has class and name of each series, `zero` is the word on the zero line."""

    groups: tuple[Group, ...]
    key: tuple[tuple[str, str], ...]
    no_rows: str
    zero: str

    def amounts(self) -> Iterator[int]:
        """Every amount that is drawn, in whole cents."""
        return (bar.cents for group in self.groups for bar in group.bars if bar.cents is not None)

    def scale(self, length: float) -> "Scale":
        """A scale that has room for all amounts on `length` px, zero among them."""
        low, high = min(self.amounts(), default=0), max(self.amounts(), default=0)
        return Scale(min(low, 0), max(high, 0) or int(low >= 0), length)


@dataclass(frozen=True, slots=True)
class Scale:
    """Amounts as px from the low end; zero is always on it."""

    low: int
    high: int
    length: float

    def at(self, cents: int) -> float:
        """How far from the low end an amount stands."""
        return (cents - self.low) / (self.high - self.low) * self.length

    def reach(self, cents: int) -> float:
        """How long the bar of an amount is."""
        return max(abs(cents) / (self.high - self.low) * self.length, LEAST) if cents else 0.0


def patterns(identifier: str) -> str:
    """The two hatchings of a drawing: falling for what is not whole, rising for what is below zero."""
    return "<defs>" + "".join(_pattern(f"{identifier}-{name}", turn) for name, turn in _TURNS.items()) + "</defs>"


_TURNS = {"negative": 45, "doubtful": -45}


def _pattern(identifier: str, turn: int) -> str:
    return (
        f'<pattern id="{identifier}" width="6" height="6" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate({turn})"><rect class="stripe" width="2.5" height="6"/></pattern>'
    )


def bar(corner: Point, size: Point, style: str, kind: str, identifier: str) -> str:
    """A bar; `kind` is empty, or `negative` or `doubtful`, which are hatched."""
    place = _place(corner, size)
    drawn = f'<rect class="bar {style}{kind and " " + kind}" {place}/>'
    return f'{drawn}<rect class="hatch" fill="url(#{identifier}-{kind})" {place}/>' if kind else drawn


def kind_of(cents: int, group: Group) -> str:
    """How a bar looks: doubtful outweighs negative, for the place of a bar already says that it is below zero."""
    if group.remarks:
        return "doubtful"
    return "negative" if cents < 0 else ""


def hit(corner: Point, size: Point) -> str:
    """What a finger or pointer can touch: more than a thin bar, and drawn only when it has the focus."""
    return f'<rect class="hit" fill="none" pointer-events="all" {_place(corner, size)}/>'


def _place(corner: Point, size: Point) -> str:
    (x, y), (wide, high) = corner, size
    return f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'


def key(chart: Chart, width: float) -> tuple[float, str]:
    """Swatches with the names of the series, on as few lines as they need: the height and the marks."""
    x = y = 0.0
    drawn = []
    for style, name in chart.key:
        needs = SWATCH + 6 + text_width(name)
        if x and x + needs > width:
            x, y = 0.0, y + KEY_LINE
        drawn.append(rect((x, y + 1), SWATCH, SWATCH, f"bar {style}") + text((x + SWATCH + 6, y + SWATCH), name))
        x += needs + 18
    return y + KEY_LINE, "".join(drawn)


def zero_line(start: Point, end: Point) -> str:
    """The line from which every bar starts."""
    return line(start, end, "axis zero")


def tspans(lines: list[str], x: float, step: float) -> str:
    """Lines of one text, one under the other."""
    return "".join(
        f'<tspan x="{num(x)}" dy="{num(step if at else 0)}">{esc(words)}</tspan>' for at, words in enumerate(lines)
    )


def block(at: Point, lines: list[str], style: str, size: float, anchor: str = "middle") -> str:
    """Lines of one text around a point, the baseline of the first one there."""
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text class="{style}" y="{num(at[1])}"{side} font-size="{num(size)}">{tspans(lines, at[0], size + 2)}</text>'
    )
