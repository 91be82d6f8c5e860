"""What a reader takes from a page of the site: amounts, and the rows of a table over all its pages."""

import re
from decimal import Decimal

from playwright.sync_api import Locator, Page


def cents(text: str) -> int:
    """`-$1,234.50` in cents, whichever sign for minus and wherever it stands."""
    number = re.sub(r"[^\d.]", "", text)
    whole = int(Decimal(number) * 100)
    return -whole if re.search(r"[-\u2212\u2013(]", text) else whole


def amount(data: Locator) -> int:
    """The raw value of a figure, which is what its words say too."""
    value = int(data.get_attribute("value") or "")
    said = data.inner_text()
    if not re.search("million|billion", said):
        assert cents(said) in (value, round(value / 100) * 100)
    return value


def amounts_of_rows(page: Page, column: str = "Obligated") -> list[int]:
    """The amounts of the table of rows, in cents, over all the pages of the table."""
    found: list[int] = []
    while True:
        table = page.locator("main table[data-rows]").first
        heads = [head.strip() for head in table.locator("thead th").all_inner_texts()]
        cells = table.locator(f"tbody tr > :nth-child({heads.index(column) + 1})")
        found += [cents(text) for text in cells.all_inner_texts()]
        further = page.locator("nav.pager a[rel=next]")
        if further.count() == 0:
            return found
        further.first.click()
