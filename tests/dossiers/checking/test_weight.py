"""A page over its weight is named; its pictures do not count."""

from tests.dossiers.checking.conftest import Broken, GoodSite
from undersigned.claims.reading import Trace
from undersigned.dossiers.checking.weight import HEAVIEST_ASSETS, HEAVIEST_PAGE


def test_a_heavy_page_is_named(broken: Broken) -> None:
    ((check, _, sentence),) = broken("company/acme.html", "</h1>", "</h1>" + "x" * HEAVIEST_PAGE)
    assert check == "weight"
    assert "200,000 is the most" in sentence


def test_pictures_weigh_nothing(good: GoodSite, trace: Trace) -> None:
    good.break_in("company/acme.html", "</h1>", "</h1><svg>" + "x" * HEAVIEST_PAGE + "</svg>")
    assert good.check(trace) == []


def test_heavy_scripts_are_named_once(good: GoodSite, trace: Trace) -> None:
    good.write("assets/site.js", "x" * HEAVIEST_ASSETS)
    (found,) = good.check(trace)
    assert (found.page, found.check) == ("assets/site.js", "weight")
