"""A reporter has five years of contract files, asks for a maker, and finds it behind a reseller, to the cent.

The same story twice: on the real records, where they are, and on the invented sample, always.
"""

import csv
import gzip
import json
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.journeys.conftest import Tell
from tests.journeys.exported import Rows, dollars, read


def total(claims: list[dict[str, Any]], channel: str) -> dict[str, Any]:
    """The claim about a channel over all years."""
    (claim,) = [
        claim
        for claim in claims
        if claim["measure"] == "obligations" and claim["channel"] == channel and claim["fiscal_year"] is None
    ]
    return claim


def largest_channel(claims: list[dict[str, Any]]) -> dict[str, Any]:
    """The reseller that holds most."""
    through = [claim for claim in claims if claim["measure"] == "obligations through" and claim["fiscal_year"] is None]
    return max(through, key=lambda claim: int(claim["figure"]))


def check_by_hand(tell: Tell, folder: Path, claim: dict[str, Any]) -> Rows:
    """Export what is behind a claim, and add it up with csv and Decimal alone; the cited transactions."""
    for name in ("transactions", "citations"):
        tell("export", name, "--format", "csv", "-o", folder / f"{name}.csv")
    cited = {row["transaction_key"] for row in read(folder / "citations.csv") if row["claim_id"] == claim["claim_id"]}
    rows = [row for row in read(folder / "transactions.csv") if row["transaction_key"] in cited]
    assert len(rows) == len(cited) == claim["transactions"]
    assert dollars(rows) * 100 == claim["figure"]
    return rows


def test_on_the_real_records(tell: Tell, tmp_path: Path, real_data: Path) -> None:
    files = sorted(real_data.glob("usaspending_api_cbp_ice_fy*.csv.gz"))
    tell(*files)
    shown = tell("show", "Amazon")
    assert "$8,885.17" in shown
    assert "FOUR POINTS TECHNOLOGY" in shown
    claims = json.loads(tell("show", "Amazon", "--json"))["maker"]
    direct, resold, channel = total(claims, "direct"), total(claims, "resold"), largest_channel(claims)
    assert direct["figure"] == 8_885_17
    assert channel["other"].startswith("FOUR POINTS TECHNOLOGY")
    assert channel["figure"] > 0.9 * resold["figure"] > 300_000_000_00
    rows = check_by_hand(tell, tmp_path, channel)
    assert all(row["recipient_name"].startswith("FOUR POINTS TECHNOLOGY") for row in rows)
    assert "fetch probably stopped early" in " ".join(channel["caveats"])
    award = max(rows, key=lambda row: Decimal(row["obligation"]))["award_key"]
    why = tell("why", award)
    assert re.search(r"AWS|AMAZON", why)
    assert f"https://www.usaspending.gov/award/{award}/" in why
    cited = tell("cite", channel["claim_id"], "--rows", "0")
    assert f"{dollars(rows):,.2f}" in cited
    assert_raw_files_agree(files, read(tmp_path / "transactions.csv"))


def assert_raw_files_agree(files: list[Path], transactions: Rows) -> None:
    """Every agency and year of the export against the raw files, each exact row counted once."""
    raw: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for row in {tuple(row.items()): row for row in csv.DictReader(file)}.values():
                day = row["Action Date"]
                year = int(day[:4]) + (day[5:7] >= "10")
                raw[row["Agency"], year] += Decimal(row["Federal Action Obligation"])
    exported: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for row in transactions:
        exported[row["agency"], int(row["fiscal_year"])] += Decimal(row["obligation"])
    assert {key: round(cents, 2) for key, cents in raw.items()} == exported


def test_on_the_invented_sample(tell: Tell, tmp_path: Path, invented: Path) -> None:
    (tmp_path / "catalog").symlink_to(invented / "catalog")
    answer = tell(*sorted(invented.glob("invented_api_*.csv.gz")))
    assert "Makers whose products resellers hold most of" in answer
    shown = tell("show", "Kestrelcloud")
    assert "Kestrelcloud itself holds 1 award worth $4,310 net in fiscal year 2031." in shown
    assert "One reseller holds" in shown
    claims = json.loads(tell("show", "Kestrelcloud", "--json"))["maker"]
    direct, resold, channel = total(claims, "direct"), total(claims, "resold"), largest_channel(claims)
    assert direct["figure"] == 4_310_00
    assert channel["other"] == "FOUR MEADOWS TECHNOLOGY L.L.C."
    assert channel["figure"] == resold["figure"]
    rows = check_by_hand(tell, tmp_path, channel)
    assert {row["recipient_name"] for row in rows} == {"FOUR MEADOWS TECHNOLOGY L.L.C."}
    why = tell("why", rows[0]["award_key"])
    assert re.search(r"KESTREL|TALON|ROOST", why)
    cited = tell("cite", channel["claim_id"], "--rows", "0")
    assert f"Exactly: ${dollars(rows):,.2f}" in cited
    assert "Resellers hold these awards; how much of the money reaches the maker is not in the records." in cited
