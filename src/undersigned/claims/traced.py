"""The rows and awards of a trace: what counts, joined with companies, and each award as its latest rows tell it."""

import ibis
import ibis.expr.types as ir

from undersigned.engine.portable import age, earliest, latest, total

_OF_RANKING = ("rank", "file_number")
_OF_COMPANIES = ("company_id", "company_name", "family_id", "family_name")
_TOLD = ("start_date", "end_date", "potential_end_date", "current_value", "ceiling", "base_description")
_AWARD_PAGES = "https://www.usaspending.gov/award/"


def agencies(every: ir.Table) -> ir.Table:
    """One name an agency: `published` and `code` as files write them, `agency` as we do.

    An agency that files write in several ways has one code; its shortest name is taken. A code that one file uses for
    several agencies, as keys of the Department of Defense do, unites nothing.
    """
    names = every.filter(every.agency.notnull()).select("agency", "agency_code", "file_id").distinct()
    coded = names.filter(names.agency_code.notnull())
    spread = coded.group_by("agency_code", "file_id").aggregate(spellings=coded.agency.upper().nunique())
    ambiguous = spread.filter(spread.spellings > 1).select(several="agency_code").distinct()
    marked = names.left_join(ambiguous, names.agency_code == ambiguous.several)
    code = ibis.coalesce(marked.agency_code, marked.agency)
    same = ibis.ifelse(marked.several.notnull(), marked.agency, code)
    found = marked.select("agency", code=code, same=same).distinct()
    shortest = ibis.window(group_by=found.same, order_by=[found.agency.length(), found.agency])
    return found.select(published=found.agency, code=found.code, agency=found.agency.first().over(shortest))


def transactions(counting: ir.Table, agencies: ir.Table, companies: ir.Table) -> ir.Table:
    """The rows that count, with one name an agency and with company and family."""
    named = agencies.rename(agency_name="agency")
    code = ibis.coalesce(counting.agency_code, counting.agency)
    joined = counting.left_join(named, [counting.agency == named.published, code == named.code])
    told = joined.select(
        *(name for name in counting.columns if name not in {"agency", *_OF_RANKING}),
        agency=ibis.coalesce(joined.agency_name, joined.agency),
    )
    paid = companies.select("recipient_name", *_OF_COMPANIES)
    return told.left_join(paid, "recipient_name").drop("recipient_name_right")


def awards(every: ir.Table, transactions: ir.Table) -> ir.Table:
    """One row an award; dates and values as the latest row tells them that tells them at all.

    Rows that do not count in sums tell too; where several files have the same row, the file added last.
    """
    dated = every.select(
        "award_key",
        *_TOLD,
        told_on=age(every.action_date, every.transaction_key).concat(
            "#", every.file_number.cast("string").lpad(9, "0")
        ),
    )
    told = dated.group_by("award_key").aggregate(**{name: latest(dated[name], dated.told_on) for name in _TOLD})
    joined = _summed(transactions).left_join(told, "award_key").drop("award_key_right")
    return joined.mutate(
        opening_words=ibis.coalesce(joined.base_description, joined.first_description),
        link=ibis.ifelse(
            joined.award_key.startswith("CONT_"),
            ibis.literal(_AWARD_PAGES).concat(joined.award_key, "/"),
            ibis.null("string"),
        ),
    )


def _summed(transactions: ir.Table) -> ir.Table:
    rows = transactions.mutate(told_on=age(transactions.action_date, transactions.transaction_key))
    last = ("agency", "award_id", "recipient_name", "company_id", "company_name", "family_name")
    return rows.group_by("award_key").aggregate(
        obligation=total(rows.obligation),
        transactions=rows.count(),
        first_day=rows.action_date.min(),
        last_day=rows.action_date.max(),
        first_year=rows.fiscal_year.min(),
        last_year=rows.fiscal_year.max(),
        **{name: latest(rows[name], rows.told_on) for name in last},
        first_description=earliest(rows.description, rows.told_on),
        product_service=latest(rows.product_service, rows.told_on),
        only_summary=rows.is_summary.all(),
    )
