"""USAspending's transaction search, flattened to ten columns.

Publisher's document: `POST /api/v2/search/spending_by_transaction/`. Pages of 100 rows sorted by amount: a row
on a page's edge may stand on both pages, and a fetch that stopped early lacks the negative amounts, which come
last. There is no transaction number, UEI, parent, end date, place or option.
"""

from undersigned.sources.base import Source

SOURCE = Source(
    name="usaspending_api",
    title="USAspending transaction search, 10 columns",
    rows="transactions",
    rank=2,
    columns={
        "agency": ("Agency", "Awarding Sub Agency"),
        "award_id": ("Award ID",),
        "recipient_name": ("Recipient Name",),
        "obligation": ("Federal Action Obligation", "Transaction Amount"),
        "action_date": ("Action Date",),
        "modification": ("Modification", "Mod"),
        "product_service": ("Product/Service Description",),
        "industry": ("NAICS Description",),
        "description": ("Transaction Description",),
        "award_key": ("Generated Award ID", "generated_internal_id"),
    },
    key=("agency", "recipient_name", "obligation", "action_date", "modification", "award_key"),
    page=100,
)
