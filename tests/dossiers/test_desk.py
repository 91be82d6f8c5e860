"""A desk writes the pages of one language where its links work."""

from dataclasses import replace
from pathlib import Path

from tests.dossiers.county import claim
from undersigned.claims.reading import Trace
from undersigned.dossiers.authored.settings import Settings
from undersigned.dossiers.desk import Desk


def told_by(desk: Desk, address: str) -> str:
    desk.write(address, "search.html")
    return (desk.folder / address).read_text(encoding="utf-8")


def test_links_lead_up_from_the_folder_of_a_page(desk: Desk, spanish_desk: Desk) -> None:
    assert 'href="assets/site.css"' in told_by(desk, "search.html")
    assert 'href="../assets/site.css"' in told_by(desk, "claim/x.html")
    assert 'href="../../assets/site.css"' in told_by(spanish_desk, "claim/x.html")


def test_a_page_says_its_language_and_links_to_the_other(desk: Desk, spanish_desk: Desk) -> None:
    assert '<html lang="en" dir="ltr">' in told_by(desk, "claim/x.html")
    assert 'href="../es/claim/x.html"' in told_by(desk, "claim/x.html")
    assert 'href="../../claim/x.html"' in told_by(spanish_desk, "claim/x.html")


def test_an_amount_is_exact_or_rounded_and_in_its_unit(desk: Desk) -> None:
    assert desk.amount_of(431_000_012_34, "cents") == "$431,000,012.34"
    assert desk.amount_of(431_000_012_34, "cents", exact=False) == "$431.0 million"
    assert desk.amount_of(906, "percent") == "90.6 %"
    assert desk.amount_of(1200, "awards") == "1,200"
    assert desk.amount_of(None, "cents") == ""


def test_a_sentence_is_said_in_the_readers_language(desk: Desk, spanish_desk: Desk, county_trace: Trace) -> None:
    told = claim(county_trace, "company", "FARM INC")
    assert desk.said(told) == told.statement
    assert spanish_desk.said(told).startswith("Se comprometió") or "FARM INC" in spanish_desk.said(told)
    assert spanish_desk.said(told) != told.statement


def test_many_notes_about_repeated_rows_become_one(desk: Desk, county_trace: Trace) -> None:
    told = claim(county_trace, "company", "FARM INC")
    note = "In {} 3 rows repeat an earlier row exactly and are counted once."
    many = replace(told, caveats=("First.", note.format("a.csv"), note.format("b.csv")), caveat_wordings=())
    assert desk.caveats(many) == [
        "First.",
        "In 2 parts of the records some rows repeat others exactly; each is counted once.",
    ]


def test_an_incomplete_year_is_told_from_one_that_is_cut_off(desk: Desk, county_trace: Trace) -> None:
    told = replace(claim(county_trace, "company", "FARM INC"), caveats=(), caveat_wordings=())
    incomplete = replace(told, caveats=("Fiscal year 2031 is incomplete: it goes on.",))
    cut_off = replace(told, caveats=("The fetch probably stopped early.",))
    assert desk.incomplete(told, None, incomplete).startswith("Fiscal year 2031")
    assert (desk.incomplete(cut_off), desk.truncated(incomplete)) == ("", "")
    assert desk.truncated(cut_off) == "The fetch probably stopped early."


def test_the_caveats_of_a_real_trace_are_told_apart(desk: Desk, trace: Trace) -> None:
    claims = list(trace.every_claim())
    assert any(desk.incomplete(told) for told in claims)
    assert any(desk.truncated(told) for told in claims)
    assert any("parts of the records some rows repeat" in caveat for told in claims for caveat in desk.caveats(told))


def test_makers_and_agencies_with_a_total_have_a_card(desk: Desk) -> None:
    where = {profile.name: desk.card(profile) for profile in desk.contents.profiles.all}
    assert where["Heronsoft"] == "cards/company-heronsoft.png"
    assert where["FARM INC"] == "cards/site.png"


def test_a_withdrawn_claim_is_no_headline(desk: Desk, withdrawing: Desk) -> None:
    profile = desk.contents.profiles.of("maker", "Heronsoft")
    assert profile
    said, left = ({told.channel for told in at.headlines(profile)} for at in (desk, withdrawing))
    assert (said, left) == ({"resold", "direct", "all"}, {"direct", "all"})


def test_an_address_is_told_where_the_authors_gave_their_sites(desk: Desk, spanish_desk: Desk) -> None:
    at_home = replace(desk.edition, settings=Settings(address="https://watch.example/"))
    there = Desk(at_home, desk.contents, spanish_desk.language, desk.words, desk.top)
    assert there.absolute("claim/x.html") == "https://watch.example/es/claim/x.html"
    assert desk.absolute("claim/x.html") == ""


def test_text_is_written_in_utf_8_with_no_foreign_line_ends(desk: Desk) -> None:
    desk.save("x.txt", "ñ\n")
    assert (desk.folder / "x.txt").read_bytes() == b"\xc3\xb1\n"


def test_the_row_of_an_award_is_made_once(desk: Desk) -> None:
    award = next(iter(desk.contents.awards.values()))
    assert desk.award_row(award) is desk.award_row(award)
    assert f'href="../{Path("award").name}/' in desk.award_row(award)
