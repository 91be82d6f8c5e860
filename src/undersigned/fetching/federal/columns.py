"""The columns that are asked for: those of our shapes, but for those about persons.

Contracts: `columns` of `v2/bulk_download/awards.md` and `v2/download/search.md`. Names that a file does not have are
passed over by the service, so one list serves several kinds of files; a renamed column is then missing, and `add`
names it.
"""

from undersigned.sources.base import personal, published_columns

_LISTS = {"transactions": "prime_transactions", "awards": "award_summaries", "subawards": "subawards"}
_OLDER = ("subaward_fsrs_report_id", "subaward_fsrs_report_last_modified_date")
"""Names of before 2025, in case the service goes back to them."""


def asked(*levels: str) -> list[str]:
    """The columns of these kinds of rows, each once, in the publisher's order."""
    names = [name for level in levels for name in published_columns(_LISTS[level])]
    names += _OLDER if "subawards" in levels else ()
    about_persons = set(personal(names))
    return [name for name in dict.fromkeys(names) if name not in about_persons]
