"""The 297-column shape: one row a transaction, with the award's own values on every row."""

from collections.abc import Iterator
from itertools import islice

from undersigned.sample.days import after
from undersigned.sample.federal import common
from undersigned.sample.headers import columns, csv_lines
from undersigned.sample.pool import awards
from undersigned.sample.records import Award, Line, dollars, fiscal_year


def shared(serial: int) -> bool:
    """Half of the awards of the 10-column year stand here too."""
    return serial % 2 == 0


def row(award: Award, line: Line) -> dict[str, str]:
    """A line of an award in this shape."""
    last = award.lines[-1]
    parent, parent_agency = award.parent
    action = ("C", "FUNDING ONLY ACTION") if "FUNDING" in line.text else ("", "")
    return common(award, line.recipient or award.recipient) | {
        "contract_transaction_unique_key": (
            f"{award.agency.code}_{parent_agency}_{award.piid}_{line.number}_{parent}_0"
        ),
        "modification_number": line.number,
        "transaction_number": "0",
        "federal_action_obligation": dollars(line.cents),
        "total_dollars_obligated": dollars(award.obligated),
        "base_and_exercised_options_value": dollars(line.cents),
        "base_and_all_options_value": dollars(award.ceiling if line is award.lines[0] else line.cents),
        "action_date": line.day,
        "action_date_fiscal_year": str(fiscal_year(line.day)),
        "period_of_performance_start_date": award.lines[0].day,
        "period_of_performance_current_end_date": after(last.day, 365),
        "period_of_performance_potential_end_date": f"{after(last.day, 1096)} 00:00:00",
        "transaction_description": line.text,
        "action_type_code": action[0],
        "action_type": action[1],
        "initial_report_date": f"{line.day} 14:05:33",
        "last_modified_date": f"{after(line.day, 9)} 09:41:07",
    }


def transaction_lines(rows: int, seed: int) -> Iterator[str]:
    """The file, line by line, with its header."""
    every = (row(award, line) for award in awards(rows, seed, shared) for line in award.lines)
    return csv_lines(columns("transactions"), islice(every, rows))
