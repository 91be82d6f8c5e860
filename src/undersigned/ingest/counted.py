"""Shapes never add: from all kept rows to the rows that count.

One award and modification counts once: transactions (rank 1) over API rows and tables (rank 2) over summaries
(rank 3); within one rank the file added last, because a later download corrects an earlier one. A summary counts,
without a fiscal year, only where the case has no other row of its award. Subawards are never added.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from undersigned.case.folder import Case
from undersigned.engine.duck import literal
from undersigned.errors import CaseError
from undersigned.ingest.heading import known_sources
from undersigned.terms.column import SUBAWARD, TRANSACTION, Column

_SHAPES_OF_SUBAWARDS = {source.name for source in known_sources() if source.rows == "subawards"}
_SHAPES_OF_SUMMARIES = {source.name for source in known_sources() if source.rows == "summaries"}
_RANKS = {source.name: source.rank for source in known_sources()}
TABLE_RANK = 2


@dataclass(frozen=True, slots=True)
class Superseded:
    """Rows of one file that do not count because another file tells of the same awards and modifications.

    `different` of them have another amount than the row that counts.
    """

    file: str
    winner: str
    rows: int
    different: int


def prepare(case: Case, connection: duckdb.DuckDBPyConnection, until: str | None = None) -> None:
    """Make the views `every_row` (all kept rows), `counting` (those that count), `subaward_rows`.

    With `until` (ISO day) rows after that day are as if they were not there; `later_rows` has them.
    """
    books = case.reconciliations()
    if not books:
        raise CaseError(f"The case in {case.folder} has no files yet. Run: undersigned add --case {case.folder} FILE")
    selects = {"rows": [_nothing(TRANSACTION)], "subawards": [_nothing(SUBAWARD)]}
    for number, book in enumerate(books):
        kind, columns = ("subawards", SUBAWARD) if book.shape in _SHAPES_OF_SUBAWARDS else ("rows", TRANSACTION)
        path = case.file_folder(book.file_id) / "rows.parquet"
        rank = _RANKS.get(book.shape, TABLE_RANK)
        constants = (
            f"{literal(book.shape)} AS shape, {rank} AS rank, {number} AS file_number, "
            f"{literal(book.file_id)} AS file_id"
        )
        selects[kind].append(
            f"SELECT {_columns(path, columns, connection)}, {constants} FROM read_parquet({literal(str(path))})"
        )
    connection.execute(f"CREATE OR REPLACE TEMP VIEW subaward_rows AS {' UNION ALL '.join(selects['subawards'])}")
    summaries = ", ".join(literal(shape) for shape in sorted(_SHAPES_OF_SUMMARIES))
    connection.execute(
        f"""CREATE OR REPLACE TEMP VIEW rows_of_any_day AS
            SELECT * REPLACE (
                CASE WHEN shape IN ({summaries}) THEN total_obligation ELSE obligation END AS obligation,
                CASE WHEN shape IN ({summaries}) THEN 'summary' ELSE modification END AS modification,
                coalesce(transaction_key,
                         award_key || '#' || CASE WHEN shape IN ({summaries}) THEN 'summary' ELSE modification END)
                    AS transaction_key),
                shape IN ({summaries}) AS is_summary
            FROM ({" UNION ALL ".join(selects["rows"])})"""
    )
    later = "false" if until is None else f"action_date > CAST({literal(until)} AS DATE)"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW later_rows AS FROM rows_of_any_day WHERE {later}")
    connection.execute(f"CREATE OR REPLACE TEMP VIEW every_row AS FROM rows_of_any_day WHERE ({later}) IS NOT TRUE")
    _choose(len(books) > 1, connection)


def _choose(several: bool, connection: duckdb.DuckDBPyConnection) -> None:
    """Make `counting` and, where there are several files, the table `winners`.

    Between ranks an award and modification counts once. Within a rank the publisher's own key tells two transactions
    of one modification apart.
    """
    if not several:
        connection.execute("CREATE OR REPLACE TEMP TABLE winners (transaction_key VARCHAR, file_number INTEGER)")
        connection.execute("CREATE OR REPLACE TEMP VIEW counting AS FROM every_row")
        return
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE winners AS
           WITH best AS (SELECT award_key, modification, min(rank) AS rank FROM every_row WHERE NOT is_summary
                         GROUP BY ALL)
           SELECT transaction_key, max(file_number) AS file_number
           FROM every_row JOIN best USING (award_key, modification, rank) GROUP BY transaction_key
           UNION ALL
           SELECT transaction_key, max(file_number) FROM every_row
           WHERE is_summary AND award_key NOT IN (SELECT award_key FROM best) GROUP BY transaction_key"""
    )
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW counting AS FROM every_row JOIN winners USING (transaction_key, file_number)"
    )


def superseded(case: Case, connection: duckdb.DuckDBPyConnection) -> list[Superseded]:
    """Which file won over which, by rows; call `prepare` first."""
    names = [book.name for book in case.reconciliations()]
    rows = connection.execute(
        """WITH lost AS (SELECT * FROM every_row ANTI JOIN winners USING (transaction_key, file_number)),
                amounts AS (SELECT award_key, modification, any_value(file_number) AS file_number,
                                   sum(obligation) AS obligation
                            FROM counting GROUP BY award_key, modification),
                awards AS (SELECT award_key, min(file_number) AS file_number FROM counting GROUP BY award_key)
           SELECT lost.file_number, coalesce(amounts.file_number, awards.file_number), count(*),
                  count(*) FILTER (amounts.obligation IS NOT NULL AND amounts.obligation != lost.obligation)
           FROM lost LEFT JOIN amounts USING (award_key, modification) LEFT JOIN awards USING (award_key)
           WHERE EXISTS (FROM winners) GROUP BY ALL ORDER BY ALL"""
    ).fetchall()
    return [Superseded(names[loser], names[winner], count, different) for loser, winner, count, different in rows]


