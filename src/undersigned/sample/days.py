"""Days in the forms in which publishers and clerks write them."""

from datetime import date, timedelta


def after(day: str, days: int) -> str:
    """The ISO day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def american(day: str) -> str:
    """`5/31/31`: month first, two digits of the year, as the older bulk files have it."""
    year, month, of_month = day.split("-")
    return f"{int(month)}/{int(of_month)}/{year[2:]}"


def with_time(day: str) -> str:
    """`5/31/31 0:00`: the same with a time that means nothing."""
    return f"{american(day)} 0:00"


def day_first(day: str) -> str:
    """`31/05/2031`: as a clerk types it."""
    year, month, of_month = day.split("-")
    return f"{of_month}/{month}/{year}"
