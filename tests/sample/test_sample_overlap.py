from collections import defaultdict
from decimal import Decimal

from undersigned.sample.lot import mark

Rows = list[dict[str, str]]


def test_the_same_line_says_the_same_in_both_shapes(api_2031: Rows, api_2032: Rows, transactions: Rows) -> None:
    told = {
        (row["contract_award_unique_key"], row["modification_number"]): (
            Decimal(row["federal_action_obligation"]),
            row["action_date"],
            row["recipient_name"],
            row["transaction_description"],
        )
        for row in transactions
    }
    shared = 0
    for row in api_2031 + api_2032:
        if same := told.get((row["Generated Award ID"], row["Modification"])):
            shared += 1
            amount = Decimal(row["Federal Action Obligation"])
            assert same == (amount, row["Action Date"], row["Recipient Name"], row["Transaction Description"])
    assert 1000 < shared < len(transactions)


def test_a_line_stands_once_in_transactions(transactions: Rows) -> None:
    keys = {row["contract_transaction_unique_key"] for row in transactions}
    assert len(keys) == len(transactions)


def test_summaries_hold_some_of_the_awards(api_2031: Rows, transactions: Rows, summaries: Rows) -> None:
    keys = {row["contract_award_unique_key"] for row in summaries}
    assert len(keys) == len(summaries)
    assert 100 < len(keys & {row["Generated Award ID"] for row in api_2031}) < len(keys) / 2
    assert 100 < len(keys & {row["contract_award_unique_key"] for row in transactions}) < len(keys) / 2


def test_a_summary_is_the_sum_of_its_transactions(transactions: Rows, summaries: Rows) -> None:
    net: dict[str, Decimal] = defaultdict(Decimal)
    for row in transactions:
        net[row["contract_award_unique_key"]] += Decimal(row["federal_action_obligation"])
    # The file ends when it is full: its last award may lack lines.
    net.pop(transactions[-1]["contract_award_unique_key"])
    shared = [row for row in summaries if row["contract_award_unique_key"] in net]
    assert shared
    for row in shared:
        assert Decimal(row["total_obligated_amount"]) == net[row["contract_award_unique_key"]]


def test_a_later_year_carries_awards_on(api_2031: Rows, api_2032: Rows) -> None:
    before = {row["Generated Award ID"] for row in api_2031}
    carried = [row for row in api_2032 if row["Generated Award ID"] in before]
    assert carried
    assert all(row["Modification"] != "0" for row in carried)


def test_subawards_hang_on_awards_of_the_other_shapes(transactions: Rows, subawards: Rows) -> None:
    primes = {row["contract_award_unique_key"] for row in transactions}
    assert any(row["prime_award_unique_key"] in primes for row in subawards)


def test_samples_of_other_sizes_share_only_what_is_planted() -> None:
    marks = {mark(rows, seed) for rows in (100, 3000, 5_000_000) for seed in range(5)}
    assert len(marks) == 15
