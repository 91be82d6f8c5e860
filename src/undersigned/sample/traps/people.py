"""Traps of persons: who must be dropped, made neutral or masked. Every name is coined."""

from dataclasses import replace

from undersigned.sample.agencies import IBS, IHA
from undersigned.sample.companies import company
from undersigned.sample.records import Award, Company
from undersigned.sample.subjects import INTERPRETERS, LABOUR, VEHICLES
from undersigned.sample.traps.story import lines, story

PERSONS = ("ORLA VELQUIST", "TAMSIN B ZABORWICK", "HESTER QUIBBLETHORN")
EMAILS = ("NERYS.FENWHISTLE@EXAMPLE.ORG", "odo.blunhart@example.org")
PHONES = ("(202) 555-0117", "202.555.0142", "202-555-0163")
OFFICERS = (
    ("IGNACE  DRUMBLETON", 412_000),
    ("PERPETUA  LOBSTOWE", 355_500),
    ("CASPIAN R TWILGARTH", 298_250),
    ("ELOWEN  HOXMINSTER", 201_000),
    ("BARNABY  ULVERSIDE", 190_100),
)
STREETS = ("14 LOWER ZABWICK LANE", "3 HOXMINSTER TERRACE APT 2")


def _person(name: str, street: str) -> Company:
    return replace(company(name), person=True, street=street, phone="2025550117", fax="2025550118")


def sole_proprietors() -> tuple[Award, ...]:
    """Recipients who are natural persons; they count in sums under a neutral label."""
    speak = lines(
        (1_850_000, "2030-11-12", "INTERPRETER SERVICES, RARE LANGUAGES"),
        (925_050, "2031-05-12", "FUNDING ONLY ACTION"),
    )
    tow = lines((214_000, "2031-02-05", "TOWING SERVICES"))
    teach = lines((99_999, "2031-07-29", "GUEST INSTRUCTOR"))
    return (
        story(IBS, 18, _person(PERSONS[0], STREETS[0]), INTERPRETERS, speak),
        story(IHA, 19, _person(PERSONS[1], STREETS[1]), VEHICLES, tow),
        story(IHA, 20, _person(PERSONS[2], STREETS[0]), LABOUR, teach),
    )


def contacts_in_descriptions() -> tuple[Award, ...]:
    """E-mail addresses and telephone numbers inside the text of an award."""
    told = lines(
        (6_600_000, "2031-01-15", f"NEW AWARD. ACOR NERYS FENWHISTLE, {EMAILS[0]}, {PHONES[0]}."),
        (0, "2031-03-28", f"CHANGE OF REPRESENTATIVE TO {EMAILS[1]} {PHONES[1]}"),
        (0, "2031-04-28", f"CALL {PHONES[2]} BEFORE DELIVERY"),
    )
    return (story(IBS, 21, company("NAVHOLT SYSTEMS LLC"), LABOUR, told, parent="99S30A0000002"),)


def officers_and_their_pay() -> tuple[Award, ...]:
    """A company whose highest paid officers, and their pay, stand in the record."""
    paid = replace(company("THRAMORE SOLUTIONS CORPORATION"), officers=OFFICERS)
    told = lines((47_000_000, "2031-02-14", "PROGRAM MANAGEMENT SUPPORT"))
    return (story(IHA, 22, paid, LABOUR, told, parent="99S30A0000003"),)
