"""The table of issue 2, with what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.scoring.intervals import Share

Interval = tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: texts, ready to print; `mark` is `pass`, `FAIL` or empty where there is nothing to reach."""

    measure: str
    measured: str
    interval: str = ""
    of: str = ""
    target: str = ""
    mark: str = ""
    today: str = ""


HEADING = Row("measure", "measured", "95 % interval", "of", "must reach", "", "today's ways")


def share_row(measure: str, share: Share, target: float | None = None, **today: Share) -> Row:
    """A share with Wilson's interval; `today` are the same shares by today's ways."""
    return Row(
        measure,
        figure(share.value),
        span(share.interval()),
        f"{share.hits}/{share.of}" if share.of else "no labels",
        "" if target is None else f"{target:.2f}",
        mark(share.value, target),
        _today({way.replace("_", " "): other.value for way, other in today.items()}),
    )


def f1_row(measure: str, value: float | None, interval: Interval, of: str, target: float, today: float | None) -> Row:
    """An F1 with its resampled interval."""
    ways = _today({"fingerprint": today})
    return Row(measure, figure(value), span(interval), of, f"{target:.2f}", mark(value, target), ways)


def none_row(measure: str, bad: int, of: int, interval: Interval, today: str = "") -> Row:
    """A count that must be nothing."""
    passed = "" if not of else "pass" if not bad else "FAIL"
    return Row(
        measure, str(bad) if of else "-", span(interval), f"{bad}/{of}" if of else "no labels", "0", passed, today
    )


def figure(value: float | None) -> str:
    """Two decimals, cut and not rounded up, so that 0.9499 is never shown as 0.95."""
    return "-" if value is None else f"{int(value * 100 + 1e-9) / 100:.2f}"


def span(interval: Interval) -> str:
    """An interval as `0.91 - 0.98`."""
    return "" if interval is None else f"{figure(interval[0])} - {figure(interval[1])}"


def mark(value: float | None, target: float | None) -> str:
    """Whether the target is reached by the figure itself; the interval stands beside it."""
    if value is None or target is None:
        return ""
    return "pass" if value >= target else "FAIL"


def lines(rows: Sequence[Row]) -> list[str]:
    """The rows under the heading, in columns."""
    cells = [
        (row.measure, row.measured, row.interval, row.of, row.target, row.mark, row.today) for row in (HEADING, *rows)
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    ruled = [cells[0], tuple("-" * width for width in widths), *cells[1:]]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in ruled]


def _today(values: dict[str, float | None]) -> str:
    return ", ".join(f"{way} {figure(value)}" for way, value in values.items() if value is not None)
