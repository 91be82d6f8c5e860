"""USAspending's bulk download `Contracts_PrimeTransactions`: one row a transaction, 297 columns in 2026-02.

Publisher's document: the data dictionary of the custom award download. `federal_action_obligation` belongs to the
row; every `total_…` and `…_value_of_award` repeats a running figure of the whole award and is never summed.
"""

from undersigned.sources.base import Source, published_columns

SOURCE = Source(
    name="usaspending_transactions",
    title="USAspending Contracts_PrimeTransactions, 297 columns",
    rows="transactions",
    rank=1,
    columns={
        "transaction_key": ("contract_transaction_unique_key",),
        "award_key": ("contract_award_unique_key",),
        "award_id": ("award_id_piid",),
        "modification": ("modification_number",),
        "agency_code": ("awarding_sub_agency_code", "awarding_agency_code"),
        "agency": ("awarding_sub_agency_name", "awarding_agency_name"),
        "office": ("awarding_office_name",),
        "recipient_name": ("recipient_name",),
        "recipient_raw_name": ("recipient_name_raw",),
        "recipient_dba": ("recipient_doing_business_as_name",),
        "recipient_uei": ("recipient_uei",),
        "recipient_duns": ("recipient_duns",),
        "parent_name": ("recipient_parent_name",),
        "parent_uei": ("recipient_parent_uei",),
        "parent_duns": ("recipient_parent_duns",),
        "recipient_city": ("recipient_city_name",),
        "recipient_state": ("recipient_state_code",),
        "recipient_country": ("recipient_country_code",),
        "obligation": ("federal_action_obligation",),
        "total_obligation": ("total_dollars_obligated",),
        "action_date": ("action_date",),
        "current_value": ("current_total_value_of_award",),
        "ceiling": ("potential_total_value_of_award",),
        "start_date": ("period_of_performance_start_date",),
        "end_date": ("period_of_performance_current_end_date",),
        "potential_end_date": ("period_of_performance_potential_end_date",),
        "product_code": ("product_or_service_code",),
        "product_service": ("product_or_service_code_description",),
        "industry_code": ("naics_code",),
        "industry": ("naics_description",),
        "description": ("transaction_description", "award_description"),
        "base_description": ("prime_award_base_transaction_description",),
        "last_modified": ("last_modified_date",),
    },
    key=(
        "transaction_key",
        "award_key",
        "modification",
        "recipient_name",
        "obligation",
        "action_date",
        "agency",
    ),
    known=frozenset(published_columns("prime_transactions")),
    individual_columns=("sole_proprietorship",),
    business_types="organizational_type",
)
