"""Traps of text: bytes read in the wrong alphabet, a line break inside a field."""

from undersigned.sample.agencies import IBS, IHA
from undersigned.sample.companies import company
from undersigned.sample.records import Award
from undersigned.sample.subjects import FURNITURE, LABOUR
from undersigned.sample.traps.story import lines, story

# UTF-8 that was read as cp1252 and written again.
MOJIBAKE = "SEÑALES DE LA ESTACIÓN".encode().decode("cp1252")
# A right single quote as cp1252 writes it: one byte that no UTF-8 text has in this place.
CP1252_BYTE = b"\x92"
NEWLINE = "SIGNS AND STANDS\nSEE ATTACHED LIST, PAGE 2"


def text_in_the_wrong_alphabet() -> tuple[Award, ...]:
    """Accented letters that became two wrong ones each."""
    told = lines((1_122_030, "2031-03-09", f"{MOJIBAKE}: SIGNS FOR THE STATION"))
    return (story(IHA, 23, company("FENLOCK SUPPLY, INC."), FURNITURE, told),)


def line_break_inside_a_field() -> tuple[Award, ...]:
    """A description in quotes that goes over two lines."""
    told = lines((870_000, "2031-05-30", NEWLINE))
    return (story(IBS, 24, company("OSKSTOW TRADING LLC"), FURNITURE, told),)


def quotes_inside_a_field() -> tuple[Award, ...]:
    """A description with quotes of its own."""
    told = lines((1_410_000, "2031-06-17", 'MONITORS, 24" WIDE, "OR EQUAL"'))
    return (story(IBS, 25, company("PELDANE SUPPLY CO"), LABOUR, told),)
