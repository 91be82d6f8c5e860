"""The picture of the README: `python -m docs.picture` runs the demonstration and draws what `undersigned show` says.

The terminal is 80 columns wide. The drawing names no font file and no address, so that it shows nothing but itself.
"""

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from undersigned.case.folder import Case
from undersigned.cli import sampling, showing, terminal
from undersigned.settings import Settings

TARGET = Path(__file__).parent / "pictures" / "show.svg"
WIDTH = 80
LAST = "Awards, largest first"
"""The picture ends before the line that starts so: the list of awards and the caveats are too long for it."""

INK_ON_PAPER = TerminalTheme((255, 253, 247), (32, 32, 32), [(32, 32, 32)] * 8)
DRAWING = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>What undersigned show says of an invented maker</title>
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
<rect fill="#fffdf7" stroke="#20202055" x="1" y="1" width="{terminal_width}" height="{terminal_height}" rx="6" />
<g transform="translate({terminal_x}, 12)" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def main() -> None:
    """Run the demonstration and write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "demo"
        _said(lambda: sampling.demo(case, Settings()))
        said = _said(lambda: showing.show(Case(case), sampling.DEMO_MAKER, as_json=False))
    lines = said.splitlines()
    end = next(number for number, line in enumerate(lines) if Text.from_ansi(line).plain.startswith(LAST))
    TARGET.write_text(_drawn(f'$ undersigned show "{sampling.DEMO_MAKER}"', lines[:end]), encoding="utf-8")


def _said(run: Callable[[], None]) -> str:
    """What a command prints on a terminal of that width, with its styles."""
    out = terminal.out
    out.width, out.file, out.record = WIDTH, io.StringIO(), True
    run()
    return out.export_text(styles=True)


def _drawn(command: str, lines: list[str]) -> str:
    console = Console(width=WIDTH, record=True, file=io.StringIO(), highlight=False)
    console.print(Text(command, style="bold"))
    console.print()
    for line in lines:
        console.print(Text.from_ansi(line), soft_wrap=True)
    return console.export_svg(theme=INK_ON_PAPER, code_format=DRAWING, unique_id="show")


if __name__ == "__main__":
    main()
