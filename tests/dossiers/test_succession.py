from pathlib import Path

import pytest

from tests.dossiers.publishing import Told, trace_of
from undersigned.case.folder import Case
from undersigned.claims.reading import Subject
from undersigned.dossiers.published import Published, with_trace
from undersigned.dossiers.succession import Succession, Successor, why
from undersigned.dossiers.words.language import words

Names = tuple[tuple[str, str], ...]


def gone(folder: Path, before: list[Told], after: list[Told], called: Names = ()) -> Succession:
    case = Case(folder)
    first = with_trace(Published(), trace_of(case, before), addresses(before))
    trace = trace_of(case, after, "2032-09-30", called)
    return Succession(with_trace(first, trace, addresses(after)), trace)


def addresses(claims: list[Told]) -> dict[Subject, str]:
    return {Subject(told.kind, told.subject): f"{told.kind}/{told.subject}.html" for told in claims}


def test_nothing_succeeds_a_claim_that_stands(tmp_path: Path) -> None:
    assert gone(tmp_path, [Told("C1")], [Told("C1", figure=2)]).all() == {}


def test_a_company_that_is_counted_under_another_name_is_found(tmp_path: Path) -> None:
    after = [Told("C2", "STILT INC", rows=("a", "b")), Told("C3", "STILT INC", rows=("a",), fiscal_year=2031)]
    found = gone(tmp_path, [Told("C1")], after, (("HERON LLC", "STILT INC"),))
    assert found.all() == {"C1": Successor("renamed", "C2", "STILT INC")}
    assert found.pages() == {"company/HERON LLC.html": "company/STILT INC.html"}


def test_the_other_party_of_a_claim_may_be_renamed_too(tmp_path: Path) -> None:
    before = [Told("C1", other="HERON LLC", kind="reseller", subject="WADER CO")]
    after = [Told("C2", other="STILT INC", kind="reseller", subject="WADER INC", rows=("b",))]
    called = (("HERON LLC", "STILT INC"), ("WADER CO", "WADER INC"))
    assert gone(tmp_path, before, after, called).all() == {"C1": Successor("renamed", "C2", "WADER INC")}


def test_the_claim_that_sums_the_same_rows_is_found_and_the_most_alike_of_them(tmp_path: Path) -> None:
    before = [Told("C1", "Heron", kind="maker", channel="direct", rows=("a", "b"), fiscal_year=2031)]
    after = [
        Told("C3", "Stilt", kind="maker", channel="direct", rows=("a", "b")),
        Told("C2", "Stilt", kind="maker", channel="direct", rows=("b", "a"), fiscal_year=2031),
        Told("C4", "Stilt", kind="category", channel="direct", rows=("a", "b"), fiscal_year=2031),
        Told("C5", "Stilt", kind="maker", channel="direct", rows=("a",), fiscal_year=2031),
    ]
    found = gone(tmp_path, before, after)
    assert found.all() == {"C1": Successor("same_rows", "C2", "Stilt")}
    assert found.pages() == {"maker/Heron.html": "maker/Stilt.html"}


def test_claims_without_rows_do_not_succeed_each_other(tmp_path: Path) -> None:
    found = gone(tmp_path, [Told("C1", rows=())], [Told("C2", "STILT INC", rows=())])
    assert found.all() == {"C1": Successor("unsupported")}
    assert found.pages() == {"company/HERON LLC.html": ""}


@pytest.mark.parametrize(("years", "claim_id"), [((2029, 2030, None), "None"), ((2028, 2030, 2032), "2032")])
def test_the_same_of_all_years_or_of_the_nearest_year_is_found(
    tmp_path: Path, years: tuple[int | None, ...], claim_id: str
) -> None:
    before = [Told("C1", fiscal_year=2031, rows=("a",))]
    after = [Told(str(year), fiscal_year=year, rows=("b", str(year))) for year in years]
    assert gone(tmp_path, before, after).all() == {"C1": Successor("other_years", claim_id, "HERON LLC")}


def test_a_page_whose_rows_went_to_several_leads_nowhere(tmp_path: Path) -> None:
    before = [Told("C1", "Heron", kind="maker"), Told("C2", "Heron", kind="maker", channel="direct", rows=("b",))]
    after = [Told("C3", "Stilt", kind="maker"), Told("C4", "Wader", kind="maker", channel="direct", rows=("b",))]
    assert gone(tmp_path, before, after).pages() == {"maker/Heron.html": ""}


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (Successor("renamed", "C2", "STILT INC"), "HERON LLC is counted under STILT INC now."),
        (Successor("same_rows", "C2"), "Another claim sums the same rows now."),
        (
            Successor("other_years", "C2"),
            "The records of this build say this of other years, and not of this one any more.",
        ),
        (
            Successor("unsupported"),
            "The records of this build no longer support this claim. It was last published with records to {day}.",
        ),
    ],
)
def test_each_has_its_sentence(tmp_path: Path, after: Successor, said: str) -> None:
    now = with_trace(Published(), trace_of(Case(tmp_path), [Told("C1")]), {})
    sentence = why(now.claims["C1"], after, "2031-09-30", words())
    assert sentence == said.format(day=words().day("2031-09-30"))
