"""What transactions and award summaries say alike about an award."""

from functools import lru_cache

from undersigned.sample.agencies import DEPARTMENT
from undersigned.sample.companies import identifier
from undersigned.sample.headers import columns
from undersigned.sample.records import Agency, Award, Company, Office, dollars

# No award of the sample has a page of its own: the address is of a domain that stays empty.
PERMALINK = "https://example.org/award/{key}/"
FIRST_FLAG, LAST_FLAG = "alaskan_native_corporation_owned_firm", "sba_certified_8a_joint_venture"
NOT_FLAGS = (
    "contracting_officers_determination_of_business_size",
    "contracting_officers_determination_of_business_size_code",
    "organizational_type",
)


@lru_cache(maxsize=1)
def flags() -> tuple[str, ...]:
    """The columns that say `t` or `f` about a recipient."""
    names = columns("transactions")
    first, last = names.index(FIRST_FLAG), names.index(LAST_FLAG)
    return tuple(name for name in names[first : last + 1] if name not in NOT_FLAGS)


def office(award: Award) -> Office:
    """The office that signed an award."""
    return award.agency.offices[int(award.piid[-8:]) % len(award.agency.offices)]


def buyer(award: Award, agency: Agency) -> dict[str, str]:
    """Who buys: department, agency and office, both as awarding and as funding."""
    told: dict[str, str] = {}
    signed = office(award)
    for side in ("awarding", "funding"):
        told |= {
            f"{side}_agency_code": DEPARTMENT[0],
            f"{side}_agency_name": DEPARTMENT[1],
            f"{side}_sub_agency_code": agency.code,
            f"{side}_sub_agency_name": agency.name,
            f"{side}_office_code": signed.code,
            f"{side}_office_name": signed.name,
        }
    return told


def paid(company: Company) -> dict[str, str]:
    """Who is paid: identifiers, names, parent, and what must never reach a case."""
    parent_uei, parent = company.parent_uei or company.uei, company.parent_name or company.name
    told = {
        "recipient_uei": company.uei,
        "recipient_duns": company.duns,
        "recipient_name": company.name,
        "recipient_name_raw": company.raw_name or company.name,
        "recipient_doing_business_as_name": company.doing_business_as,
        "recipient_parent_uei": parent_uei,
        "recipient_parent_duns": identifier(parent)[1],
        "recipient_parent_name": parent,
        "recipient_parent_name_raw": parent,
        "recipient_country_code": "USA",
        "recipient_country_name": "UNITED STATES",
        "recipient_address_line_1": company.street,
        "recipient_city_name": company.city,
        "recipient_state_code": "ZZ",
        "recipient_state_name": "INVENTED STATE",
        "recipient_zip_4_code": "000001234",
        "recipient_phone_number": company.phone,
        "recipient_fax_number": company.fax,
        "organizational_type": "SOLE PROPRIETORSHIP" if company.person else "CORPORATE NOT TAX EXEMPT",
        "contracting_officers_determination_of_business_size": "SMALL BUSINESS",
        "contracting_officers_determination_of_business_size_code": "S",
    }
    told |= dict.fromkeys(flags(), "f")
    told["receives_contracts"] = told["for_profit_organization"] = "t"
    told["sole_proprietorship" if company.person else "corporate_entity_not_tax_exempt"] = "t"
    return told | officers(company, "")


def officers(company: Company, side: str) -> dict[str, str]:
    """The highest paid officers and their pay, under the names that a shape gives the columns."""
    told: dict[str, str] = {}
    for place, (name, pay) in enumerate(company.officers, start=1):
        told[f"{side}highly_compensated_officer_{place}_name"] = name
        told[f"{side}highly_compensated_officer_{place}_amount"] = str(pay)
    return told


def common(award: Award, company: Company) -> dict[str, str]:
    """All that both shapes say in columns of the same name."""
    subject, parented = award.subject, award.parent[0] != "-NONE-"
    return {
        "contract_award_unique_key": award.key,
        "award_id_piid": award.piid,
        "parent_award_agency_id": award.parent[1] if parented else "",
        "parent_award_agency_name": award.agency.name if parented else "",
        "parent_award_id_piid": award.parent[0] if parented else "",
        "current_total_value_of_award": dollars(award.ceiling // 2),
        "potential_total_value_of_award": dollars(award.ceiling),
        **buyer(award, award.agency),
        **paid(company),
        "primary_place_of_performance_country_code": "USA",
        "primary_place_of_performance_country_name": "UNITED STATES",
        "primary_place_of_performance_city_name": company.city,
        "primary_place_of_performance_state_code": "ZZ",
        "primary_place_of_performance_state_name": "INVENTED STATE",
        "award_or_idv_flag": "AWARD",
        "award_type_code": "C" if parented else "B",
        "award_type": "DELIVERY ORDER" if parented else "PURCHASE ORDER",
        "type_of_contract_pricing_code": "J",
        "type_of_contract_pricing": "FIRM FIXED PRICE",
        "prime_award_base_transaction_description": award.base_text,
        "number_of_actions": "1",
        "product_or_service_code": subject.psc,
        "product_or_service_code_description": subject.psc_words,
        "naics_code": subject.naics,
        "naics_description": subject.naics_words,
        "usaspending_permalink": PERMALINK.format(key=award.key),
    }
