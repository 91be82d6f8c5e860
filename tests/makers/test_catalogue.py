from pathlib import Path

import pytest

from tests.makers.invented import KESTREL, STILT, catalogue
from undersigned.companies.names import core
from undersigned.errors import CatalogError
from undersigned.makers.catalogue import Catalogue, load, parse
from undersigned.terms.maker import Source

HEAD = 'name = "Stilt"\ncategory = "other"\n'
NAMED = HEAD + 'legal_names = ["Stilt Inc"]\n'


@pytest.fixture(scope="module")
def packaged() -> Catalogue:
    """The package's makers, read once."""
    return load()


def in_case(folder: Path, **files: str) -> Path:
    (folder / "catalog").mkdir()
    for name, text in files.items():
        (folder / "catalog" / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_term_without_a_category_has_its_makers() -> None:
    terms = parse(KESTREL, "x.toml").terms
    assert [(term.product, term.category) for term in terms] == [("", "cloud_hosting"), ("Perch", "device_forensics")]


def test_words_are_folded_as_texts_are() -> None:
    (term,) = parse(HEAD + '[[term]]\nwords = ["Stilt-Nest 2"]\nnear = ["ä"]\nnot_near = ["B.C."]', "x.toml").terms
    assert (term.words, term.near, term.not_near) == (("STILT NEST 2",), ("A",), ("B C",))


def test_days_of_an_owner_may_be_toml_dates_or_texts() -> None:
    owner = '[[owner]]\nname = "Avocet"\nsource = "a report"\nsince = 2016-04-30\nuntil = "2020-01"'
    (found,) = parse(NAMED + owner, "x.toml").owners
    assert (found.since, found.until) == ("2016-04-30", "2020-01")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + 'legal_names = "Stilt Inc"', "`legal_names` is a list of words"),
        (HEAD + "legal_names = [7]", "`legal_names` is a list of words"),
        (HEAD + '[[term]]\nwords = "STILT"', "`words` is a list of words"),
        (HEAD + '[[term]]\nwords = ["?"]', "`words` is a list of words"),
        (HEAD + '[[term]]\nwords = ["STILT"]\nnear = "NEST"', "`near` is a list of words"),
        (HEAD + '[[term]]\nwords = ["STILT"]\nnot_near = [""]', "`not_near` is a list of words"),
        (HEAD + '[term]\nwords = ["STILT"]', "write [[term]] with two brackets"),
        (NAMED + "owner = [1]", "write [[owner]] with two brackets"),
        (NAMED + '[[channel]]\nreseller = "Four Meadows"', "a [[channel]] needs `reseller` and `source`"),
        (HEAD + '[[term]]\nwords = ["STILT"]\nproduckt = "Nest"', "'produckt' is not a key of a term"),
        (NAMED + '[[owner]]\nname = "Avocet"\nsource = "x"\nfrom = "2016"', "'from' is not a key of an owner"),
        (
            NAMED + 'also_resells = ["Stilt Sales"]',
            "'Stilt Sales' in `also_resells` is not one of the maker's `legal_names`",
        ),
    ],
)
def test_what_cannot_be_is_one_sentence_that_names_the_file(text: str, said: str) -> None:
    with pytest.raises(CatalogError) as refused:
        parse(text, "stilt.toml")
    assert str(refused.value).startswith("stilt.toml: ")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


SOURCED = (
    NAMED
    + """
[sources.ownership]
says = "privately held"
document = "register of companies, 2030"
url = "https://register.example/stilt"
seen = "2031-02-28"
[sources.category]
says = "stilts"
document = "site of the company"
"""
)


def test_sources_say_who_owns_a_maker_and_what_it_makes() -> None:
    stilt = parse(SOURCED, "stilt.toml")
    assert stilt.sourced
    assert stilt.ownership_source == Source(
        "privately held", "register of companies, 2030", "https://register.example/stilt", "2031-02-28"
    )
    assert stilt.category_source == Source("stilts", "site of the company")
    assert set(catalogue(SOURCED).sources(["Stilt", "Nobody"])) == {"Stilt"}
    assert catalogue(NAMED).sources(["Stilt"]) == {}


