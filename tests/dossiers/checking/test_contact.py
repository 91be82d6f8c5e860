"""E-mail addresses and telephone numbers are named wherever they stand; what only looks like one is not."""

import pytest

from tests.dossiers.checking.conftest import Broken, GoodSite
from undersigned.claims.reading import Trace
from undersigned.dossiers.checking.base import Allowed

EMAILS = ["john.doe@ice.dhs.gov", "john @ acme.com", "john&#64;acme.com", '<a href="mailto:john@acme.com">x</a>']
TELEPHONES = [
    "202-555-0123",
    "(202) 555-0123",
    "202.555.0123",
    "202 555 0123",
    "202\u00a0555\u00a00123",
    "202&nbsp;555&nbsp;0123",
    "202\u2011555\u20110123",
    "+1 202 555 0123",
    "1-202-555-0123",
    "+44 20 7946 0958",
    "+12025550123",
    "TEL: 2025550123",
    "Phone 555-0123",
    '<a href="tel:5550123">x</a>',
]
NEITHER = [
    "70B03C20P00000496",
    "CONT_AWD_70CDCR18FR0000128_7012_GS29F0019R_4730",
    "NAICS 541512, DUNS 123456789",
    "2024-09-30 to 2025-09-29",
    "2021\u20132024",
    '<span class="quoted">$202,555,0123.00 and -$1,234,567.89</span>',
    "WD 2015-5607, REVISION 2",
    "AJO, AZ 85321-0000",
    "BARCODE 800408839930752828",
    "5 licenses @ 12 each",
    "NSN 5945-01-234-5678",
    "IP 10.202.555.1234",
    '<svg viewBox="0 0 680 900"><path d="M320.4 732H342C415 732 415 1010 488 1010" stroke-width="1.6"/></svg>',
]


@pytest.mark.parametrize("contact", EMAILS + TELEPHONES)
def test_a_contact_in_a_page_is_named(broken: Broken, contact: str) -> None:
    found = broken("company/acme.html", "</h1>", f"</h1>\n<p>Ask {contact}, please.</p>")
    assert [(check, line) for check, line, _ in found] == [("contact", 1)]


@pytest.mark.parametrize("text", NEITHER)
def test_what_only_looks_like_a_contact_is_not_named(good: GoodSite, trace: Trace, text: str) -> None:
    good.break_in("company/acme.html", "</h1>", f"</h1>\n<p>{text}</p>")
    assert good.check(trace) == []


@pytest.mark.parametrize("path", ["exports/x.csv", "exports/x.json", "exports/x.bib"])
def test_a_contact_in_a_data_file_is_named(good: GoodSite, trace: Trace, path: str) -> None:
    good.write(path, 'a,"b"\n1,"ask 202-555-0123"\n')
    assert [(found.page, found.line, found.check) for found in good.check(trace)] == [(path, 2, "contact")]


def test_the_publishers_own_contact_may_stand_however_it_is_written(good: GoodSite, trace: Trace) -> None:
    text = '<a href="mailto:press@example.org">press@example.org</a> <a href="tel:+12025550123">202-555-0123</a>'
    good.break_in("company/acme.html", "</h1>", f"</h1>{text}")
    allowed = Allowed(contacts=frozenset(("press@example.org", "(202) 555-0123")))
    assert good.check(trace, allowed) == []
    assert {found.check for found in good.check(trace)} == {"contact"}
