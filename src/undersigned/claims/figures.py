"""Which rows each figure sums, as one table of cells: (claim, row). Sums and citations both come from it.

Only the obligations of rows are ever summed. A column that repeats an award's running total on every row is
refused: summing it counts modifications again and again.
"""

import ibis
import ibis.expr.types as ir

from undersigned.engine.portable import total
from undersigned.errors import UndersignedError
from undersigned.terms.column import TRANSACTION
from undersigned.terms.maker import TECHNOLOGY

HEADLINE = "relation = 'product' AND confidence != 'low'"
"""SQL: the attributions that may stand in a figure: products, named by words or by the maker's own sale."""
_ONCE, _ONCE_AND_AGAIN = ibis.array([False]), ibis.array([False, True])
CUMULATIVE = frozenset(column.name for column in TRANSACTION if column.cumulative)


class CumulativeColumnError(UndersignedError):
    """A running total was about to be summed over rows."""


def net_sum(table: ir.Table, column: str) -> ir.IntegerScalar:
    """The net sum of a money column in whole cents.

    Raises:
        CumulativeColumnError: the column is cumulative.
    """
    if column in CUMULATIVE:
        raise CumulativeColumnError(
            f"{column!r} repeats a running total on every row of an award; summing it would count modifications again "
            "and again."
        )
    return total(table[column]).fill_null(0)


def headline(attributions: ir.Table) -> ir.Table:
    """The attributions of `HEADLINE`; nothing inferred."""
    return attributions.filter(attributions.relation == "product", attributions.confidence != "low")


def award_marks(attributions: ir.Table) -> ir.Table:
    """One row an award: its maker and category where there is only one, and whether it goes through a reseller.

    An award that is marked shared has no maker alone, also where the other maker's part in it is labour.
    """
    told = headline(attributions)
    grouped = told.group_by("award_key").aggregate(
        makers=told.maker.nunique(),
        categories=told.category.nunique(),
        maker=told.maker.min(),
        category=told.category.min(),
        resold=told.reseller.cast("int64").max() == 1,
        shared=told.shared.cast("int64").max() == 1,
    )
    return grouped.mutate(
        shared=(grouped.makers > 1) | grouped.shared,
        maker=ibis.cases(((grouped.makers == 1) & ~grouped.shared, grouped.maker), else_=ibis.null("string")),
        category=ibis.cases((grouped.categories == 1, grouped.category), else_=ibis.null("string")),
    )


_OF_A_ROW = ("transaction_key", "award_key", "agency", "company_name", "family_name", "file_id", "obligation")


def marked(transactions: ir.Table, attributions: ir.Table) -> ir.Table:
    """The rows that count, narrow, each with the marks of its award."""
    rows = transactions.select(*_OF_A_ROW, fiscal_year=transactions.fiscal_year.cast("int32"))
    return rows.left_join(award_marks(attributions), "award_key").drop("award_key_right", "makers", "categories")


def cells(marked: ir.Table, attributions: ir.Table) -> ir.Table:
    """Every (subject, channel, fiscal year) with every row that belongs to it; fiscal year NULL is all years.

    Rows of award summaries are of no fiscal year and stand in cells of their own (`measure` `in summaries`).
    """
    told = headline(attributions).select("award_key", told_maker="maker").distinct()
    shared = marked.filter(marked.shared).inner_join(told, "award_key")
    by_year = ibis.union(
        _part(shared, "maker", shared.told_maker, ibis.literal("shared")),
        *_of_makers(marked),
        *_of_agencies(marked),
        *_of_holders(marked),
    )
    narrow = ibis.union(*_of_channels(marked), *_of_products(marked, attributions))
    narrow = narrow.filter(narrow.fiscal_year.notnull()).mutate(fiscal_year=ibis.null("int32"))
    return ibis.union(_of_year_and_all(by_year), narrow)


def _of_year_and_all(by_year: ir.Table) -> ir.Table:
    """Each row in the cell of its year and in that of all years; rows of summaries once, in a measure of their own."""
    twice = by_year.mutate(whole=ibis.ifelse(by_year.fiscal_year.notnull(), _ONCE_AND_AGAIN, _ONCE).unnest())
    return twice.mutate(
        measure=ibis.ifelse(twice.fiscal_year.isnull(), twice.measure + " in summaries", twice.measure),
        fiscal_year=ibis.ifelse(twice.whole, ibis.null("int32"), twice.fiscal_year),
    ).drop("whole")


def _of_makers(marked: ir.Table) -> list[ir.Table]:
    """Makers and categories: direct and resold, at each agency, through each reseller."""
    one = marked.filter(marked.maker.notnull())
    resold = one.filter(one.resold)
    technology = one.filter(one.category.isin(sorted(TECHNOLOGY)))
    kind = marked.filter(marked.category.notnull())
    return [
        _part(one, "maker", one.maker, _channel(one)),
        _part(one, "maker", one.maker, _channel(one), "obligations at", ("agency",)),
        _part(resold, "maker", resold.maker, ibis.literal("resold"), "obligations through", ("company_name",)),
        _part(technology, "maker", technology.maker, ibis.literal("technology"), "technology at", ("agency",)),
        _part(kind, "category", kind.category, _channel(kind)),
    ]


