"""No natural person of the records is in a case: every byte of every file is looked at, also inside Parquet."""

import csv
import gzip
import io
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.ingest.cases import add, added, bytes_of, kept, line, rejects, table
from undersigned.case.folder import Case
from undersigned.ingest.persons import EMAIL_MASK, NAME_MASK, NEUTRAL_NAME, PHONE_MASK, looks_natural
from undersigned.sample.companies import crowd, identifier
from undersigned.sample.traps.people import EMAILS, OFFICERS, PERSONS, PHONES, STREETS
from undersigned.sample.write import write_all, write_sample
from undersigned.sources.usaspending_transactions import SOURCE

IDENTIFIERS = {found for name in PERSONS for found in identifier(name)}
PAY = {str(pay) for _, pay in OFFICERS}
NUMBERS = {f"20255501{last:02d}" for last in range(100)}
LINES_OF_STREETS = {company.street for company in crowd(1)} | set(STREETS)
SECRETS = (
    *(name for name, _ in OFFICERS),
    *(" ".join(name.split()) for name, _ in OFFICERS),
    *PERSONS,
    *EMAILS,
    *PHONES,
    *IDENTIFIERS,
    *PAY,
    *NUMBERS,
    *LINES_OF_STREETS,
)
MARKED = ("transactions", "awards", "subawards")
"""The shapes whose columns mark sole proprietors and individuals."""


def texts_of(folder: Path) -> str:
    """Every byte of every file, and every cell of every Parquet file, in capitals."""
    texts = []
    with duckdb.connect() as connection:
        for name, raw in bytes_of(folder).items():
            texts.append(raw.decode("latin-1"))
            if name.endswith(".parquet"):
                query = "SELECT columns(*)::VARCHAR FROM read_parquet(?)"
                cells = connection.execute(query, [str(folder / name)]).fetchall()
                texts += ["|".join(cell or "" for cell in row) for row in cells]
    return "\n".join(texts).upper()


def secrets_in(folder: Path) -> set[str]:
    text = texts_of(folder)
    return {secret for secret in SECRETS if secret.upper() in text}


@pytest.fixture(scope="session")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of each shape that marks persons, with every planted person in it."""
    folder = tmp_path_factory.mktemp("shapes")
    for shape in MARKED:
        write_sample(shape, 3000 if shape == "subawards" else 400, folder / f"{shape}.csv")
    return folder


def test_the_files_do_hold_what_is_looked_for(shapes: Path) -> None:
    text = "".join((shapes / f"{shape}.csv").read_text(encoding="utf-8") for shape in MARKED).upper()
    missing = {
        secret for secret in (*PERSONS, *EMAILS, *PHONES, *IDENTIFIERS, *PAY, *STREETS) if secret.upper() not in text
    }
    assert missing == set()
    assert any(number in text for number in NUMBERS)


def test_a_case_of_every_shape_holds_no_person(shapes: Path, tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    books = add(case, *(shapes / f"{shape}.csv" for shape in MARKED)).new
    assert secrets_in(case.folder) == set()
    assert NEUTRAL_NAME in texts_of(case.folder)
    assert all(each.individuals and each.masked and each.rejected == 0 for each in books)


def about_a_person(row: list[str]) -> bool:
    text = ",".join(row).upper()
    return any(secret.upper() in text for secret in (*PERSONS, *EMAILS, *(name for name, _ in OFFICERS)))


def as_csv(row: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(row)
    return buffer.getvalue()


def with_open_quote(row: list[str], at: int) -> str:
    return as_csv(row[:at]).rstrip() + ',"' + as_csv(row[at:])


def without_amount(row: list[str], header: list[str]) -> str:
    money = {"federal_action_obligation", "total_obligated_amount", "subaward_amount"}
    return as_csv(["n/a" if name in money else cell for name, cell in zip(header, row, strict=True)])


Damage = Callable[[list[str], list[str]], str]
DAMAGES: dict[str, Damage] = {
    "no amount": without_amount,
    "a cell lost": lambda row, _: as_csv(row[:2] + row[3:]),
    "many cells lost": lambda row, _: as_csv(row[:2] + row[30:]),
    "one lost, one more": lambda row, _: as_csv([*row[:2], *row[3:], "x"]).replace("\r\n", ",x,x\r\n"),
    "cells too many": lambda row, _: as_csv([*row[:3], "", "", *row[3:], "x"]),
    "cut off": lambda row, _: as_csv(row[: len(row) // 2]),
    "open quotes": lambda row, _: "".join(with_open_quote(row, at) for at in range(3, len(row) - 1, 2)),
    "stray quotes": lambda row, _: "".join(
        as_csv(row[:at]).rstrip() + ',"a"b,' + as_csv(row[at:]) for at in (3, 40, 90)
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("shape", MARKED)
def test_rows_about_persons_that_are_rejected_show_none(shapes: Path, tmp_path: Path, shape: str, damage: str) -> None:
    with (shapes / f"{shape}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    persons = [row for row in rows if about_a_person(row)][:12]
    others = [row for row in rows if not about_a_person(row)][:5]
    spoilt = "".join(DAMAGES[damage](row, header) for row in persons)
    case, books = added(tmp_path, as_csv(header) + "".join(map(as_csv, others)) + spoilt)
    assert books.rejected >= len(persons)
    assert secrets_in(case.folder) == set()


def test_the_ten_columns_alone_hide_what_they_can(tmp_path: Path, everything: list[Path]) -> None:
    case = Case(tmp_path / "case")
    add(case, *(path for path in everything if "_api_" in path.name))
    assert secrets_in(case.folder) == set(PERSONS)  # no column of theirs marks a person, and the names are coined
    assert EMAIL_MASK.upper() in texts_of(case.folder)


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The demonstration set, and a 10-column file whose rows about persons are all rejected."""
    folder = tmp_path_factory.mktemp("everything")
    write_all(folder, rows=800)
    plain = folder / "invented_api_fy2031.csv.gz"
    header, *rows = csv.reader(io.StringIO(gzip.decompress(plain.read_bytes()).decode(), newline=""))
    spoilt = folder / "spoilt_api_fy2031.csv"
    persons = [[*row[:3], "n/a", *row[4:]] for row in rows if row[2] in PERSONS]
    assert len(persons) >= len(PERSONS)
    spoilt.write_text("".join(map(as_csv, [header, rows[0], *persons])), encoding="utf-8", newline="")
    return [path for path in sorted(folder.iterdir()) if path.suffix in (".gz", ".csv") and "county" not in path.name]


