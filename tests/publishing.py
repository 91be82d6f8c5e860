"""A site of the invented sample, published once with the real command line; tests only read it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import serving
from undersigned.case.folder import Case

FOLDERS = ("agency", "award", "category", "claim", "claims", "company", "report", "reseller")
LISTS = ("agencies", "categories", "companies", "resellers")
SINGLE = ("index", *LISTS, "contest", "corrections", "data", "method", "records", "search", "claims/index")
AMONG = {"table": "*/*.awards*.html", "letter": "companies-?.html"}
"""Kinds whose pages stand among others: a long table on its own, the companies of one letter."""
BACK = ("withdrawn", "gone")
"""Kinds of claims that stand no more."""
KINDS = (*SINGLE, *FOLDERS, *AMONG, *BACK)
LANGUAGES = ("", "es/")


MAKER = "Kestrelcloud"
GONE = "C00000000dead"
REPLY = "We sell to resellers.\n\nWhom they sell to, “we do not choose”."
AUTHORED = {
    "report.md": """# Who sells the clouds

In these invented records resellers hold {{claim:{claim}}} of awards that name Kestrelcloud's products.

## What that means

Most of it goes through one company. *Nobody* wrote this but a test. Once more: {{claim:{claim}}}.
""",
    "replies.toml": """[[reply]]
about = "{claim}"
from = "Kestrelcloud, Inc."
date = "2032-02-14"
text = \"\"\"{reply}\"\"\"
source = "https://kestrelcloud.example/answer"
""",
    "corrections.toml": """[[withdrawn]]
claim = "{taken}"
date = 2032-02-15
why = "The two years do not have the same agencies."
replaced_by = "{claim}"
""",
    "published.jsonl": """{{"format":1,"publications":["2031-09-30"]}}
{{"claim":"{gone}","kind":"maker","subject":"Kestrelcloud","measure":"obligations","channel":"direct","year":2029,\
"statement":"Kestrelcloud itself holds 1 award worth $10 net.","unit":"cents","figures":[[1,1000]]}}
""",
    "dossier.toml": """title = "Clouds of Marrowmere"
languages = ["en", "es"]
contact = "https://council.example/contest"
licence = "CC BY 4.0"

[[organisations]]
name = "An invented council"
link = "https://council.example/"
""",
}
"""What stands beside the sample: a report, a reply, a claim taken back, who they are, what was published before."""


def undersigned(*words: str | Path) -> str:
    """Run the command in a process of its own, as a person would; its answer."""
    command: list[str | Path] = [sys.executable, "-m", "undersigned", *words]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return str(ran.stdout)


def publish(case: Path, site: Path, *options: str) -> str:
    """Write the site of a case; what the command said."""
    return undersigned("publish", "--case", case, "-o", site, *options)


def through_resellers(case: Path) -> dict[str, Any]:
    """The claim about what resellers hold of the sample's maker, over all years."""
    (claim,) = _of_maker(case, measure="obligations", channel="resold", fiscal_year=None)
    return claim


def _of_maker(case: Path, **wanted: str | None) -> list[dict[str, Any]]:
    shown = json.loads(undersigned("show", MAKER, "--json", "--case", case))
    return [dict(claim) for claim in shown["maker"] if wanted.items() <= claim.items()]


def copy_case(case: Path, target: Path) -> Path:
    """A case of one's own to add files, replies and a report to; its tables are shared, for no run changes them."""
    target.mkdir(parents=True)
    for path in (*case.rglob("*"), *case.glob("catalog/*")):  # the sample's catalogue is a link
        there = target / path.relative_to(case)
        if path.is_dir():
            there.mkdir(exist_ok=True)
        elif path.suffix == ".parquet":
            there.hardlink_to(path)
        else:
            there.write_bytes(path.read_bytes())
    return target


@dataclass(frozen=True, slots=True)
class Published:
    """A site in its folder and at its address below the root of a server; `claim` is the one that has a reply.

    `taken` is the one that was withdrawn.
    """

    folder: Path
    address: str
    claim: str
    taken: str

    def page(self, kind: str, language: str = "") -> str:
        """The path of a page of a kind: of many, the one with the most on it."""
        if kind in SINGLE:
            return f"{language}{kind}.html"
        if kind in BACK:
            return f"{language}claim/{self.taken if kind == 'withdrawn' else GONE}.html"
        return max(self.every(kind, language), key=lambda path: ((self.folder / path).stat().st_size, path))

    def every(self, kind: str, language: str = "") -> list[str]:
        """The paths of every page of a kind that has many."""
        top = self.folder / language
        found = set(top.glob(AMONG.get(kind, f"{kind}/*.html"))) - {top / "claims" / "index.html"}
        if kind != "table":
            found -= set(top.glob(AMONG["table"]))
        assert found, f"the site has no page of the kind {language}{kind}"
        return sorted(path.relative_to(self.folder).as_posix() for path in found)


@pytest.fixture(scope="session")
def published(traced: Case, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """The sample's site, with a report and a reply, served below the root of a server."""
    folder = tmp_path_factory.mktemp("server")
    case = copy_case(traced.folder, folder / "case")
    claim = through_resellers(case)["claim_id"]
    taken = _of_maker(case, measure="change")[0]["claim_id"]
    for name, text in AUTHORED.items():
        (case / name).write_text(text.format(claim=claim, taken=taken, gone=GONE, reply=REPLY), encoding="utf-8")
    publish(case, folder / "site")
    with serving(folder) as address:
        yield Published(folder / "site", f"{address}site/", claim, taken)
