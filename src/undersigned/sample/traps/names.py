"""Traps of recipients: mergers, raw names, parents, names under which a firm does business."""

from dataclasses import replace

from undersigned.sample.agencies import IBS, IHA
from undersigned.sample.companies import company
from undersigned.sample.records import Award
from undersigned.sample.subjects import BUILDING, GUARDS, LABOUR
from undersigned.sample.traps.story import lines, story

MERGED = ("ZABTHORPE ANALYTICS LLC", "WEXMIRE HOLDINGS, INC.")
RAW = ("YARGATE LOGISTICS, LLC", "YARGATE LOGISTICS  L L C")
TRADING_NAME = ("SIVBECK GROUP INC", "HARBOUR LANTERN")
SISTERS = ("KREVALE FACILITIES LLC", "KREVALE SECURITY, INC.", "KREVALE HOLDINGS CORPORATION")


def merger_changes_the_recipient() -> tuple[Award, ...]:
    """One award, two recipient names: the first firm went into the second."""
    first, second = company(MERGED[0]), company(MERGED[1])
    told = lines(
        (19_500_000, "2030-10-30", "DATA ENTRY SUPPORT SERVICES"),
        (2_000_000, "2031-03-03", "NOVATION: CHANGE OF CONTRACTOR NAME AFTER MERGER"),
        (4_750_010, "2031-10-04", "EXERCISE OPTION YEAR 1"),
    )
    changed = (told[0], *(replace(line, recipient=second) for line in told[1:]))
    return (story(IBS, 13, first, LABOUR, changed, parent="99S26A0000077"),)


def raw_name_differs() -> tuple[Award, ...]:
    """The name as it was typed is not the name as the registry has it."""
    told = lines((3_120_075, "2031-04-18", "MOVING AND STORAGE OF RECORDS"))
    return (story(IHA, 14, company(RAW[0], raw=RAW[1]), LABOUR, told),)


def firm_trades_under_another_name() -> tuple[Award, ...]:
    """A firm that does business under a name unlike its own."""
    told = lines((640_000, "2031-06-02", "LOCKSMITH SERVICES"))
    return (story(IHA, 15, company(TRADING_NAME[0], dba=TRADING_NAME[1]), BUILDING, told),)


def sisters_have_one_parent() -> tuple[Award, ...]:
    """Two companies, one family: only the parent's identifier says so."""
    cleaning = lines((5_105_000, "2030-12-01", "CUSTODIAL SERVICES, BASE YEAR"))
    watch = lines((11_000_000, "2030-12-02", "NIGHT WATCH, BASE YEAR"))
    return (
        story(IBS, 16, company(SISTERS[0], parent=SISTERS[2]), BUILDING, cleaning),
        story(IHA, 17, company(SISTERS[1], parent=SISTERS[2]), GUARDS, watch),
    )