def test_one_source_alone_does_not_make_a_maker_sourced() -> None:
    half = parse(NAMED + '[sources.category]\nsays = "stilts"\ndocument = "its site"', "stilt.toml")
    assert (half.sourced, set(half.sources)) == (False, {"category"})


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("sources = 7", "write [sources.ownership] and [sources.category]"),
        ('[sources]\nownership = "privately held"', "write [sources.ownership] and [sources.category]"),
        ('[sources.colour]\nsays = "red"\ndocument = "x"', "'colour' is not a key of [sources]"),
        ('[sources.category]\nsaid = "stilts"', "'said' is not a key of [sources.category]"),
        ('[sources.category]\nsays = " "\ndocument = "x"', "[sources.category] needs `says`"),
        ('[sources.category]\nsays = "stilts"', "and `document`, its name"),
        (
            '[sources.category]\nsays = "stilts"\ndocument = "x"\nurl = "https://stilt.example/"',
            "has `url` and `seen` together",
        ),
        ('[sources.category]\nsays = "stilts"\ndocument = "x"\nseen = "2031-02-28"', "has `url` and `seen` together"),
        (
            '[sources.category]\nsays = "stilts"\ndocument = "x"\nurl = "http://stilt.example/"\nseen = "2031-02-28"',
            "is not the whole https address",
        ),
        (
            '[sources.category]\nsays = "stilts"\ndocument = "x"\nurl = "https://s t/"\nseen = "2031-02-28"',
            "is not the whole https address",
        ),
        (
            '[sources.category]\nsays = "stilts"\ndocument = "x"\nurl = "https://stilt.example/"\nseen = "2031-02-30"',
            "is a day, written",
        ),
        (
            '[sources.category]\nsays = "stilts"\ndocument = "x"\nurl = "https://stilt.example/"\nseen = "20310228"',
            "is a day, written",
        ),
    ],
)
def test_a_source_that_cannot_be_is_one_sentence_that_names_the_file(source: str, said: str) -> None:
    with pytest.raises(CatalogError) as refused:
        parse(NAMED + source, "stilt.toml")
    assert str(refused.value).startswith("stilt.toml: ")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_case_without_makers_of_its_own_has_the_packages(tmp_path: Path, packaged: Catalogue) -> None:
    assert load(tmp_path) == packaged


def test_a_cases_maker_stands_beside_the_packages(tmp_path: Path, packaged: Catalogue) -> None:
    found = load(in_case(tmp_path, godwit=NAMED.replace("Stilt", "Godwit of Nowhere"))).makers
    assert set(found) - set(packaged.makers) == {"Godwit of Nowhere"}


def test_a_cases_maker_replaces_the_packages_of_its_name(tmp_path: Path) -> None:
    found = load(in_case(tmp_path, mine='name = "Amazon"\ncategory = "other"\nlegal_names = ["Amazon Mine"]'))
    assert (found.makers["Amazon"].category, found.makers["Amazon"].terms) == ("other", ())
    assert found.by_legal_name["AMAZON MINE"] == "Amazon"
    assert "AMAZON WEB SERVICES" not in found.by_legal_name


def test_a_legal_name_that_the_case_claims_is_the_cases(tmp_path: Path, packaged: Catalogue) -> None:
    mine = 'name = "Invented Cloud"\ncategory = "cloud_hosting"\nlegal_names = ["Amazon Web Services, Inc."]'
    assert packaged.by_legal_name[core("Amazon Web Services, Inc.")] == "Amazon"
    assert load(in_case(tmp_path, mine=mine)).by_legal_name[core("Amazon Web Services, Inc.")] == "Invented Cloud"


def test_only_toml_files_of_the_case_are_read(tmp_path: Path, packaged: Catalogue) -> None:
    in_case(tmp_path)
    (tmp_path / "catalog" / "notes.txt").write_text("not a maker", encoding="utf-8")
    assert load(tmp_path) == packaged


def test_a_file_of_the_case_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    in_case(tmp_path)
    (tmp_path / "catalog" / "stilt.toml").write_bytes(b"name = \xff\xfe")
    with pytest.raises(CatalogError, match=r"^stilt\.toml cannot be read: .*UTF-8\.$"):
        load(tmp_path)


def test_a_folder_named_like_a_maker_is_one_sentence(tmp_path: Path) -> None:
    (in_case(tmp_path) / "catalog" / "stilt.toml").mkdir()
    with pytest.raises(CatalogError, match=r"^stilt\.toml cannot be read: "):
        load(tmp_path)


def test_legal_names_are_owned_by_the_owner_and_else_by_the_maker() -> None:
    found = [(line.name, line.owner, line.source) for line in catalogue(STILT).ownership()]
    assert found == [
        ("STILT NETWORKS", "Avocet Holdings", "an invented report"),
        ("STILT NETWORKS", "Stilt", "the makers' catalogue"),
    ]


def test_sisters_are_the_makers_under_one_owner() -> None:
    dunlin = STILT.replace("Stilt", "Dunlin")
    avocet = 'name = "Avocet Holdings"\ncategory = "other"\nlegal_names = ["Avocet Holdings"]'
    known = catalogue(STILT, dunlin, avocet, KESTREL)
    assert known.owners()["Stilt"] & known.owners()["Dunlin"] & known.owners()["Avocet Holdings"] == {"Avocet Holdings"}
    assert known.owners()["Kestrelcloud"] == {"Kestrelcloud"}


OWNED = """
[[owner]]
name = "Avocet"
source = "a report"
until = "2020-01"
[[owner]]
name = "Bittern"
source = "another report"
since = "2020-02"
"""


@pytest.mark.parametrize(("day", "owner"), [("2019-06-01", "Avocet"), ("2021-06-01", "Bittern")])
def test_who_owned_a_maker_depends_on_the_day(day: str, owner: str) -> None:
    found = catalogue(NAMED + OWNED).owned(["Stilt"], day)
    assert {name: found[name].name for name in found} == {"Stilt": owner}


def test_who_has_no_owner_or_is_not_in_the_catalogue_is_left_out() -> None:
    assert catalogue(NAMED).owned(["Stilt", "Nobody"], "2021-06-01") == {}
