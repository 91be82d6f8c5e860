"""Links that lead nowhere and requests that leave the site are named, with page and line."""

import pytest

from tests.dossiers.checking.conftest import Broken, GoodSite
from undersigned.claims.reading import Trace
from undersigned.dossiers.checking.base import Allowed

DEAD = [
    '<a href="nowhere.html">x</a>',
    '<a href="../index.html#nowhere">x</a>',
    '<a href="#nowhere">x</a>',
    '<a class="a" href="../nowhere/index.html" rel="x">x</a>',
    "<a href='nowhere.html'>x</a>",
    "<A HREF=nowhere.html>x</A>",
    '<a title="1 > 0" href="nowhere.html">x</a>',
    '<a href="/index.html">x</a>',
    '<a href="../../outside.html">x</a>',
    '<a href="../award/">x</a>',
    '<a href="">x</a>',
    '<img alt="" src="nowhere.png">',
    '<img alt="" src="../assets/paper.svg" srcset="../assets/paper.svg 1x, nowhere.png 2x">',
    '<svg><a href="nowhere.html"><rect/></a></svg>',
    '<svg><a xlink:href="nowhere.html"><rect/></a></svg>',
    '<p style="background: url(nowhere.png)">x</p>',
    "<style>p { background: url(nowhere.png) }</style>",
]
AWAY = [
    '<a href="http://example.org/">x</a>',
    '<a href="//example.org/">x</a>',
    '<a href="javascript:alert(1)">x</a>',
    '<script src="https://example.org/x.js"></script>',
    '<img alt="" src="https://example.org/x.gif">',
    '<img alt="" src="//example.org/x.gif">',
    '<link rel="stylesheet" href="https://example.org/x.css">',
    '<link rel="preconnect" href="https://example.org">',
    '<link rel="preload" href="https://example.org/font.woff2">',
    '<form action="https://example.org/"></form>',
    '<button formaction="https://example.org/">x</button>',
    '<a href="../index.html" ping="https://example.org/">x</a>',
    '<meta http-equiv="refresh" content="0; url=https://example.org/">',
    '<iframe src="https://example.org/"></iframe>',
    '<object data="https://example.org/x"></object>',
    '<video poster="https://example.org/x.png"></video>',
    '<p style="background: url(https://example.org/x.png)">x</p>',
    "<style>@import 'https://example.org/x.css';</style>",
    '<p onclick="alert(1)">x</p>',
    '<base href="https://example.org/">',
]
IN_ORDER = [
    '<a href="../index.html?q=1#main">x</a>',
    '<a href="./acme.html">x</a>',
    '<a href="../company/acme.html#main">x</a>',
    '<a href="%61cme.html">x</a>',
    '<a href="https://www.usaspending.gov/award/X/?a=1&amp;b=2">x</a>',
    '<blockquote cite="https://example.org/">x</blockquote>',
    '<link rel="license" href="https://creativecommons.org/">',
    '<img alt="" src="data:image/png;base64,AAAA">',
    '<p data-one="1" only>x</p>',
]


@pytest.mark.parametrize("markup", DEAD + AWAY)
def test_what_leads_nowhere_or_away_is_named(broken: Broken, markup: str) -> None:
    found = broken("company/acme.html", "</h1>", f"</h1>\n{markup}")
    assert [(check, line) for check, line, _ in found] == [("dead_links", 1)]


@pytest.mark.parametrize("markup", IN_ORDER)
def test_what_leads_inside_or_to_a_page_is_in_order(good: GoodSite, trace: Trace, markup: str) -> None:
    good.break_in("company/acme.html", "</h1>", f"</h1>\n{markup}")
    assert good.check(trace) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("assets/site.css", "a{}\nb { background: url(nowhere.png) }"),
        ("assets/site.css", "a{}\n@import 'https://example.org/x.css';"),
        ("assets/site.css", "a{}\n@font-face { src: url(//example.org/x.woff2) }"),
        ("assets/site.js", "1;\nfetch('https://example.org/count')"),
        ("assets/site.js", "1;\nimport(`//cdn.example.org/x.js`)"),
        ("assets/paper.svg", '<svg>\n<image href="https://example.org/x.png"/></svg>'),
        ("feed.xml", '<feed>\n<link href="claim/nowhere.html"/></feed>'),
        ("sitemap.xml", "<urlset>\n<url><loc>nowhere.html</loc></url></urlset>"),
    ],
)
def test_other_files_are_followed_too(good: GoodSite, trace: Trace, path: str, text: str) -> None:
    good.write(path, text)
    assert [(found.page, found.line, found.check) for found in good.check(trace)] == [(path, 2, "dead_links")]


def test_the_sites_own_address_is_a_link_into_the_site(good: GoodSite, trace: Trace) -> None:
    allowed = Allowed(address="https://example.org/site/")
    link = '<link rel="canonical" href="https://example.org/site/{}">'
    good.write("sitemap.xml", "<urlset><loc>https://example.org/site/company/acme.html</loc></urlset>")
    good.break_in("company/acme.html", "<title>", link.format("company/acme.html") + "<title>")
    assert good.check(trace, allowed) == []
    good.break_in("award/one.html", "<title>", link.format("award/two.html") + "<title>")
    assert [(found.page, found.check) for found in good.check(trace, allowed)] == [("award/one.html", "dead_links")]


def test_a_tag_that_is_in_order_in_one_folder_is_looked_at_again_in_another(good: GoodSite, trace: Trace) -> None:
    for path in ("company/acme.html", "award/one.html"):
        good.break_in(path, "</h1>", '</h1><a href="acme.html">x</a>')
    assert [(found.page, found.check) for found in good.check(trace)] == [("award/one.html", "dead_links")]
