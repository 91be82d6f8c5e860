"""The ordinary rows of one agency-year: made place by place, or award by award, with the same result."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from undersigned.sample.profiles import PROFILES, Words, profiles, words
from undersigned.sample.records import Agency, Award, Line, dollars, number
from undersigned.sample.walk import SIZES, Walk

# An even year carries on three of ten awards of the year before.
CARRIED = 3
NUMBERS = tuple(number(step) for step in range(2 * max(SIZES)))


def quoted(text: str) -> str:
    """A CSV field, in quotes only where it needs them."""
    if "," in text or '"' in text or "\n" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def mark(rows: int, seed: int) -> str:
    """Three characters that keep the award numbers of samples of other sizes and seeds apart."""
    left = zlib.crc32(f"{rows}:{seed}".encode())
    letters = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
    return letters[left % 10] + letters[left // 10 % 34] + letters[left // 340 % 34]


@dataclass(frozen=True)
class Lot:
    """The ordinary rows of an agency and fiscal year in a sample of a seed; `tag` is its mark."""

    agency: Agency
    year: int
    walk: Walk
    seed: int
    tag: str

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The days of the fiscal year."""
        first = date(self.year - 1, 10, 1)
        return tuple((first + timedelta(days=day)).isoformat() for day in range(365))

    @cached_property
    def heads(self) -> tuple[tuple[str, str, str, str], ...]:
        """By profile: number up to the serial, this year and the year before; name; key's end."""
        made = []
        for profile in profiles(self.seed):
            kind = "F" if profile.parent else "P"
            now, before = (
                f"99{self.agency.letter}{self.tag}{year % 100:02d}{kind}" for year in (self.year, self.year - 1)
            )
            parent = f"{profile.parent}_{self.agency.code}" if profile.parent else "-NONE-_-NONE-"
            made.append((now, before, quoted(profile.recipient.name), f"_{self.agency.code}_{parent}"))
        return tuple(made)

    def carried(self, award: int) -> bool:
        """Whether the award began in the year before."""
        return self.year % 2 == 0 and award % 10 < CARRIED

    def profile_at(self, award: int) -> int:
        """The award's profile, the same in the year that carries it on."""
        begun = self.year - self.carried(award)
        return (award * 7919 + begun * 131) % PROFILES

    def text(self, award: int, step: int) -> str:
        """What a line says: the award what it buys, a modification mostly what it changes."""
        return self.text_of(profiles(self.seed)[self.profile_at(award)].heads, award, step, words(self.seed))

    def text_of(self, heads: tuple[str, ...], award: int, step: int, said: Words) -> str:
        """The same with the tables at hand."""
        if step == 0:
            return f"{heads[award % 8]} {said.tails[(award * 31 + self.year) % 49_999]}"
        turn = award * 13 + step * 29
        change = said.changes[turn % 227]
        period = said.periods[turn % 50_021]
        if turn % 5 == 0:
            return f"{change} {period} - {heads[award % 8]}"
        return f"{change} {period}"

    def day(self, award: int, step: int) -> str:
        """The day of a line; later steps have later days."""
        return self.days[award * 53 % 180 + step * 150 // SIZES[award % 100]]

    def rows(self) -> Iterator[str]:
        """The rows of the 10-column shape, largest amount first."""
        heads, cents, deal = self.heads, self.walk.cents, self.walk.deal
        said, known = words(self.seed), profiles(self.seed)
        even, agency = self.year % 2 == 0, self.agency.short
        tails = [f"{quoted(profile.subject.psc_words)},{quoted(profile.subject.naics_words)}" for profile in known]
        for place in range(self.walk.count):
            award, step = deal(place)
            at = self.profile_at(award)
            piid, before, name, end = heads[at]
            day = self.day(award, step)
            if even and award % 10 < CARRIED:
                piid = before
                step += SIZES[award % 100]
            text = quoted(self.text_of(known[at].heads, award, step, said))
            serial = f"{piid}{award:08d}"
            yield (
                f"{agency},{serial},{name},{dollars(cents(place))},{day},{NUMBERS[step]},"
                f"{tails[at]},{text},CONT_AWD_{serial}{end}\r\n"
            )

    def lines(self, award: int) -> tuple[Line, ...]:
        """The lines of an award in this year, as the 10-column shape has them."""
        on = SIZES[award % 100] if self.carried(award) else 0
        return tuple(
            Line(number(step + on), self.walk.cents(place), self.day(award, step), self.text(award, step + on))
            for step, place in self.walk.places(award)
        )

    def award(self, award: int, later: "Lot | None" = None) -> Award:
        """An award that began in this year, with the lines of the year that carries it on."""
        profile = profiles(self.seed)[self.profile_at(award)]
        lines = self.lines(award)
        if later and later.carried(award) and award < later.walk.awards:
            lines += later.lines(award)
        return Award(
            self.agency,
            f"{self.heads[self.profile_at(award)][0]}{award:08d}",
            profile.recipient,
            profile.subject,
            lines,
            ceiling=2 * sum(max(0, line.cents) for line in lines),
            parent=(profile.parent, self.agency.code) if profile.parent else ("-NONE-", "-NONE-"),
            base_text=lines[0].text,
        )
