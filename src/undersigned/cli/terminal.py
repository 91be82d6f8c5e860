"""What the commands share: the two streams, progress on long work, tables that fit 80 columns."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

_SWITCHES = dict.fromkeys(
    (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "?"
)
"""Signs that steer a terminal or turn the direction of what follows; records have them from anybody."""


class Answer(Console):
    """The stream of the answer; when its reader has seen enough, such as `head`, the work goes on in silence."""

    def on_broken_pipe(self) -> None:
        """Say nothing more."""
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


out = Answer(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else 80)
"""The answer. Piped, it is 80 columns wide unless COLUMNS says otherwise, and without colour."""
notes = Console(stderr=True, highlight=False)
"""Progress, warnings, errors: never part of the answer."""


class Shown:
    """Progress as a line on the terminal; silent where the stream is no terminal but for the steps' names."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("Starting", total=None)

    def step(self, sentence: str) -> None:
        """A new step begins."""
        if not notes.is_terminal:
            notes.print(_plain(sentence))
        self._bar.reset(self._task, description=_plain(sentence), total=None)

    def advance(self, done: int, total: int) -> None:
        """So much of the step is done."""
        self._bar.update(self._task, completed=done, total=total)


@contextmanager
def progress() -> Iterator[Shown]:
    """Progress that clears itself when the work is done."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=20), TimeElapsedColumn())
    with Progress(*columns, console=notes, transient=True, disable=not notes.is_terminal) as bar:
        yield Shown(bar)


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> None:
    """Print a table under its title; `numbers` are the columns set to the right, which are never broken."""
    shown = Table(box=None, pad_edge=False, show_edge=False)
    for position, name in enumerate(columns):
        right = position in numbers
        shown.add_column(
            _plain(name), justify="right" if right else "left", no_wrap=right, header_style="dim", overflow="fold"
        )
    for row in rows:
        shown.add_row(*(_plain(cell) for cell in row))
    out.print(_plain(title), style="bold")
    _put(shown)
    out.print()


def say(sentence: str = "") -> None:
    """One sentence of the answer, broken at words."""
    _put(_plain(sentence))


def say_point(sentence: str) -> None:
    """One sentence of a list, its further lines indented."""
    shown = Table.grid(padding=(0, 1))
    shown.add_column()
    shown.add_column(overflow="fold")
    shown.add_row("-", _plain(sentence))
    _put(Padding(shown, (0, 0, 0, 1)))


def say_below(sentence: str) -> None:
    """One sentence about the line above, indented."""
    _put(Padding(_plain(sentence), (0, 0, 0, 4)))


def say_page(line: str) -> None:
    """An address on one line, however long, so that it can be followed and copied."""
    out.print(harmless(line), soft_wrap=True, markup=False)


def harmless(text: str) -> str:
    """Text whose signs all are shown, and none does anything to the terminal."""
    return text.translate(_SWITCHES)


def _plain(text: str) -> str:
    return escape(harmless(text))


def _put(shown: RenderableType) -> None:
    """Print something of several lines; piped, without the spaces that fill them up."""
    if out.is_terminal:
        out.print(shown)
        return
    with out.capture() as caught:
        out.print(shown)
    for line in caught.get().splitlines():
        out.print(line.rstrip(), markup=False, soft_wrap=True)
