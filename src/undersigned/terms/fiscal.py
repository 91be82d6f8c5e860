"""Fiscal years: a year of spending, named after the calendar year in which it ends."""

from datetime import date

FEDERAL_START = 10
"""The United States' federal fiscal year begins on 1 October."""


def fiscal_year(day: date, start_month: int = FEDERAL_START) -> int:
    """The fiscal year of a day; with `start_month` 1 it is the calendar year."""
    return day.year + (1 if 1 < start_month <= day.month else 0)
