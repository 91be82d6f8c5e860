"""An invented county's contracts, so few that every figure can be told in a test, and so many that tables are paged."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.publishing import undersigned
from undersigned.case.folder import Case
from undersigned.claims import trace as tracing
from undersigned.claims.reading import Trace
from undersigned.ingest import adding
from undersigned.settings import Settings
from undersigned.terms.claim import Claim
from undersigned.terms.progress import Silent

MAPPING = """name = "nowhere"
[columns]
who_buys = "Who"
who_is_paid = "Payee"
what = "What"
how_much = "Amount"
when = "Day"
document = "No."
change = "Change"
"""
MAKERS = {
    "heronsoft": """name = "Heronsoft"
category = "cloud_hosting"
legal_names = ["HERONSOFT INC"]
[[term]]
words = ["HERONSOFT NEST"]
product = "Nest"
[[term]]
words = ["HERONSOFT WING"]
product = "Wing"
""",
    "wader": """name = "Wader"
category = "cloud_hosting"
legal_names = ["WADER INC", "WADER FEDERAL LLC"]
[[term]]
words = ["WADER TABLES"]
product = "Tables"
""",
    "avocet": """name = "Avocet"
category = "analytics_case_management"
[[term]]
words = ["AVOCET MAPS"]
product = "Maps"
[[term]]
words = ["AVOCET DRONES"]
product = "Drones"
category = "drones_robotics"
[[owner]]
name = "Marsh Holdings"
source = "https://marsh.example/owners"
[sources.ownership]
says = "owned by Marsh Holdings"
document = "register of Marsh County"
url = "https://marsh.example/register"
seen = "2031-06-01"
[sources.category]
says = "maps and drones"
document = "annual report of Avocet"
""",
}
HEADING = "No.,Change,Who,Payee,What,Amount,Day\n"
FEW = [
    "1,,Nowhere County,SHOP LLC,Heronsoft Nest licenses,100.00,2030-11-02",
    "1,1,Nowhere County,SHOP LLC,<b>funding</b> only,-25.00,2031-11-02",
    "2,,Nowhere County,FARM INC,hay,7.50,2031-03-04",
    "3,,Elsewhere County,SHOP LLC,Heronsoft Wing seats,20.25,2030-03-04",
    "4,,Nowhere County,STALL INC,Heronsoft Nest and Wader Tables,3.00,2031-05-04",
    "5,,Nowhere County,HERONSOFT INC,Heronsoft Wing,1.25,2031-05-05",
    "9,,Nowhere County,WADER INC,Wader Tables,0.50,2031-06-01",
    "10,,Nowhere County,WADER FEDERAL LLC,Wader Tables,0.40,2031-06-02",
    "11,,Nowhere County,STALL INC,Avocet Maps,0.30,2031-06-03",
    "12,,Nowhere County,PEDLAR LLC,Avocet Drones,0.20,2031-06-04",
    "13,,Nowhere County,STALL INC,Avocet Drones,0.10,2031-06-05",
]
MANY = [
    *(
        f"6,{number},Nowhere County,SHOP LLC,Heronsoft Nest seat,1.00,2030-{number % 12 + 1:02}-03"
        for number in range(155)
    ),
    *(
        f"6,{number},Nowhere County,SHOP LLC,Heronsoft Nest seat,1.00,2031-{number % 12 + 1:02}-03"
        for number in range(155, 310)
    ),
]
"""So many rows of one award that its claims are paged, or lead to their years."""
NEWER = [
    "7,,Nowhere County,SHOP LLC,Heronsoft Wing,50.25,2032-05-06",
    "8,,Nowhere County,FARM INC,Heronsoft Wing,0.25,2032-05-07",
]


def add(case: Case, name: str, rows: Iterable[str]) -> None:
    """Add rows to a case; it is to be traced again."""
    source = case.folder.parent / f"{name}.csv"
    source.write_text(HEADING + "\n".join(rows) + "\n", encoding="utf-8")
    source.with_suffix(".toml").write_text(MAPPING, encoding="utf-8")
    adding.add(case, [source], Settings(), Silent())


def trace(case: Case) -> None:
    """Trace a case."""
    tracing.trace(case, Settings(), Silent())


def county(folder: Path, rows: Iterable[str] = FEW) -> Case:
    """A case of these rows, added and traced, in a new folder."""
    (folder / "case" / "catalog").mkdir(parents=True)
    for name, text in MAKERS.items():
        (folder / "case" / "catalog" / f"{name}.toml").write_text(text, encoding="utf-8")
    case = Case(folder / "case")
    add(case, "county", rows)
    trace(case)
    return case


def claim(trace: Trace, kind: str, subject: str, measure: str = "obligations", **told: Any) -> Claim:
    """The one claim that says this; what is not named is all years, nobody else, every channel."""
    wanted = {"other": "", "of_agency": "", "fiscal_year": None} | told
    where = " AND ".join(f"{name} IS NOT DISTINCT FROM ?" for name in wanted)
    found = trace.rows(
        f"SELECT claim_id FROM claims WHERE subject_kind = ? AND subject = ? AND measure = ? AND {where}",
        *(kind, subject, measure, *wanted.values()),
    )
    ((claim_id,),) = found
    return trace.claim(claim_id)


def publish(case: Case, site: Path, *options: str) -> str:
    """Publish with the real command; what it said."""
    return undersigned("publish", "--case", case.folder, "-o", site, *options)