@pytest.mark.parametrize(("at_once", "order"), [(True, 1), (False, 1), (False, -1)])
def test_who_is_marked_in_one_file_is_neutral_in_all(
    tmp_path: Path, everything: list[Path], at_once: bool, order: int
) -> None:
    case, files = Case(tmp_path / "case"), everything[::order]
    before = {}
    for group in [files] if at_once else [[path] for path in files]:
        for books in add(case, *group).new:
            before[books.file_id] = books
    assert secrets_in(case.folder) == set()
    for books in case.reconciliations():
        told = before[books.file_id]
        assert (books.rows_read, books.kept, books.net_kept) == (told.rows_read, told.kept, told.net_kept)
        assert books.individuals >= told.individuals
        assert books.balances()
    persons = {books.name: books.individuals for books in case.reconciliations() if "_api_fy2031" in books.name}
    assert persons == {"invented_api_fy2031.csv.gz": 4, "spoilt_api_fy2031.csv": 0}
    assert set(bytes_of(case.folder)) >= {"case.json"}
    assert not list(case.folder.glob(".incoming-*"))


def marked_transactions(*rows: dict[str, str]) -> str:
    """Transactions under the wide shape's key columns and its mark."""
    key = [SOURCE.columns[ours][0] for ours in SOURCE.key]
    names = [*key, "transaction_description", "sole_proprietorship"]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, names)
    writer.writeheader()
    for serial, row in enumerate(rows):
        base = dict.fromkeys(names, "") | {
            "contract_transaction_unique_key": f"T{serial}",
            "federal_action_obligation": "1.00",
            "action_date": "2031-01-15",
            "awarding_sub_agency_name": "IBS",
        }
        writer.writerow(base | row)
    return buffer.getvalue()


def test_of_an_award_with_several_recipients_only_the_marked_modifications_are_neutral(tmp_path: Path) -> None:
    award = {"contract_award_unique_key": "CONT_AWD_A1_9901_-NONE-_-NONE-", "recipient_name": "ORLA VELQUIST"}
    (tmp_path / "wide.csv").write_text(
        marked_transactions(
            award | {"modification_number": "0", "sole_proprietorship": "t"},
            award | {"modification_number": "P00001", "recipient_name": "VELQUIST LLC", "sole_proprietorship": "f"},
        ),
        encoding="utf-8",
    )
    narrow = [
        line(1, recipient_name="ORLA VELQUIST", description="HAY BY ORLA VELQUIST"),
        line(1, recipient_name="VELQUIST LLC", modification="P00001"),
        line(2, recipient_name="VELQUIST LLC"),
    ]
    case, _ = added(tmp_path, table(*narrow))
    add(case, tmp_path / "wide.csv")
    assert kept(case, "recipient_name", "description", "individual")[:3] == [
        (NEUTRAL_NAME, f"HAY BY {NAME_MASK} {NAME_MASK}", True),
        ("VELQUIST LLC", "HAY FOR HORSES", False),
        ("VELQUIST LLC", "HAY FOR HORSES", False),
    ]
    assert [books.individuals for books in case.reconciliations()] == [1, 1]


