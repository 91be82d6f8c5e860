"""XLSX: keys as text, so that no spreadsheet turns a contract number into a number; a last sheet explains the columns.

Written by us, row by row (ECMA-376, part 1, SpreadsheetML): a general library takes ten times as long.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import lru_cache
from itertools import product
from pathlib import Path
from string import ascii_uppercase
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from undersigned.errors import InputError
from undersigned.exports.base import About, Cell, Row, Sheet, Sink
from undersigned.exports.tables import about_table, described, meanings

HEARS: frozenset[str] = frozenset()
ENDINGS = (".xlsx",)
MOST_ROWS = 1_048_575
"""Rows below the heading that a sheet can hold."""
LONGEST_TEXT = 32_767
"""Characters that a cell can hold; longer text is cut and ends in `…`."""
_ELSEWHERE = "Not in this workbook, which a spreadsheet must be able to open; exported as CSV and Parquet"
_PACKING = 4
_AMOUNT, _HEADING = ' s="1"', ' s="2"'

_SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f"{_XML}<styleSheet {_SPREADSHEET}>"
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>'
)
_SHEET_BEGINS = (
    f"{_XML}<worksheet {_SPREADSHEET}>"
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
    'state="frozen"/></sheetView></sheetViews><sheetData>'
)
_SHEET_ENDS = "</sheetData></worksheet>"


@contextmanager
def begin(target: Path, about: About) -> Iterator[Sink]:
    """Open the workbook; its date is that of the records, so that the same rows make the same bytes.

    Raises:
        InputError: there are more rows than a sheet can hold.
    """
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=_PACKING) as archive:
        book = _Workbook(archive)
        try:
            yield book
            book.explain()
        finally:
            book.end()
        book.finish(about.as_of)


class _Workbook(Sink):
    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names: list[str] = []
        self._told: list[Sheet] = []
        self._page: IO[bytes] | None = None
        self._line = 0

    def table(self, sheet: Sheet) -> None:
        self._told.append(sheet)
        self._start(sheet.name, sheet.columns)

    def rows(self, batch: Sequence[Row]) -> None:
        if self._line + len(batch) > MOST_ROWS + 1:
            raise InputError(
                f"{self._names[-1]} has more rows than an XLSX sheet can hold ({MOST_ROWS:,}). "
                "Export it as csv or parquet."
            )
        self._write("".join(_line(row, number) for number, row in enumerate(batch, start=self._line + 1)))
        self._line += len(batch)

    def explain(self) -> None:
        """The last sheet: what each table and column means."""
        self._start("columns", ("table", "column", "meaning", "unit"))
        meant = meanings()["tables"]
        for sheet in self._told:
            if sheet.name in meant:
                self.rows([(sheet.name, "", about_table(sheet.name), "")])
                self.rows([(sheet.name, found.name, found.meaning, found.unit) for found in described(sheet.columns)])
        told = {sheet.name for sheet in self._told}
        if len(told) > 1:
            self.rows([(name, "", _ELSEWHERE, "") for name in meant if name not in told])

    def end(self) -> None:
        """Close the sheet that is open; a zip takes one part at a time."""
        if self._page:
            self._write(_SHEET_ENDS)
            self._page.close()
            self._page = None

    def finish(self, as_of: str) -> None:
        """The parts that say which sheets there are."""
        for name, text in _parts(self._names, as_of):
            with self._archive.open(name, "w") as part:
                part.write(text.encode())

    def _start(self, name: str, columns: Sequence[str]) -> None:
        self.end()
        self._names.append(name)
        # open() of a new member gives it the oldest date that a zip can hold, not today's.
        self._page = self._archive.open(f"xl/worksheets/sheet{len(self._names)}.xml", "w")
        self._write(_SHEET_BEGINS + _line(columns, 1, _HEADING))
        self._line = 1

    def _write(self, text: str) -> None:
        if self._page:
            self._page.write(text.encode())


def _line(row: Sequence[Cell], number: int, style: str = "") -> str:
    cells = [_cell(cell, f"{letter}{number}", style) for letter, cell in zip(_LETTERS[: len(row)], row, strict=True)]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(cell: Cell, place: str, style: str) -> str:
    """A cell as XML; a number is written with all its digits, never through a floating-point one."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"{style}><is>{_text(cell)}</is></c>'
    return f'<c r="{place}"{_AMOUNT if isinstance(cell, Decimal) else style}><v>{cell}</v></c>'


_LETTERS = (*ascii_uppercase, *map("".join, product(ascii_uppercase, repeat=2)))
"""Of the columns: A to ZZ, far more than a table of ours has."""
_SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|^\s|\s$|_x[0-9A-Fa-f]{4}_")
_ESCAPED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    | {sign: f"_x{ord(sign):04X}_" for sign in map(chr, (*range(9), *range(0x0B, 0x20), 0xFFFE, 0xFFFF))}
)
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@lru_cache(maxsize=20_000)
def _text(text: str) -> str:
    """Text as SpreadsheetML: signs that XML cannot hold are written as `_x001F_`. Names and caveats repeat a lot."""
    if len(text) > LONGEST_TEXT:
        text = text[: LONGEST_TEXT - 1] + "…"
    if not _SPECIAL.search(text):
        return f"<t>{text}</t>"
    return f'<t xml:space="preserve">{_LIKE_AN_ESCAPE.sub("_x005F_", text).translate(_ESCAPED)}</t>'


def _parts(names: Sequence[str], as_of: str) -> Iterator[tuple[str, str]]:
    numbered = list(enumerate(names, start=1))
    yield "[Content_Types].xml", _content_types(len(names))
    yield "_rels/.rels", _relationships([("officeDocument", "xl/workbook.xml")], core=True)
    yield "docProps/core.xml", _core(as_of)
    sheets = "".join(f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>' for number, name in numbered)
    yield "xl/workbook.xml", f'{_XML}<workbook {_SPREADSHEET} xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
    related = [("worksheet", f"worksheets/sheet{number}.xml") for number, _ in numbered]
    yield "xl/_rels/workbook.xml.rels", _relationships([*related, ("styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES


def _content_types(sheets: int) -> str:
    parts = {"/xl/workbook.xml": f"{_SHEET_TYPE}.sheet.main+xml", "/xl/styles.xml": f"{_SHEET_TYPE}.styles+xml"}
    parts |= {f"/xl/worksheets/sheet{number}.xml": f"{_SHEET_TYPE}.worksheet+xml" for number in range(1, sheets + 1)}
    parts["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: Sequence[tuple[str, str]], *, core: bool = False) -> str:
    kinds = [(f"{_OFFICE}/{kind}", target) for kind, target in targets]
    if core:
        kinds.append((f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"))
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(kinds, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _core(as_of: str) -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{as_of}T00:00:00Z</dcterms:created></cp:coreProperties>'
    )
