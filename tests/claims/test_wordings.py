"""Every sentence of a trace is stored with how it is worded, so that any language can say it."""

from undersigned.case.folder import Case
from undersigned.claims.reading import Trace
from undersigned.terms.reconciliation import Suspicion, from_dict
from undersigned.terms.sentence import ENGLISH, Worded, read, say


def test_every_statement_and_caveat_is_its_wording_said_in_english(trace: Trace) -> None:
    rows = trace.rows("SELECT statement, wording, caveats, caveat_wordings FROM claims")
    assert len(rows) > 1000
    for statement, wording, caveats, wordings in rows:
        assert say(read(wording), ENGLISH) == statement
        assert [say(read(how), ENGLISH) if how else caveat for caveat, how in zip(caveats, wordings, strict=True)] == (
            caveats
        )


def test_what_has_no_wording_has_no_figure_in_it(trace: Trace) -> None:
    rows = trace.rows("SELECT DISTINCT unnest(caveats), unnest(caveat_wordings) FROM claims")
    plain = [caveat for caveat, wording in rows if not wording]
    assert len(plain) >= 4
    assert not any(any(sign.isdigit() for sign in caveat) for caveat in plain), plain


def test_a_claim_that_is_read_knows_its_wordings(trace: Trace) -> None:
    ((claim_id, wording),) = trace.rows("SELECT claim_id, wording FROM claims ORDER BY claim_id LIMIT 1")
    claim = trace.claim(claim_id)
    assert claim.wording == wording
    assert isinstance(claim.statement, Worded)
    assert claim.statement.wording == wording
    assert [caveat.wording for caveat in claim.caveats if isinstance(caveat, Worded)] == list(claim.caveat_wordings)


def test_every_suspicion_of_a_file_is_worded(traced: Case) -> None:
    suspicions = [found for book in traced.reconciliations() for found in book.suspicions]
    assert len(suspicions) > 5
    for found in suspicions:
        assert isinstance(found.sentence, Worded)
        assert found.sentence.wording == found.wording
        assert say(read(found.wording), ENGLISH) == found.sentence if found.wording else "Days" in found.sentence


def test_a_reconciliation_of_an_earlier_version_still_loads(traced: Case) -> None:
    (book, *_) = [book for book in traced.reconciliations() if book.suspicions]
    stored = book.as_dict()
    for found in stored["suspicions"]:
        del found["wording"]
    old = from_dict(stored).suspicions[0]
    new = book.suspicions[0]
    assert old == Suspicion(new.kind, new.sentence, new.rows, new.agency, new.fiscal_year)
    assert old.wording == ""
