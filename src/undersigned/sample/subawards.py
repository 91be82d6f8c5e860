"""The 118-column shape: what recipients pass on, under the newer or the older column names."""

from collections.abc import Iterator
from itertools import islice

from undersigned.sample.agencies import DEPARTMENT
from undersigned.sample.companies import crowd, maker_company
from undersigned.sample.days import after
from undersigned.sample.dice import dice
from undersigned.sample.federal import PERMALINK, office, officers
from undersigned.sample.headers import NEW_PREFIX, OLD_PREFIX, columns, csv_lines, old_columns
from undersigned.sample.makers import FOUR_MEADOWS, KESTRELCLOUD
from undersigned.sample.pool import awards
from undersigned.sample.records import Award, Company, dollars, fiscal_year
from undersigned.sample.traps.people import officers_and_their_pay, sole_proprietors

WORK = ("LABOR UNDER TASK", "HARDWARE DELIVERY", "CLOUD CREDITS", "TRANSPORT OF GOODS", "SITE SURVEY")


def shared(serial: int) -> bool:
    """A fifth of the awards of the 10-column year stand here too."""
    return serial % 5 == 0


def prime(award: Award) -> dict[str, str]:
    """What the row says about the award from which money is passed on."""
    first, last, signed = award.lines[0], award.lines[-1], office(award)
    company = last.recipient or award.recipient
    return {
        "prime_award_unique_key": award.key,
        "prime_award_piid": award.piid,
        "prime_award_parent_piid": "" if award.parent[0] == "-NONE-" else award.parent[0],
        "prime_award_amount": dollars(award.obligated),
        "prime_award_base_action_date": first.day,
        "prime_award_base_action_date_fiscal_year": str(fiscal_year(first.day)),
        "prime_award_latest_action_date": last.day,
        "prime_award_latest_action_date_fiscal_year": str(fiscal_year(last.day)),
        "prime_award_period_of_performance_start_date": first.day,
        "prime_award_period_of_performance_current_end_date": after(last.day, 365),
        "prime_award_period_of_performance_potential_end_date": after(last.day, 1096),
        "prime_award_awarding_agency_code": DEPARTMENT[0],
        "prime_award_awarding_agency_name": DEPARTMENT[1],
        "prime_award_awarding_sub_agency_code": award.agency.code,
        "prime_award_awarding_sub_agency_name": award.agency.name,
        "prime_award_awarding_office_code": signed.code,
        "prime_award_awarding_office_name": signed.name,
        "prime_awardee_uei": company.uei,
        "prime_awardee_duns": company.duns,
        "prime_awardee_name": company.name,
        "prime_awardee_dba_name": company.doing_business_as,
        "prime_awardee_parent_uei": company.parent_uei or company.uei,
        "prime_awardee_parent_name": company.parent_name or company.name,
        "prime_awardee_country_code": "USA",
        "prime_awardee_address_line_1": company.street,
        "prime_awardee_city_name": company.city,
        "prime_awardee_business_types": business(company),
        "prime_award_base_transaction_description": award.base_text,
        "prime_award_naics_code": award.subject.naics,
        "prime_award_naics_description": award.subject.naics_words,
        "usaspending_permalink": PERMALINK.format(key=award.key),
    }


def business(company: Company) -> str:
    """The kinds of business, as one list in words."""
    return "SOLE PROPRIETORSHIP,INDIVIDUAL" if company.person else "FOR-PROFIT ORGANIZATION"


def passed_on(award: Award, company: Company, turn: int, cents: int) -> dict[str, str]:
    """What the row says about the money passed on and who has it."""
    day = after(award.lines[0].day, 20)
    return officers(company, "subawardee_") | {
        "subaward_type": "sub-contract",
        f"{NEW_PREFIX}report_id": f"00000000-INVENTED-{turn:08d}",
        f"{NEW_PREFIX}report_year": day[:4],
        f"{NEW_PREFIX}report_month": str(int(day[5:7])),
        f"{NEW_PREFIX}report_last_modified_date": f"{after(day, 40)} 00:00:00+00",
        "subaward_number": f"PO-{turn:07d}",
        "subaward_amount": f"{cents // 100}.{cents % 100:02d}",
        "subaward_action_date": day,
        "subaward_action_date_fiscal_year": str(fiscal_year(day)),
        "subawardee_uei": company.uei,
        "subawardee_duns": company.duns,
        "subawardee_name": company.name,
        "subawardee_dba_name": company.doing_business_as,
        "subawardee_parent_uei": company.parent_uei,
        "subawardee_parent_name": company.parent_name,
        "subawardee_country_code": "USA",
        "subawardee_address_line_1": company.street,
        "subawardee_city_name": company.city,
        "subawardee_business_types": business(company),
        "subaward_description": f"{WORK[turn % len(WORK)]} {turn % 97:02d}",
    }


def pairs(rows: int, seed: int) -> Iterator[tuple[Award, Company]]:
    """Awards and those to whom they are passed on: the maker, persons, the crowd."""
    throw = dice("subawards", seed)
    people = crowd(seed)
    special = [award.recipient for award in sole_proprietors() + officers_and_their_pay()]
    for turn, award in enumerate(awards(rows, seed, shared)):
        if award.recipient.name == FOUR_MEADOWS:
            yield award, maker_company(KESTRELCLOUD)
        for _ in range(throw.randrange(1, 4)):
            yield award, special[turn // 40 % len(special)] if turn % 40 == 0 else throw.choice(people)


def subaward_lines(rows: int, seed: int, *, old_names: bool = False) -> Iterator[str]:
    """The file, line by line, with its header."""
    throw = dice("subaward amounts", seed)
    every = (
        prime(award) | passed_on(award, company, turn, throw.randrange(100, 90_000_000))
        for turn, (award, company) in enumerate(islice(pairs(rows, seed), rows))
    )
    if not old_names:
        return csv_lines(columns("subawards"), every)
    renamed = ({name.replace(NEW_PREFIX, OLD_PREFIX): value for name, value in row.items()} for row in every)
    return csv_lines(old_columns(), renamed)
