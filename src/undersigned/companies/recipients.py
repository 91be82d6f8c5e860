"""Everybody who is paid in a case: prime recipients of every shape, and the recipients of subawards."""

import duckdb

from undersigned.terms.company import Recipient


def recipients(connection: duckdb.DuckDBPyConnection) -> list[Recipient]:
    """Each distinct way of writing a recipient in the views `every_row` and `subaward_rows`, natural persons as one.

    Subawards are typed by the prime recipient, who often puts itself where the doing-business-as name goes: there it
    is not read.
    """
    rows = connection.execute(
        """SELECT recipient_name, recipient_dba, recipient_uei, recipient_duns, parent_name, parent_uei, parent_duns,
                  recipient_city, recipient_state, count(*)
           FROM (SELECT recipient_name, recipient_dba, recipient_uei, recipient_duns, parent_name, parent_uei,
                        parent_duns, recipient_city, recipient_state FROM every_row
                 UNION ALL BY NAME
                 SELECT recipient_name, recipient_uei, recipient_duns, parent_name, parent_uei, parent_duns,
                        recipient_city, recipient_state FROM subaward_rows
                 UNION ALL BY NAME
                 SELECT prime_name AS recipient_name, prime_uei AS recipient_uei, prime_parent_name AS parent_name,
                        prime_parent_uei AS parent_uei FROM subaward_rows WHERE prime_name IS NOT NULL)
           GROUP BY ALL ORDER BY ALL"""
    ).fetchall()
    return [Recipient(*row) for row in rows]