CONTACTS = {
    "write to fox@example.org": f"write to {EMAIL_MASK}",
    "write to fox.den+hay@mail.example.co.uk, or": f"write to {EMAIL_MASK}, or",
    "fox @ example.org": EMAIL_MASK,
    "call (202) 555-0117 now": f"call {PHONE_MASK} now",
    "202.555.0142": PHONE_MASK,
    "202-555-0163 x5": f"{PHONE_MASK} x5",
    "+1 202 555 0163": PHONE_MASK,
    "phone: 2025550163": f"phone: {PHONE_MASK}",
    "fax 2025550163": f"fax {PHONE_MASK}",
    "+44 20 7946 0958": PHONE_MASK,
    "+49 30 123 456": PHONE_MASK,
    "both fox@example.org 202-555-0163": f"both {EMAIL_MASK} {PHONE_MASK}",
    "order 70B06C21F00000123": "order 70B06C21F00000123",
    "1000-2000-3000": "1000-2000-3000",
    "from 2031-01-15 to 2031-09-30": "from 2031-01-15 to 2031-09-30",
    "12 monitors @ 24 inch": "12 monitors @ 24 inch",
    "2025550163": "2025550163",
}


def test_what_is_masked_in_descriptions_and_in_rejects(tmp_path: Path) -> None:
    lines = [line(serial, description=text) for serial, text in enumerate(CONTACTS)]
    lines += [line(100 + serial, description=text, obligation="x") for serial, text in enumerate(CONTACTS)]
    case, books = added(tmp_path, table(*lines))
    assert dict(zip(CONTACTS, (text for (text,) in kept(case, "description")), strict=True)) == CONTACTS
    raw = [next(csv.reader([found.raw]))[8] for found in rejects(case)]
    assert dict(zip(CONTACTS, raw, strict=True)) == CONTACTS
    assert books.masked == sum(text != masked for text, masked in CONTACTS.items())


NATURAL = ("JOHN SMITH", "SMITH, JOHN", "MARY Q. JONES", "Dr. John Smith", "SMITH JOHN Q", "JOHN SMITH JR")
ORGANISATIONS = (
    *(
        "JOHN SMITH LLC",
        "SMITH & SONS",
        "JOHN DEERE COMPANY",
        "THE JOHNS HOPKINS UNIVERSITY",
        "CITY OF ST PAUL",
        "ACME",
    ),
    *("MARY WASHINGTON HOSPITAL", "JAMES RIVER SYSTEMS", "JOHN 3M", "HOXLOCK SUPPLY", "DELL MARKETING L.P."),
)


def test_names_that_are_plainly_a_persons() -> None:
    assert [name for name in NATURAL if not looks_natural(name)] == []
    assert [name for name in ORGANISATIONS if looks_natural(name)] == []


def test_a_person_counts_under_a_neutral_label_with_the_name_gone_from_the_text(tmp_path: Path) -> None:
    lines = [
        line(1, recipient_name="JOHN SMITH", description="PAY TO SMITH, JOHN FOR HAY BY SMITHY"),
        line(2, recipient_name="JOHN SMITH", obligation="x", description="PAID TO JOHN FOR HAY"),
        line(3, description="PAY JOHN SMITH"),
    ]
    case, books = added(tmp_path, table(*lines))
    assert kept(case, "recipient_name", "description", "individual", "obligation") == [
        (NEUTRAL_NAME, f"PAY TO {NAME_MASK}, {NAME_MASK} FOR HAY BY SMITHY", True, 125),
        ("HOXLOCK SUPPLY LLC", "PAY JOHN SMITH", False, 325),
    ]
    (found,) = rejects(case)
    assert next(csv.reader([found.raw]))[2] == "[withheld]"
    assert next(csv.reader([found.raw]))[8] == f"PAID TO {NAME_MASK} FOR HAY"
    assert (books.individuals, books.net_kept) == (1, 450)
