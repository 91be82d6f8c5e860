"""A quotation is a claim without a figure; what documents attribute is told beside every figure that it changes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documented import ANSWER, MAKER, TITLE, WORDS, Documented, run
from tests.documents import papers
from undersigned.case.folder import Case
from undersigned.claims import inputs, quoted, quoting
from undersigned.claims import trace as tracing
from undersigned.claims.documented import Documented as Told
from undersigned.claims.documented import Place
from undersigned.claims.reading import Subject, Trace, reading
from undersigned.documents.quotations import FILE
from undersigned.errors import CaseError, CatalogError
from undersigned.settings import Settings
from undersigned.terms.progress import Silent


@pytest.fixture(scope="module")
def told(documented: Documented) -> Iterator[Trace]:
    """The trace of the documented sample."""
    with reading(documented.case) as found:
        yield found


@pytest.fixture
def own(documented: Documented, tmp_path: Path) -> Case:
    """A copy to change."""
    shutil.copytree(documented.case.folder, tmp_path / "case", symlinks=True)
    return Case(tmp_path / "case")


def traced_again(case: Case, as_of: str | None = None) -> Path:
    return tracing.trace(case, Settings(), Silent(), as_of)


def test_it_says_where_it_stands_who_said_it_and_the_words(told: Trace, documented: Documented) -> None:
    claim = told.claim(documented.quotation)
    assert claim.statement == f"In «{TITLE}» (2032-03-04), page 2, Chief Information Officer: “{papers.SENTENCE}”"
    assert (claim.figure, claim.unit, claim.measure, claim.awards, claim.transactions) == (
        None, "none", "quotation", 0, 0,
    )  # fmt: skip
    assert (claim.subject_kind, claim.subject, claim.other) == ("maker", MAKER, documented.hearing)
    assert quoting.WORD in claim.caveats
    assert quoting.UNARCHIVED in claim.caveats


def test_it_is_among_the_claims_of_everybody_whom_it_is_about(told: Trace, documented: Documented) -> None:
    for subject in (Subject("maker", MAKER), Subject("agency", documented.agency)):
        assert documented.quotation in {claim.claim_id for claim in told.claims(subject)}
    assert quoted.quotations(told)[documented.quotation].subjects[0] == Subject("maker", MAKER)
    assert Subject("agency", documented.agency) in quoted.quotations(told)[documented.quotation].subjects


def test_its_identifier_stays_whatever_else_is_said(own: Case, documented: Documented) -> None:
    path = own.folder / FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f', "{documented.agency}"', "").replace("isn't", "isn\\u2019t"), encoding="utf-8")
    with reading(Case(traced_again(own).parent)) as found:
        assert list(quoted.quotations(found)) == [documented.quotation]
        assert documented.agency not in {
            subject.name for subject in quoted.quotations(found)[documented.quotation].subjects
        }


def test_a_document_attributes_an_award_and_the_attribution_tells_it(told: Trace, documented: Documented) -> None:
    rows = told.rows(
        "SELECT maker, product, relation, confidence, rule, evidence, reseller FROM attributions WHERE award_key = ?",
        documented.award,
    )
    assert rows == [(MAKER, "Ledger", "product", "medium", "document", f"{WORDS} («Answer 7» (2031-02-03))", True)]
    ((sentence,),) = told.rows("SELECT sentence FROM steps WHERE award_key = ? AND rule = 'document'", documented.award)
    assert sentence == f"«Answer 7» (2031-02-03) says whose product it is, {MAKER}'s: “{WORDS}”"


def test_every_claim_that_it_changes_says_so_and_no_other(told: Trace, documented: Documented, trace: Trace) -> None:
    before = {claim.claim_id: (claim.figure, claim.awards) for claim in trace.every_claim()}
    warned, changed = set(), set()
    for claim in told.every_claim():
        if any(
            "attributed by a document" in caveat and "«Answer 7» (2031-02-03)" in caveat for caveat in claim.caveats
        ):
            warned.add(claim.claim_id)
        if before.get(claim.claim_id) != (claim.figure, claim.awards) and claim.claim_id != documented.quotation:
            changed.add(claim.claim_id)
    assert warned
    ranked = {row for (row,) in told.rows("SELECT claim_id FROM claims WHERE measure LIKE '%largest award'")}
    assert changed - ranked <= warned
    citing = {
        row
        for (row,) in told.rows(
            """SELECT claim_id FROM citations JOIN transactions USING (transaction_key) JOIN claims USING (claim_id)
               WHERE award_key = ? AND subject_kind NOT IN ('company', 'family')""",
            documented.award,
        )
    }
    assert warned <= citing


def test_a_companys_own_total_has_no_such_caveat(told: Trace, documented: Documented) -> None:
    ((company,),) = told.rows("SELECT company_name FROM awards WHERE award_key = ?", documented.award)
    for claim in told.claims(Subject("company", company)):
        assert not any("attributed by" in caveat for caveat in claim.caveats)


def test_a_persons_judgement_still_wins(own: Case, documented: Documented) -> None:
    (own.folder / "judgements.toml").write_text(
        f'[[maker]]\naward = "{documented.award}"\nmaker = ""\n'
        'who = "A. R."\nwhen = 2032-05-01\nwhy = "Resold unopened."\n',
        encoding="utf-8",
    )
    with reading(Case(traced_again(own).parent)) as found:
        assert found.rows("SELECT * FROM attributions WHERE award_key = ?", documented.award) == []
        assert not any("attributed by" in caveat for claim in found.every_claim() for caveat in claim.caveats)


def test_what_is_dated_after_the_day_does_not_count(own: Case, documented: Documented) -> None:
    with reading(Case(traced_again(own, "2031-12-31").parent)) as found:
        assert list(quoted.documents(found)) == [documented.answer]
        assert quoted.quotations(found) == {}


def test_a_document_that_is_not_there_yet_makes_pages_stale(own: Case, tmp_path: Path) -> None:
    inputs.check(own)
    run("attach", papers.text(tmp_path / "more.txt", ANSWER + " More."), "--source", "https://foia.example/8",
        "--date", "2031-02-04", "--case", own.folder)  # fmt: skip
    with pytest.raises(CaseError, match=r"document\.json changed since the case was traced"):
        inputs.check(own)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Chief Information Officer", "Mary Johnson", "looks like a person's name"),
        ("Chief Information Officer", "officer@agency.example", "e-mail address or a telephone number"),
        ("isn't something", "is something", "The closest passage is on page 2"),
        ("page = 2", "page = 1", "It stands on page 2"),
    ],
)
def test_a_trace_stops_at_a_quotation_that_cannot_be(own: Case, old: str, new: str, said: str) -> None:
    path = own.folder / FILE
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogError, match=said):
        traced_again(own)


def test_names_and_awards_that_no_records_have_are_told(own: Case, documented: Documented) -> None:
    path = own.folder / FILE
    text = path.read_text(encoding="utf-8").replace(documented.award, "CONT_AWD_NONE")
    path.write_text(text.replace(f'"{documented.agency}"', '"Kestrelclout"'), encoding="utf-8")
    said = (traced_again(own) / "unmatched.json").read_text(encoding="utf-8")
    assert "names the award 'CONT_AWD_NONE': these records have no such award." in said
    assert (
        "a quotation is about 'Kestrelclout': these records have nothing of that name; there is 'Kestrelcloud'." in said
    )


def test_a_telephone_number_in_a_quotation_is_refused() -> None:
    with pytest.raises(CatalogError, match="telephone number"):
        quoting.check_contacts("The quotation", "Call (202) 555-0143 for it.")
    quoting.check_contacts("The quotation", "We paid $4,500,000 in 2031.")


def test_many_documents_are_counted_in_one_sentence() -> None:
    places = {f"A{number}": (Place(f"Paper {number}", "2031-01-01", number),) for number in range(7)}
    (said,) = Told(places).beside(["A0", "A1", "A6", "B"])
    assert said == (
        "3 of these awards are attributed by documents and not by their rows: «Paper 0» (2031-01-01), page 0; "
        "«Paper 1» (2031-01-01), page 1; «Paper 6» (2031-01-01), page 6."
    )
    (said,) = Told(places).beside(places)
    assert said.endswith("page 4 and 2 more passages.")
    assert Told(places).beside(["B"]) == []
