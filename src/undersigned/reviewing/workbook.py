"""A workbook to be filled in: wide columns, wrapped text, a frozen heading, a list of answers in its cells.

Written by us (ECMA-376, part 1, SpreadsheetML). Text is an inline string, which no spreadsheet runs as a formula.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from string import ascii_uppercase
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Cell = str | int | Decimal
LONGEST_TEXT = 32_000
"""Characters of a cell; a spreadsheet holds 32,767."""
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WRAPPED, _MONEY, _HEADING, _ASKED = 0, 1, 2, 3
_ALIGNED = '<alignment vertical="top" wrapText="1"/>'
_STYLES = (
    f"{_XML}<styleSheet {_MAIN}>"
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF6D6"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">'
    f'<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1">{_ALIGNED}</xf>'
    f'<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1">{_ALIGNED}</xf>'
    f'<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0">{_ALIGNED}</xf>'
    f'<xf numFmtId="49" fontId="0" fillId="2" borderId="0" xfId="0">{_ALIGNED}</xf></cellXfs></styleSheet>'
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet: its name, its columns with their widths, its rows; `choices` are a column's only answers.

    `asked` are the columns that a person fills in.
    """

    name: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[Sequence[Cell]]
    asked: tuple[str, ...] = ()
    choices: tuple[str, tuple[str, ...]] | None = None


def write(target: Path, sheets: Sequence[Filled]) -> None:
    """Write the workbook; the same sheets make the same bytes."""
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, text in _parts(sheets):
            archive.writestr(ZipInfo(name), text, ZIP_DEFLATED)


def _parts(sheets: Sequence[Filled]) -> list[tuple[str, str]]:
    numbered = list(enumerate(sheets, start=1))
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for number, _ in numbered
    )
    named = "".join(
        f'<sheet name="{html.escape(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>' for number, sheet in numbered
    )
    related = [("worksheet", f"worksheets/sheet{number}.xml") for number, _ in numbered]
    return [
        (
            "[Content_Types].xml",
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{types}</Types>',
        ),
        ("_rels/.rels", _relationships([("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", f'{_XML}<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", _relationships([*related, ("styles", "styles.xml")])),
        ("xl/styles.xml", _STYLES),
        *((f"xl/worksheets/sheet{number}.xml", _sheet(sheet)) for number, sheet in numbered),
    ]


def _relationships(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _sheet(sheet: Filled) -> str:
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, start=1)
    )
    styles = [_ASKED if column in sheet.asked else _WRAPPED for column in sheet.columns]
    lines = [_row(sheet.columns, 1, [_HEADING] * len(sheet.columns))]
    lines += [_row(row, number, styles) for number, row in enumerate(sheet.rows, start=2)]
    return (
        f'{_XML}<worksheet {_MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        f'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{widths}</cols>'
        f"<sheetData>{''.join(lines)}</sheetData>{_choices(sheet)}</worksheet>"
    )


def _choices(sheet: Filled) -> str:
    """The list from which the answers are taken."""
    if sheet.choices is None or not sheet.rows:
        return ""
    column, answers = sheet.choices
    letter = _letter(sheet.columns.index(column))
    return (
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" '
        f'errorTitle="{html.escape(column)}" error="{html.escape(", ".join(answers))}" '
        f'sqref="{letter}2:{letter}{len(sheet.rows) + 1}"><formula1>"{",".join(answers)}"</formula1>'
        "</dataValidation></dataValidations>"
    )


def _row(cells: Sequence[Cell], number: int, styles: Sequence[int]) -> str:
    told = "".join(
        _cell(cell, f"{_letter(place)}{number}", style)
        for place, (cell, style) in enumerate(zip(cells, styles, strict=True))
    )
    return f'<row r="{number}">{told}</row>'


def _cell(cell: Cell, place: str, style: int) -> str:
    if not isinstance(cell, str):
        return f'<c r="{place}" s="{_MONEY}"><v>{cell}</v></c>'
    text = html.escape(_NOT_XML.sub("\ufffd", cell[:LONGEST_TEXT]), quote=False)
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return f'<c r="{place}" t="inlineStr" s="{style}"><is><t xml:space="preserve">{text}</t></is></c>'


def _letter(place: int) -> str:
    first, second = divmod(place, 26)
    return (ascii_uppercase[first - 1] if first else "") + ascii_uppercase[second]
