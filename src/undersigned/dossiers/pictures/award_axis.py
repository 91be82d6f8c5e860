"""Days as places: the axis of award lines, its years, and what goes on beyond it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from undersigned.dossiers.pictures.svg import BOLD, num, path, text, text_width

FARTHEST = timedelta(days=15 * 365)
"""From the day on which the records end; farther days go on beyond the picture, for one odd date would squash all."""
MARGIN = timedelta(days=45)
SMALL = 12.0
EDGE = 6.0
"""px that marks at the ends of the axis may reach beyond it."""
YEAR_ROOM = 46.0
"""px that a year's name needs."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from `first` to `last` on px from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """The place of a day, at the edge for days beyond it."""
        whole = (self.last - self.first).days
        return self.left + (min(max(day, self.first), self.last) - self.first).days / whole * (self.right - self.left)

    def beyond(self, day: date) -> bool:
        """True where a day is not on the axis."""
        return not self.first <= day <= self.last

    def years(self) -> list[date]:
        """The first days of the years that are named, as many as have room."""
        starts = [date(year, 1, 1) for year in range(self.first.year + 1, self.last.year + 1)]
        room = max(int((self.right - self.left) / YEAR_ROOM), 1)
        step = -(-len(starts) // room) if starts else 1
        return [start for start in starts if start.year % step == 0]

    def grid(self, bands: Iterable[tuple[float, float]]) -> str:
        """A faint line at the start of each named year, from the top to the bottom of each band."""
        return _upright(map(self.at, self.years()), bands, "grid")

    def names(self, y: float) -> str:
        """The names of the years at their starts, none of them beyond the edge."""
        drawn = []
        for start in self.years():
            name = str(start.year)
            half = text_width(name, SMALL) / 2 - EDGE
            x = min(max(self.at(start), self.left + half), self.right - half)
            drawn.append(text((x, y), name, "axis", "middle", SMALL))
        return "".join(drawn)

    def today(self, day: date, bands: Iterable[tuple[float, float]]) -> str:
        """The line of the day on which the records end."""
        return _upright([self.at(day)], bands, "today")

    def today_name(self, day: date, name: str, y: float) -> str:
        """The name of that day, above its line and inside the axis."""
        x, half = self.at(day), text_width(name, SMALL) * BOLD / 2
        anchor = "start" if x - half < self.left else "end" if x + half > self.right else "middle"
        return text((x, y), name, "today-name", anchor, SMALL)


def _upright(places: Iterable[float], bands: Iterable[tuple[float, float]], style: str) -> str:
    """Lines from top to bottom of each band, as one path."""
    runs = [f"{num(top)}V{num(bottom)}" for top, bottom in bands]
    return path("".join(f"M{num(x)} {run}" for x in places for run in runs), style)


def axis(days: Iterable[date], today: date, left: float, right: float) -> Axis:
    """An axis with room for the days, as far as they are near enough to today."""
    near = [day for day in days if abs(day - today) <= FARTHEST]
    return Axis(min([*near, today]) - MARGIN, max([*near, today]) + MARGIN, left, right)
