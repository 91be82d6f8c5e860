"""What every engine computes alike and Ibis does not write alike."""

from functools import cache

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir


def age(day: ir.DateColumn, key: ir.StringColumn) -> ir.StringColumn:
    """A row's place in time as text: its day, then its key; rows without a day come last."""
    return day.cast("string").fill_null("9999-99-99").concat(key)


KEY_IN_AGE = 10
"""Where in an `age` the key begins."""


def latest(value: ir.Column, by: ir.StringColumn) -> ir.Scalar:
    """The value of the row with the greatest `by` among those that have a value."""
    return _of_type("max_by", value.type())(value, _where_told(value, by))


def earliest(value: ir.Column, by: ir.StringColumn) -> ir.Scalar:
    """The value of the row with the smallest `by` among those that have a value."""
    return _of_type("min_by", value.type())(value, _where_told(value, by))


def total(cents: ir.IntegerColumn) -> ir.IntegerScalar:
    """A sum of whole numbers as 64 bits; DuckDB's own has 128, and Ibis takes it for 64."""
    return cents.sum().cast("decimal(38, 0)").cast("int64")


def _where_told(value: ir.Column, by: ir.StringColumn) -> ir.StringColumn:
    return ibis.ifelse(value.notnull(), by, ibis.null("string"))


@cache
def _of_type(name: str, kind: dt.DataType) -> ir.Scalar:
    """An aggregate of the engines by its name; Ibis' own argmax sorts every group in DuckDB."""

    def aggregate(value: object, by: object) -> object:
        raise NotImplementedError  # never called: the engine has the aggregate, this gives it its types

    return ibis.udf.agg.builtin(aggregate, name=name, signature=((kind, dt.string), kind))