def _columns(path: Path, columns: tuple[Column, ...], connection: duckdb.DuckDBPyConnection) -> str:
    """SQL: our columns from a file, NULL for those that it does not have."""
    try:
        described = connection.execute(f"DESCRIBE FROM read_parquet({literal(str(path))})").fetchall()
    except duckdb.Error as error:
        raise CaseError(f"{path} is missing or damaged. Add the file to a new case.") from error
    present = {row[0] for row in described}
    chosen = [column.name if column.name in present else f"{_null(column)} AS {column.name}" for column in columns]
    return f"row, individual, {', '.join(chosen)}"


def _nothing(columns: tuple[Column, ...]) -> str:
    nulls = ", ".join(f"{_null(column)} AS {column.name}" for column in columns)
    return (
        f"SELECT NULL::BIGINT AS row, false AS individual, {nulls}, "
        "'' AS shape, 0 AS rank, 0 AS file_number, '' AS file_id WHERE false"
    )


def _null(column: Column) -> str:
    return {"text": "NULL::VARCHAR", "cents": "NULL::BIGINT", "date": "NULL::DATE", "year": "NULL::INTEGER"}[
        column.kind
    ]


def count_later(connection: duckdb.DuckDBPyConnection, until: str | None) -> int:
    """How many rows lie after the day that `prepare` was given.

    Raises:
        CaseError: all of them do.
    """
    later, left = connection.execute(
        "SELECT (SELECT count(*) FROM later_rows), (SELECT count(*) FROM every_row)"
    ).fetchall()[0]
    if later and not left:
        raise CaseError(f"No row of this case is of {until} or before. Give a later day with --as-of, or none.")
    return int(later)


def last_day(connection: duckdb.DuckDBPyConnection) -> str:
    """The records' last day (ISO), among the rows that count."""
    return str(
        connection.execute("SELECT coalesce(max(action_date), DATE '1970-01-01') FROM counting").fetchall()[0][0]
    )


def make_transactions(connection: duckdb.DuckDBPyConnection) -> None:
    """The table `transactions`: the rows that count, with one name an agency and with company and family.

    An agency that files write in several ways has one code; its shortest name is taken. A code that one file uses for
    several agencies, as keys of the Department of Defense do, unites nothing. Needs the table `companies`.
    """
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE agencies AS
           WITH names AS (SELECT DISTINCT agency, agency_code, file_id FROM every_row WHERE agency IS NOT NULL),
                ambiguous AS (SELECT DISTINCT agency_code FROM names WHERE agency_code IS NOT NULL
                              GROUP BY agency_code, file_id HAVING count(DISTINCT upper(agency)) > 1),
                coded AS (SELECT DISTINCT agency, coalesce(agency_code, agency) AS code,
                                 CASE WHEN agency_code IN (FROM ambiguous) THEN agency
                                      ELSE coalesce(agency_code, agency) END AS same FROM names)
           SELECT agency AS published, code,
                  first_value(agency) OVER (PARTITION BY same ORDER BY length(agency), agency) AS agency FROM coded"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE transactions AS
           SELECT counting.* EXCLUDE (agency, rank, file_number), coalesce(agencies.agency, counting.agency) AS agency,
                  companies.company_id, companies.company_name, companies.family_id, companies.family_name
           FROM counting
           LEFT JOIN agencies ON agencies.published = counting.agency
                AND agencies.code = coalesce(counting.agency_code, counting.agency)
           LEFT JOIN companies USING (recipient_name)"""
    )


def make_awards(connection: duckdb.DuckDBPyConnection) -> None:
    """The table `awards`: one row an award; dates and values as the latest row tells them that tells them at all.

    Rows that do not count in sums tell too.
    """
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE awards AS
           WITH told AS (SELECT award_key, arg_max(start_date, told_on) AS start_date,
                                arg_max(end_date, told_on) AS end_date,
                                arg_max(potential_end_date, told_on) AS potential_end_date,
                                arg_max(current_value, told_on) AS current_value, arg_max(ceiling, told_on) AS ceiling,
                                arg_max(base_description, told_on) AS base_description
                         FROM (SELECT *, (action_date, transaction_key) AS told_on FROM every_row) GROUP BY award_key),
                summed AS (SELECT award_key, CAST(sum(obligation) AS BIGINT) AS obligation, count(*) AS transactions,
                                  min(action_date) AS first_day, max(action_date) AS last_day,
                                  min(fiscal_year) AS first_year, max(fiscal_year) AS last_year,
                                  arg_max(agency, (action_date, transaction_key)) AS agency,
                                  arg_max(award_id, (action_date, transaction_key)) AS award_id,
                                  arg_max(recipient_name, (action_date, transaction_key)) AS recipient_name,
                                  arg_max(company_id, (action_date, transaction_key)) AS company_id,
                                  arg_max(company_name, (action_date, transaction_key)) AS company_name,
                                  arg_max(family_name, (action_date, transaction_key)) AS family_name,
                                  arg_min(description, (action_date, transaction_key)) AS first_description,
                                  arg_max(product_service, (action_date, transaction_key)) AS product_service,
                                  bool_and(is_summary) AS only_summary
                           FROM transactions GROUP BY award_key)
           SELECT summed.*, told.* EXCLUDE (award_key),
                  coalesce(told.base_description, first_description) AS opening_words,
                  CASE WHEN award_key LIKE 'CONT\\_%' ESCAPE '\\'
                       THEN 'https://www.usaspending.gov/award/' || award_key || '/' END AS link
           FROM summed LEFT JOIN told USING (award_key)"""
    )