def _of_agencies(marked: ir.Table) -> list[ir.Table]:
    """Agencies: all that they obligated, what of it is technology, and what makers and resellers hold."""
    technology = marked.filter(marked.category.isin(sorted(TECHNOLOGY)))
    told = marked.filter(marked.resold.notnull())
    return [
        _part(marked, "agency", marked.agency, ibis.literal("all")),
        _part(technology, "agency", technology.agency, ibis.literal("technology")),
        _part(told, "agency", told.agency, _channel(told)),
    ]


def _of_holders(marked: ir.Table) -> list[ir.Table]:
    """Who is paid: resellers, companies, and families of several companies."""
    resold = marked.filter(marked.resold)
    kin = marked.semi_join(_of_several(marked), "family_name")
    return [
        _part(resold, "reseller", resold.company_name, ibis.literal("resold")),
        _part(marked, "company", marked.company_name, ibis.literal("all")),
        _part(kin, "family", kin.family_name, ibis.literal("all")),
        _part(kin, "family", kin.family_name, ibis.literal("all"), "obligations of", ("company_name",)),
    ]


def _of_channels(marked: ir.Table) -> list[ir.Table]:
    """All years only: what one agency obligated through one reseller for one maker's products, or for several makers'.

    Where a reseller or company has one agency, the cells above say the same.
    """
    resold = marked.filter(marked.maker.notnull() & marked.resold)
    several = marked.filter(marked.shared)
    through = several.filter(several.resold)
    itself = several.filter(~several.resold)
    spread, paid = _at_several(resold, "maker", "company_name"), _at_several(marked, "company_name")
    return [
        _part(spread, "maker", spread.maker, ibis.literal("resold"), "obligations through", ("company_name", "agency")),
        _part(through, "agency", through.agency, ibis.literal("shared"), "several makers through", ("company_name",)),
        _part(itself, "agency", itself.agency, ibis.literal("shared"), "several makers direct"),
        _part(paid, "company", paid.company_name, ibis.literal("all"), "obligations at", ("agency",)),
    ]


def _of_products(marked: ir.Table, attributions: ir.Table) -> list[ir.Table]:
    """All years only: each maker in each category, and each product where an award names only that one."""
    kind = marked.filter(marked.category.notnull() & marked.maker.notnull())
    told = headline(attributions).filter(lambda table: table["product"] != "")
    only = told.group_by("award_key").aggregate(products=told["product"].nunique(), product=told["product"].min())
    named = marked.filter(marked.maker.notnull()).inner_join(only.filter(only.products == 1), "award_key")
    return [
        _part(kind, "category", kind.category, _channel(kind), "obligations of", ("maker",)),
        _part(named, "maker", named.maker, _channel(named), "obligations for", ("product",)),
    ]


def _at_several(table: ir.Table, *subject: str) -> ir.Table:
    """The rows of those that have awards of more than one agency."""
    spread = table.group_by(list(subject)).aggregate(agencies=table.agency.nunique())
    return table.semi_join(spread.filter(spread.agencies > 1), list(subject))


def _channel(table: ir.Table) -> ir.Value:
    return ibis.cases((table.resold, "resold"), else_="direct")


def _of_several(transactions: ir.Table) -> ir.Table:
    """The families of which several companies are paid; a family of one is its company."""
    families = transactions.group_by("family_name").aggregate(companies=transactions.company_name.nunique())
    return families.filter(families.companies > 1)


def sums(of: ir.Table) -> ir.Table:
    """One row a cell: its net sum in cents, awards, rows, companies and the fiscal years of its rows."""
    return of.group_by("kind", "subject", "other", "measure", "channel", "fiscal_year", "of_agency").aggregate(
        figure=net_sum(of, "obligation"),
        awards=of.award_key.nunique(),
        rows=of.count(),
        companies=of.company_name.nunique(),
        first_year=of.row_year.min(),
        last_year=of.row_year.max(),
    )


def _part(
    table: ir.Table,
    kind: str,
    subject: ir.Value,
    channel: ir.Value,
    measure: str = "obligations",
    by: tuple[str, ...] = (),
) -> ir.Table:
    """One kind of cell from the rows that belong to it; `by` names the columns of a second subject and of an agency."""
    other, agency = (*by, "", "")[:2]
    return table.select(
        kind=ibis.literal(kind),
        subject=subject,
        other=table[other] if other else ibis.literal(""),
        of_agency=table[agency] if agency else ibis.literal(""),
        measure=ibis.literal(measure),
        channel=channel,
        fiscal_year=table.fiscal_year,
        transaction_key=table.transaction_key,
        award_key=table.award_key,
        company_name=table.company_name,
        agency=table.agency,
        file_id=table.file_id,
        row_year=table.fiscal_year,
        obligation=table.obligation,
    )
