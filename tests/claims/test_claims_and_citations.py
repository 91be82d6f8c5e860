"""Every claim of the sample case against the rows that it cites."""

import pytest

from undersigned.claims.reading import Trace

BY_CLAIM = "FROM claims LEFT JOIN citations USING (claim_id) LEFT JOIN transactions USING (transaction_key)"


def test_every_sum_is_the_sum_of_its_citations(trace: Trace) -> None:
    sums = trace.rows(
        f"""SELECT claim_id, figure, sum(obligation) {BY_CLAIM}
            WHERE unit = 'cents' AND measure != 'change' GROUP BY claim_id, figure"""
    )
    assert len(sums) > 500
    assert [claim for claim, figure, cited in sums if figure != cited] == []


def test_every_claim_counts_the_rows_and_awards_that_it_cites(trace: Trace) -> None:
    wrong = trace.rows(
        f"""SELECT claim_id {BY_CLAIM} GROUP BY claim_id, claims.awards, claims.transactions
            HAVING claims.transactions != count(transaction_key) OR claims.awards != count(DISTINCT award_key)"""
    )
    assert wrong == []


def test_no_row_is_cited_twice_and_every_cited_row_counts(trace: Trace) -> None:
    assert trace.rows("SELECT count(*) - count(DISTINCT (claim_id, transaction_key)) FROM citations") == [(0,)]
    assert trace.rows("FROM citations ANTI JOIN transactions USING (transaction_key)") == []
    assert trace.rows("FROM citations ANTI JOIN claims USING (claim_id)") == []


def test_every_change_is_the_later_year_less_the_earlier(trace: Trace) -> None:
    changes = trace.rows(
        f"""SELECT figure, sum(obligation) FILTER (transactions.fiscal_year = claims.fiscal_year)
                           - sum(obligation) FILTER (transactions.fiscal_year = claims.fiscal_year - 1)
            {BY_CLAIM} WHERE measure = 'change' GROUP BY claim_id, figure"""
    )
    assert len(changes) > 5
    assert all(figure == counted for figure, counted in changes)


def test_every_share_is_its_sources_divided(trace: Trace) -> None:
    shares = trace.rows("SELECT figure, sources FROM claims WHERE unit = 'percent'")
    assert shares
    for figure, (part, whole) in shares:
        assert figure == round(1000 * (trace.claim(part).figure or 0) / (trace.claim(whole).figure or 0))


def test_the_largest_award_is_the_largest_that_names_the_maker_alone(trace: Trace) -> None:
    claims = trace.rows(
        "SELECT subject, other, figure FROM claims WHERE subject_kind = 'maker' AND measure = 'largest award'"
    )
    assert claims
    for maker, award, figure in claims:
        mine = trace.rows(
            """SELECT award_key, sum(obligation) FROM transactions JOIN attributions USING (award_key)
               WHERE maker = ? AND relation = 'product' AND NOT shared AND transactions.fiscal_year IS NOT NULL
               GROUP BY award_key ORDER BY 2 DESC, 1""",
            maker,
        )
        assert mine[0] == (award, figure)


@pytest.mark.parametrize("column", ["agency", "company_name"])
def test_the_three_largest_awards_of_an_agency_and_of_a_reseller_stand_in_order(trace: Trace, column: str) -> None:
    kind = {"agency": "agency", "company_name": "reseller"}[column]
    subjects = trace.rows(
        "SELECT DISTINCT subject FROM claims WHERE subject_kind = ? AND measure = 'obligations'", kind
    )
    assert subjects
    for (subject,) in subjects:
        mine = trace.rows(
            f"""SELECT DISTINCT award_key, obligation FROM awards WHERE {column} = ? AND NOT only_summary
                AND (? = 'agency' OR award_key IN (SELECT award_key FROM attributions
                     WHERE reseller AND relation = 'product' AND confidence != 'low'))
                ORDER BY obligation DESC, award_key LIMIT 3""",
            subject,
            kind,
        )
        claimed = trace.rows(
            """SELECT other, figure FROM claims WHERE subject_kind = ? AND subject = ? AND measure LIKE '%largest award'
               ORDER BY figure DESC, other""",
            kind,
            subject,
        )
        assert claimed == mine


def test_changes_are_said_of_every_kind_of_subject(trace: Trace) -> None:
    kinds = {kind for (kind,) in trace.rows("SELECT DISTINCT subject_kind FROM claims WHERE measure = 'change'")}
    assert kinds == {"maker", "agency", "reseller", "category"}


def test_every_source_is_a_claim(trace: Trace) -> None:
    assert trace.rows("SELECT unnest(sources) AS claim_id FROM claims EXCEPT SELECT claim_id FROM claims") == []


def test_agencies_years_add_up_to_every_row_that_counts(trace: Trace) -> None:
    counted = {
        row[:2]: row[2]
        for row in trace.rows(
            "SELECT agency, fiscal_year, sum(obligation) FROM transactions WHERE fiscal_year IS NOT NULL GROUP BY ALL"
        )
    }
    claimed = {
        row[:2]: row[2]
        for row in trace.rows(
            """SELECT subject, fiscal_year, figure FROM claims WHERE subject_kind = 'agency' AND channel = 'all'
               AND measure = 'obligations' AND fiscal_year IS NOT NULL"""
        )
    }
    assert claimed == counted


def test_a_shared_award_is_in_no_makers_total(trace: Trace) -> None:
    shared = trace.rows("SELECT DISTINCT award_key FROM attributions WHERE shared AND relation = 'product'")
    assert shared
    cited = trace.rows(
        f"""SELECT DISTINCT claim_id, channel {BY_CLAIM}
            WHERE subject_kind = 'maker' AND measure != 'running'
            AND award_key IN (SELECT award_key FROM attributions WHERE shared)"""
    )
    assert {channel for _, channel in cited} == {"shared"}


def test_summaries_stand_only_in_claims_of_their_own(trace: Trace) -> None:
    kinds = trace.rows(
        f"""SELECT DISTINCT ends_with(measure, 'in summaries'), is_summary {BY_CLAIM}
            WHERE measure != 'running' ORDER BY ALL"""
    )
    assert kinds == [(False, False), (True, True)]


@pytest.mark.parametrize("relation", ["inferred", "services_around"])
def test_only_products_are_in_a_makers_figures(trace: Trace, relation: str) -> None:
    cited = trace.rows(
        f"""SELECT claim_id {BY_CLAIM} JOIN attributions ON attributions.award_key = transactions.award_key
                   AND maker = subject WHERE subject_kind = 'maker' AND relation = ?""",
        relation,
    )
    assert cited == []
