import re
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

from undersigned.sample import county as county_shape
from undersigned.sample.agencies import STOPPED
from undersigned.sample.companies import RESERVED, crowd
from undersigned.sample.makers import FOUR_MEADOWS
from undersigned.sample.records import Award, fiscal_year
from undersigned.sample.summaries import TIMED
from undersigned.sample.traps import brands, money, names, pages, people, planted, texts

Rows = list[dict[str, str]]


def said(rows: Rows) -> str:
    return "\n".join(row["Transaction Description"] for row in rows)


def amount(row: dict[str, str]) -> Decimal:
    return Decimal(row["Federal Action Obligation"])


def of_awards(rows: Rows, awards: tuple[Award, ...]) -> Rows:
    keys = {award.key for award in awards}
    return [row for row in rows if row["Generated Award ID"] in keys]


def test_every_planted_line_is_in_the_files(api_2031: Rows, api_2032: Rows, transactions: Rows) -> None:
    lines = {(award.key, line.number) for award in planted.stories() for line in award.lines}
    assert lines == {(row["Generated Award ID"], row["Modification"]) for row in api_2031 + api_2032} & lines
    assert lines <= {(row["contract_award_unique_key"], row["modification_number"]) for row in transactions}


def test_rows_are_repeated_only_at_page_edges(api_2031: Rows) -> None:
    for agency in ("IBS", "IHA"):
        rows = [tuple(row.values()) for row in api_2031 if row["Agency"] == agency]
        places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            places[row].append(place)
        repeated = tuple(tuple(found) for found in places.values() if len(found) > 1)
        assert repeated == pages.PAGE_EDGES
        assert all(first // 100 < again // 100 for first, again in pages.PAGE_EDGES)


def test_keys_repeat_only_where_rows_do(api_2031: Rows) -> None:
    keys = Counter((row["Generated Award ID"], row["Modification"]) for row in api_2031)
    rows = Counter(tuple(row.values()) for row in api_2031)
    assert sum(count > 1 for count in keys.values()) == sum(count > 1 for count in rows.values())


def test_one_agency_year_stopped_early(api_2031: Rows, api_2032: Rows) -> None:
    for year, rows in ((2031, api_2031), (2032, api_2032)):
        for agency in ("IBS", "IHA"):
            amounts = [amount(row) for row in rows if row["Agency"] == agency]
            stopped = (agency, year) == STOPPED
            assert (min(amounts) >= 0) is stopped
            assert not stopped or len(amounts) % 100 == 0


def test_direct_award_is_tiny_and_the_reseller_holds_the_rest(api_2031: Rows, api_2032: Rows) -> None:
    rows = api_2031 + api_2032
    direct = [amount(row) for row in rows if row["Recipient Name"].startswith("KESTRELCLOUD")]
    assert direct == [Decimal(brands.KESTREL_DIRECT) / 100]
    hidden = of_awards(rows, brands.maker_hides_behind_a_reseller())
    assert {row["Recipient Name"] for row in hidden} == {FOUR_MEADOWS}
    assert sum(amount(row) for row in hidden) * 100 == brands.KESTREL_PLANTED


def test_funding_only_lines_do_not_name_the_product(api_2031: Rows) -> None:
    rows = of_awards(api_2031, brands.modification_does_not_name_the_product())
    assert {row["Transaction Description"] for row in rows if row["Modification"] != "0"} == {brands.FUNDING_ONLY}
    assert "CASE LOOM" in next(row["Transaction Description"] for row in rows if row["Modification"] == "0")


def test_many_lines_say_funding_only(api_2031: Rows) -> None:
    assert said(api_2031).count("FUNDING ONLY") > len(api_2031) / 10


def test_places_contain_brands(api_2031: Rows) -> None:
    rows = of_awards(api_2031, brands.place_contains_a_brand())
    assert all(place in said(rows) for place in brands.PLACES)
    assert "PLOVRA" in brands.PLACES[0]
    assert not re.search(r"\bPLOVRA\b", brands.PLACES[0])


def test_lookalikes_stand_beside_the_real_ones(api_2031: Rows) -> None:
    found = {row["Recipient Name"] for row in api_2031}
    assert {name for pair in brands.LOOKALIKES for name in pair} <= found


def test_a_word_is_anothers_product(api_2031: Rows) -> None:
    assert brands.ANOTHERS_WORD in said(of_awards(api_2031, brands.product_word_is_anothers()))


def test_labour_stands_around_a_product(api_2031: Rows) -> None:
    rows = of_awards(api_2031, brands.labour_around_a_product())
    assert {row["Recipient Name"] for row in rows} == {brands.AROUND}
    assert "KESTRELCLOUD MIGRATION PROFESSIONAL SUPPORT SERVICES" in said(rows)


def test_several_makers_in_one_award(api_2031: Rows) -> None:
    rows = of_awards(api_2031, brands.several_makers_in_one_award()[:1])
    assert all(word in said(rows) for word in brands.SEVERAL)


def test_one_award_has_two_recipient_names(api_2031: Rows, api_2032: Rows, transactions: Rows) -> None:
    rows = of_awards(api_2031 + api_2032, names.merger_changes_the_recipient())
    assert {row["Recipient Name"] for row in rows} == set(names.MERGED)
    key = names.merger_changes_the_recipient()[0].key
    merged = [row for row in transactions if row["contract_award_unique_key"] == key]
    assert len({row["recipient_uei"] for row in merged}) == 2


def test_raw_name_trading_name_and_parent(transactions: Rows, summaries: Rows) -> None:
    for rows in (transactions, summaries):
        assert names.RAW in {(row["recipient_name"], row["recipient_name_raw"]) for row in rows}
        assert names.TRADING_NAME in {(row["recipient_name"], row["recipient_doing_business_as_name"]) for row in rows}
        sisters = [row for row in rows if row["recipient_name"] in names.SISTERS]
        assert len({row["recipient_uei"] for row in sisters}) == 2
        assert len({row["recipient_parent_uei"] for row in sisters}) == 1


def test_sole_proprietors_are_flagged(transactions: Rows, summaries: Rows, subawards: Rows) -> None:
    for rows in (transactions, summaries):
        flagged = {row["recipient_name"] for row in rows if row["sole_proprietorship"] == "t"}
        assert flagged == set(people.PERSONS)
        assert set(people.STREETS) <= {row["recipient_address_line_1"] for row in rows}
    assert set(people.PERSONS) & {
        row["subawardee_name"] for row in subawards if "INDIVIDUAL" in row["subawardee_business_types"]
    }


def test_descriptions_hold_addresses_and_numbers(api_2031: Rows) -> None:
    text = said(of_awards(api_2031, people.contacts_in_descriptions()))
    assert all(contact in text for contact in people.EMAILS + people.PHONES)
    assert all("555" in number and "01" in number for number in people.PHONES)


def test_officers_and_their_pay(transactions: Rows, summaries: Rows, subawards: Rows) -> None:
    for rows, side in ((transactions, ""), (summaries, ""), (subawards, "subawardee_")):
        found = {
            (
                row[f"{side}highly_compensated_officer_1_name"],
                row[f"{side}highly_compensated_officer_1_amount"],
            )
            for row in rows
        }
        assert found == {("", ""), (people.OFFICERS[0][0], str(people.OFFICERS[0][1]))}


def test_telephone_numbers_are_invented(transactions: Rows) -> None:
    numbers = {row[f"recipient_{kind}_number"] for row in transactions for kind in ("phone", "fax")}
    assert all(number.startswith("20255501") for number in numbers)


def test_text_in_the_wrong_alphabet(api_2031: Rows) -> None:
    assert "Ã" in texts.MOJIBAKE
    assert texts.MOJIBAKE in said(api_2031)


def test_line_break_and_quotes_inside_a_field(api_2031: Rows) -> None:
    told = {row["Transaction Description"] for row in api_2031}
    assert texts.NEWLINE in told
    assert any('"' in text for text in told)


def test_one_byte_is_cp1252(demo: Path) -> None:
    raw = (demo / "invented_county.csv").read_bytes()
    assert raw.count(texts.CP1252_BYTE) == 1
    assert len(raw.decode(errors="ignore")) == len(raw) - 1


def test_money_is_taken_back(api_2031: Rows) -> None:
    assert Decimal(money.TAKEN_BACK) / 100 in {amount(row) for row in api_2031}


def test_one_day_is_outside_the_year(api_2031: Rows, api_2032: Rows) -> None:
    assert [row["Action Date"] for row in api_2031 if fiscal_year(row["Action Date"]) != 2031] == [money.OUTSIDE_DAY]
    assert all(fiscal_year(row["Action Date"]) == 2032 for row in api_2032)


def test_ceilings_repeat_over_modifications(transactions: Rows) -> None:
    key = money.ceiling_repeats_over_modifications()[0].key
    rows = [row for row in transactions if row["contract_award_unique_key"] == key]
    assert len(rows) == money.GROWS + 1
    assert all(len({row[column] for row in rows}) == 1 for column in money.CUMULATIVE)


def test_days_carry_a_time(summaries: Rows, transactions: Rows) -> None:
    assert all(re.fullmatch(r"\d{1,2}/\d{1,2}/\d\d 0:00", row[TIMED]) for row in summaries)
    assert all(row[TIMED].endswith(" 00:00:00") for row in transactions)


def test_the_county_types_by_hand(county: Rows) -> None:
    assert county[county_shape.BAD_AMOUNT_ROW][county_shape.AMOUNT] == county_shape.BAD_AMOUNT
    amounts = [row[county_shape.AMOUNT] for row in county]
    unreadable = [text for text in amounts if not re.fullmatch(r"-?\$[\d,]+\.\d\d", text)]
    keyless = [row for row in county if not row[county_shape.DOCUMENT]]
    assert len(unreadable) == county_shape.REJECTED
    assert len(keyless) == 1
    assert any("," in text for text in amounts)
    assert any(text.startswith("-") for text in amounts)
    days = [row[county_shape.SIGNED] for row in county]
    assert any(int(day[:2]) > 12 for day in days)
    assert all(int(day[3:5]) <= 12 for day in days)


def test_the_county_buys_from_the_same_reseller(county: Rows) -> None:
    resold = county[county_shape.RESOLD_ROW]
    assert resold[county_shape.SUPPLIER] == FOUR_MEADOWS
    assert "Kestrelcloud" in resold[county_shape.WHAT]


def test_federal_shapes_have_nothing_to_reject(
    api_2031: Rows, api_2032: Rows, transactions: Rows, summaries: Rows
) -> None:
    for row in api_2031 + api_2032:
        assert amount(row).is_finite()
        assert row["Generated Award ID"].startswith("CONT_AWD_99")
    for row in transactions + summaries:
        assert row["contract_award_unique_key"].startswith("CONT_AWD_99")


def test_no_ordinary_recipient_is_a_planted_one() -> None:
    planted_names = {award.recipient.name.split()[0] for award in planted.stories()} | {
        line.recipient.name.split()[0] for award in planted.stories() for line in award.lines if line.recipient
    }
    for seed in (1, 2, 3):
        first_words = {company.name.split()[0] for company in crowd(seed)}
        assert not first_words & (planted_names | set(RESERVED))
