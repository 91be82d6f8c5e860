"""An award as the rules see it: who holds it and what its rows say."""

from dataclasses import dataclass

import duckdb

from undersigned.terms.text import words


@dataclass(frozen=True, slots=True)
class Line:
    """One distinct text of an award and the first row that carries it."""

    transaction_key: str
    text: str
    recipient: str
    product_service: str
    industry: str

    def context(self) -> str:
        """Everything that the row says, for near and not near."""
        return f"{self.text} | {self.product_service} | {self.industry} | {self.recipient}"

    def folded(self) -> str:
        """The text as the rules' patterns see it."""
        return words(self.text)


@dataclass(frozen=True, slots=True)
class Award:
    """One award: its distinct texts, oldest row first, and the names of who was paid."""

    key: str
    lines: tuple[Line, ...]

    @property
    def recipients(self) -> tuple[str, ...]:
        """Every recipient name, in order of the rows."""
        return tuple(dict.fromkeys(line.recipient for line in self.lines))

    def agreement(self) -> str | None:
        """The parent agreement and its agency, from a federal award key; None where there is none."""
        parts = self.key.split("_")
        if len(parts) < 6 or parts[0] != "CONT" or parts[4] == "-NONE-":
            return None
        return f"{parts[4]}_{parts[5]}"


def awards(connection: duckdb.DuckDBPyConnection) -> list[Award]:
    """Every award of the view `every_row`, rows of every shape, also those that do not count in sums."""
    rows = connection.execute(
        """WITH texts AS (SELECT award_key, transaction_key, action_date, description AS text, recipient_name,
                                 product_service, industry FROM every_row
                          UNION ALL
                          SELECT award_key, transaction_key, action_date, base_description, recipient_name,
                                 product_service, industry FROM every_row
                          WHERE base_description IS DISTINCT FROM description AND base_description IS NOT NULL)
           SELECT award_key, arg_min(transaction_key, (action_date, transaction_key)) AS first_key,
                  coalesce(text, ''), recipient_name, coalesce(product_service, ''), coalesce(industry, ''),
                  min((action_date, transaction_key)) AS age
           FROM texts GROUP BY award_key, text, recipient_name, product_service, industry
           ORDER BY award_key, age, text"""
    ).fetchall()
    lines: dict[str, list[Line]] = {}
    for key, transaction_key, text, recipient, product_service, industry, _ in rows:
        lines.setdefault(key, []).append(Line(transaction_key, text, recipient, product_service, industry))
    return [Award(key, tuple(found)) for key, found in lines.items()]
