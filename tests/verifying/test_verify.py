from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from undersigned.case.folder import Case
from undersigned.terms.progress import Silent
from undersigned.verifying.finding import Finding
from undersigned.verifying.verify import verify

Findings = Callable[[], list[Finding]]
Rewrite = Callable[[str, Callable[[pa.Table], pa.Table]], None]


def replaced(table: pa.Table, name: str, values: list[object]) -> pa.Table:
    """The table with other values in one column."""
    at = table.schema.get_field_index(name)
    return table.set_column(at, table.schema.field(at), pa.array(values, table.schema.field(at).type))


def test_the_sample_holds_and_all_of_it_was_looked_at(traced: Case) -> None:
    found = verify(traced, Silent())
    folder = traced.trace_folder()
    assert found.findings == []
    assert found.claims == pq.read_metadata(folder / "claims.parquet").num_rows
    assert found.citations == pq.read_metadata(folder / "citations.parquet").num_rows
    assert found.rows == pq.read_metadata(folder / "transactions.parquet").num_rows


def test_a_wrong_figure_of_any_kind_of_claim_is_found(spoilt: Case, findings: Findings, rewrite: Rewrite) -> None:
    claims = pq.read_table(spoilt.trace_folder() / "claims.parquet").to_pylist()
    one_of_each = {
        (claim["subject_kind"], claim["measure"], claim["channel"]): claim["claim_id"]
        for claim in claims
        if claim["figure"] is not None
    }
    assert len(one_of_each) > 25
    wrong = set(one_of_each.values())

    def spoil(table: pa.Table) -> pa.Table:
        figures = [
            claim["figure"] + (1 if claim["claim_id"] in wrong else 0) if claim["figure"] is not None else None
            for claim in claims
        ]
        return replaced(table, "figure", figures)

    rewrite("claims.parquet", spoil)
    assert {finding.where.split()[1] for finding in findings()} == wrong


@pytest.mark.parametrize("column", ["awards", "transactions"])
def test_a_wrong_count_is_found(column: str, findings: Findings, rewrite: Rewrite) -> None:
    rewrite("claims.parquet", lambda table: replaced(table, column, [n + 1 for n in table.column(column).to_pylist()]))
    assert all("counts" in finding.what for finding in findings())
    assert findings()


def test_a_sentence_that_says_another_figure_is_found(findings: Findings, rewrite: Rewrite) -> None:
    def spoil(table: pa.Table) -> pa.Table:
        said = [text.replace("million", "billion") for text in table.column("statement").to_pylist()]
        return replaced(table, "statement", said)

    rewrite("claims.parquet", spoil)
    assert any("does not say" in finding.what for finding in findings())


def test_a_citation_too_few_or_of_another_row_is_found(findings: Findings, rewrite: Rewrite) -> None:
    rewrite("citations.parquet", lambda table: table.slice(1))
    (found,) = findings()
    assert "cites" in found.what


def test_citations_of_no_claim_are_found(findings: Findings, rewrite: Rewrite) -> None:
    def spoil(table: pa.Table) -> pa.Table:
        more = pa.table({"claim_id": ["Czzzz"], "transaction_key": table.column("transaction_key").slice(0, 1)})
        return pa.concat_tables([table, more.cast(table.schema)])

    rewrite("citations.parquet", spoil)
    assert [finding.what for finding in findings()] == ["cites rows for Czzzz, which is no such claim"]


def test_a_row_that_should_count_and_does_not_is_found(findings: Findings, rewrite: Rewrite) -> None:
    rewrite("transactions.parquet", lambda table: table.slice(1))
    assert any("does not count, and should" in finding.what for finding in findings())


def test_an_attribution_that_changed_after_the_claims_is_found(findings: Findings, rewrite: Rewrite) -> None:
    def spoil(table: pa.Table) -> pa.Table:
        return table.filter(pc.not_equal(table.column("maker"), table.column("maker")[0]))

    rewrite("attributions.parquet", spoil)
    assert findings()
