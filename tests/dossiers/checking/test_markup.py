"""What a page lacks is named, with its line."""

import pytest

from tests.dossiers.checking.conftest import Broken


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (' lang="en"', "", 0, "language"),
        (' dir="ltr"', "", 0, "direction"),
        ("<!doctype html>", "<!-- -->", 0, "doctype"),
        ("<title>Acme</title>", "<title> </title>", -4, "no <title>"),
        ("<h1>ACME LLC</h1>", "<h2>ACME LLC</h2>", -12, "no <h1>"),
        ("<h1>", "<h1>x</h1>\n<h1>", 1, "second <h1>"),
        ("<h1>", '\n<h1 id="main">', 1, "'main' stands twice"),
        ("</h1>", '</h1>\n<img src="../assets/paper.svg">', 1, "no alt"),
        ("</h1>", "</h1>\n<table><tr><td>1</td></tr></table>", 1, "header cell"),
        ("</main>", "</main>\n<main></main>", 1, "2 <main>"),
    ],
)
def test_what_a_page_lacks_is_named(broken: Broken, old: str, new: str, line: int, said: str) -> None:
    found = broken("company/acme.html", old, new)
    assert [(check, at) for check, at, sentence in found if said in sentence] == [("markup", line)]
    assert len(found) == 1
