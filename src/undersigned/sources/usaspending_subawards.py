"""USAspending's bulk download `Contracts_Subawards`: one row a reported subaward, 118 columns.

Publisher's document: the data dictionary of the custom award download. `subaward_fsrs_*` became `subaward_sam_*`
when reporting moved; both are read. Subawards are part of the prime award's money: they enrich and are never
added to obligations.
"""

from undersigned.sources.base import Source, published_columns

SOURCE = Source(
    name="usaspending_subawards",
    title="USAspending Contracts_Subawards, 118 columns",
    rows="subawards",
    rank=4,
    columns={
        "award_key": ("prime_award_unique_key",),
        "subaward_number": ("subaward_number",),
        "report_id": ("subaward_sam_report_id", "subaward_fsrs_report_id"),
        "agency_code": ("prime_award_awarding_sub_agency_code",),
        "agency": ("prime_award_awarding_sub_agency_name",),
        "prime_name": ("prime_awardee_name",),
        "prime_uei": ("prime_awardee_uei",),
        "prime_parent_name": ("prime_awardee_parent_name",),
        "prime_parent_uei": ("prime_awardee_parent_uei",),
        "recipient_name": ("subawardee_name",),
        "recipient_dba": ("subawardee_dba_name",),
        "recipient_uei": ("subawardee_uei",),
        "recipient_duns": ("subawardee_duns",),
        "parent_name": ("subawardee_parent_name",),
        "parent_uei": ("subawardee_parent_uei",),
        "parent_duns": ("subawardee_parent_duns",),
        "recipient_city": ("subawardee_city_name",),
        "recipient_state": ("subawardee_state_code",),
        "subaward_amount": ("subaward_amount",),
        "action_date": ("subaward_action_date",),
        "description": ("subaward_description",),
        "base_description": ("prime_award_base_transaction_description",),
        "last_modified": (
            "subaward_sam_report_last_modified_date",
            "subaward_fsrs_report_last_modified_date",
        ),
    },
    key=("award_key", "subaward_number", "recipient_name", "subaward_amount", "action_date"),
    known=frozenset(published_columns("subawards")),
    known_patterns=(r"subaward_(sam|fsrs)_report_\w+",),
    business_types="subawardee_business_types",
    prime_business_types="prime_awardee_business_types",
)
