"""What an author finds in the sample's trace: a claim with a figure, an award, a company."""

from dataclasses import dataclass

import duckdb
import pytest

from undersigned.case.folder import Case
from undersigned.claims.reading import Trace
from undersigned.dossiers.authored.known import Known
from undersigned.terms.claim import Claim


@dataclass(frozen=True)
class There:
    claim: Claim
    other: Claim
    share: Claim
    award_key: str
    award_id: str
    obligation: int
    company: str
    maker: str


def first(trace: Trace, where: str) -> Claim:
    rows = trace.rows(f"SELECT claim_id FROM claims WHERE {where} ORDER BY abs(figure) DESC, claim_id LIMIT 1")
    return trace.claim(rows[0][0])


@pytest.fixture(scope="session")
def there(trace: Trace) -> There:
    ((key, number, obligation),) = trace.rows(
        "SELECT award_key, award_id, obligation FROM awards WHERE award_id IN "
        "(SELECT award_id FROM awards GROUP BY award_id HAVING count(*) = 1) ORDER BY obligation DESC LIMIT 1"
    )
    ((company,),) = trace.rows(
        "SELECT subject FROM claims WHERE subject_kind = 'company' AND lower(subject) NOT IN "
        "(SELECT lower(subject) FROM claims WHERE subject_kind != 'company') ORDER BY 1 LIMIT 1"
    )
    claim = first(trace, "subject_kind = 'maker' AND unit = 'cents'")
    return There(
        claim=claim,
        other=first(trace, f"unit = 'cents' AND claim_id != '{claim.claim_id}'"),
        share=first(trace, "unit = 'percent'"),
        award_key=key,
        award_id=number,
        obligation=obligation,
        company=company,
        maker=claim.subject,
    )


@pytest.fixture(scope="session")
def known(trace: Trace) -> Known:
    return Known(trace, {"C00000000dead": "WADER LLC was obligated $1 net."})


@pytest.fixture
def mute(traced: Case, there: There) -> Trace:
    """The same claim where the records could not tell its figure."""
    connection = duckdb.connect()
    claims = str(traced.trace_folder() / "claims.parquet")
    connection.execute(
        "CREATE TABLE claims AS FROM read_parquet($1) WHERE claim_id = $2", [claims, there.claim.claim_id]
    )
    connection.execute(
        "UPDATE claims SET figure = NULL, unit = 'none', statement = 'Which <b> is not in these records.'"
    )
    return Trace(connection, traced)
