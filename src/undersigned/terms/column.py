"""The columns of a transaction row, a subaward row, in the words of the field."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "cents", "date", "year"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, and what it means.

    `cumulative` columns repeat a running total on every row of an award: summing them is an error.
    """

    name: str
    kind: Kind
    meaning: str
    cumulative: bool = False


TRANSACTION = (
    Column("transaction_key", "text", "One row of an award: the publisher's key, or award key and modification"),
    Column("award_key", "text", "One contract: the publisher's unique award key"),
    Column("award_id", "text", "The contract number as the agency writes it"),
    Column("modification", "text", "Which change of the award this row is; 0 is the award itself"),
    Column("agency_code", "text", "Who buys: code"),
    Column("agency", "text", "Who buys"),
    Column("office", "text", "The buying office"),
    Column("recipient_name", "text", "Who is paid; a neutral label where the records mark a natural person"),
    Column("recipient_raw_name", "text", "The recipient's name as first reported"),
    Column("recipient_dba", "text", "The name under which the recipient does business"),
    Column("recipient_uei", "text", "The recipient's Unique Entity Identifier"),
    Column("recipient_duns", "text", "The recipient's former DUNS number"),
    Column("parent_name", "text", "The recipient's parent as reported"),
    Column("parent_uei", "text", "The parent's Unique Entity Identifier"),
    Column("parent_duns", "text", "The parent's former DUNS number"),
    Column("recipient_city", "text", "The recipient's city"),
    Column("recipient_state", "text", "The recipient's state"),
    Column("recipient_country", "text", "The recipient's country"),
    Column("obligation", "cents", "Money committed by this row; negative when taken back"),
    Column("total_obligation", "cents", "Net obligation of the whole award to date", cumulative=True),
    Column("current_value", "cents", "Value of the award with the options used so far", cumulative=True),
    Column("ceiling", "cents", "Potential value of the award with every option", cumulative=True),
    Column("action_date", "date", "The day on which the row took effect"),
    Column("fiscal_year", "year", "The fiscal year of the action date"),
    Column("start_date", "date", "First day of the period of performance"),
    Column("end_date", "date", "Last day of the current period of performance"),
    Column("potential_end_date", "date", "Last day if every option is used"),
    Column("product_code", "text", "Product or service code"),
    Column("product_service", "text", "Product or service, the code's words"),
    Column("industry_code", "text", "Industry (NAICS) code"),
    Column("industry", "text", "Industry, the code's words"),
    Column("description", "text", "What the row says was bought"),
    Column("base_description", "text", "What the award's first row says was bought"),
    Column("last_modified", "date", "When the publisher last changed the record"),
)

SUBAWARD = (
    Column("award_key", "text", "The prime award's unique key"),
    Column("subaward_number", "text", "The prime recipient's number for the subaward"),
    Column("report_id", "text", "The publisher's key of the report"),
    Column("agency_code", "text", "Who buys: code"),
    Column("agency", "text", "Who buys"),
    Column("prime_name", "text", "Who is paid by the agency"),
    Column("prime_uei", "text", "The prime recipient's Unique Entity Identifier"),
    Column("prime_parent_name", "text", "The prime recipient's parent as reported"),
    Column("prime_parent_uei", "text", "The prime recipient's parent's Unique Entity Identifier"),
    Column("recipient_name", "text", "Who is paid by the prime recipient"),
    Column("recipient_dba", "text", "The name under which the subaward's recipient does business"),
    Column("recipient_uei", "text", "The subaward recipient's Unique Entity Identifier"),
    Column("recipient_duns", "text", "The subaward recipient's former DUNS number"),
    Column("parent_name", "text", "The subaward recipient's parent as reported"),
    Column("parent_uei", "text", "The parent's Unique Entity Identifier"),
    Column("parent_duns", "text", "The parent's former DUNS number"),
    Column("recipient_city", "text", "The subaward recipient's city"),
    Column("recipient_state", "text", "The subaward recipient's state"),
    Column("subaward_amount", "cents", "Amount of the subaward as reported"),
    Column("action_date", "date", "The day of the subaward"),
    Column("fiscal_year", "year", "The fiscal year of that day"),
    Column("description", "text", "What the subaward says was bought"),
    Column("base_description", "text", "What the prime award's first row says was bought"),
    Column("last_modified", "date", "When the publisher last changed the record"),
)
