from pathlib import Path

import pytest

from tests.companies.invented import different, owned, same
from undersigned.companies.judgements import load, unmatched
from undersigned.errors import CatalogError
from undersigned.terms.judgement import Decided, DifferentCompany, FamilyOf, Judgements, MakerOf, SameCompany

DECIDED = '\nwho = "A. Reporter"\nwhen = "2031-05-06"\nwhy = "a register"\n'
WHY = Decided("A. Reporter", "2031-05-06", "a register")
MAKER = '[[maker]]\naward = "A1"'
DIFFERENT = '[[different_company]]\nnames = ["HERON", "STILT"]'


def written(folder: Path, text: str) -> Path:
    (folder / "judgements.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_case_without_the_file_has_no_judgements(tmp_path: Path) -> None:
    assert load(tmp_path) == Judgements()


def test_every_kind_is_read(tmp_path: Path) -> None:
    text = (
        f'[[same_company]]\nnames = ["HERON LLC", "STILT LLC"]{DECIDED}'
        f'[[different_company]]\nnames = ["HERON LLC", "HERON INC"]{DECIDED}'
        f'[[family]]\ncompany = "HERON LLC"\nowner = "Avocet"{DECIDED}'
        f'{MAKER}\nmaker = "Godwit"\nproduct = "Wader"\ncategory = "biometrics"\nreseller = true{DECIDED}'
    )
    assert load(written(tmp_path, text)) == Judgements(
        same=(SameCompany(("HERON LLC", "STILT LLC"), WHY),),
        different=(DifferentCompany(("HERON LLC", "HERON INC"), WHY),),
        families=(FamilyOf("HERON LLC", "Avocet", WHY),),
        makers=(MakerOf("A1", "Godwit", "Wader", "product", "biometrics", reseller=True, decided=WHY),),
    )


def test_an_empty_maker_says_that_it_cannot_be_known(tmp_path: Path) -> None:
    (found,) = load(written(tmp_path, f'{MAKER}\nmaker = ""{DECIDED}')).makers
    assert (found.maker, found.relation, found.reseller) == ("", "none", False)


def test_the_day_may_be_a_toml_date(tmp_path: Path) -> None:
    text = f"{MAKER}{DECIDED}".replace('"2031-05-06"', "2031-05-06")
    assert load(written(tmp_path, text)).makers[0].decided == WHY


def test_an_answer_and_a_second_side_are_read(tmp_path: Path) -> None:
    text = (
        f'[[same_company]]\nnames = ["A", "B"]\nwith = ["C"]\nanswer = "unsure"{DECIDED}'
        f'[[different_company]]\nnames = ["A"]\nfrom = ["B", "C"]{DECIDED}'
        f'{MAKER}\nmaker = "Godwit"\nanswer = "no"{DECIDED}'
    )
    found = load(written(tmp_path, text))
    assert found.same == (SameCompany(("A", "B"), WHY, ("C",), "unsure"),)
    assert found.different == (DifferentCompany(("A",), WHY, ("B", "C")),)
    assert found.makers[0].answer == "no"


def test_what_was_undone_decides_nothing_and_still_must_be_well_written(tmp_path: Path) -> None:
    undone = '\nundone = {who = "B", when = 2031-05-07, why = "wrong"}'
    assert load(written(tmp_path, f"{DIFFERENT}{undone}{DECIDED}{MAKER}{undone}{DECIDED}")) == Judgements()


def test_keys_that_are_not_known_are_left_alone(tmp_path: Path) -> None:
    assert load(written(tmp_path, f'{MAKER}\nmaker = ""\ndocument = "D1"{DECIDED}')).makers[0].award_key == "A1"


def test_reading_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path, f"# ours\n{MAKER}{DECIDED}") / "judgements.toml"
    before = path.read_bytes()
    load(tmp_path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["judgements.toml"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[maker", "cannot be read"),
        (f"[[makers]]\naward = 'A1'{DECIDED}", "[[makers]] is not one of"),
        (f'[maker]\naward = "A1"{DECIDED}', "write [[maker]] with two brackets"),
        (MAKER, "a [[maker]] has no `when`"),
        (f"{MAKER}{DECIDED}".replace("2031-05-06", "May"), "a [[maker]] has no `when`"),
        (f"{MAKER}{DECIDED}".replace("A. Reporter", " "), "a [[maker]] has no `who`"),
        (f"{MAKER}{DECIDED}".replace("a register", ""), "a [[maker]] has no `why`"),
        (f"[[maker]]{DECIDED}", "a [[maker]] has no `award`"),
        (f'[[family]]\ncompany = "HERON"{DECIDED}', "a [[family]] has no `owner`"),
        (f'[[same_company]]\nnames = ["HERON"]{DECIDED}', "`names` needs at least two"),
        (f'[[same_company]]\nnames = ["HERON", "HERON"]{DECIDED}', "`names` needs at least two"),
        (f'[[same_company]]\nnames = "HERON LLC"{DECIDED}', "`names` needs at least two"),
        (f'{MAKER}\nmaker = "Godwit"\nrelation = "sold"{DECIDED}', "relation 'sold'"),
        (f'{MAKER}\nmaker = "Godwit"\nrelation = "none"{DECIDED}', "relation 'none'"),
        (f'{MAKER}\nrelation = "product"{DECIDED}', 'maker "" has none'),
        (f'{MAKER}\nmaker = "Godwit"\ncategory = "toys"{DECIDED}', "category 'toys'"),
        (f'{MAKER}\nmaker = "Godwit"\nreseller = "no"{DECIDED}', "reseller 'no' is not true or false"),
        (f'{MAKER}\nmaker = "Godwit"\nanswer = "maybe"{DECIDED}', "answer 'maybe' is not one of yes, no, unsure"),
        (f'{MAKER}\nanswer = "no"{DECIDED}', "with `answer` names the `maker`"),
        (f'{DIFFERENT}\nanswer = "no"{DECIDED}', "a [[different_company]] has no `answer`"),
        (f"{DIFFERENT}\nundone = true{DECIDED}", "`undone` is {who ="),
        (f'{DIFFERENT}\nundone = {{who = "A", why = "B"}}{DECIDED}', "[[different_company undone]] has no `when`"),
        (f'[[same_company]]\nnames = []\nwith = ["A", "B"]{DECIDED}', "`names` is empty"),
        ("x = " + "[" * 5000, "cannot be read"),
        ("x = " + "9" * 5000, "cannot be read"),
    ],
)
def test_what_cannot_be_is_one_sentence_that_names_the_file(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CatalogError) as refused:
        load(written(tmp_path, text))
    assert "judgements.toml" in str(refused.value)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_in_another_encoding_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "judgements.toml").write_bytes(b"# \xff")
    with pytest.raises(CatalogError, match=r"cannot be read: .* it was not changed\.$"):
        load(tmp_path)


def test_judgements_that_match_are_not_remarked_on() -> None:
    names = ["HERON LLC", "STILT INC", "Avocet, L.L.C."]
    for judgements in (
        same("Heron LLC", "STILT INC"),
        different("HERON LLC", "stilt inc"),
        owned("AVOCET INC", "Godwit"),
        Judgements(makers=(MakerOf("A1", "Godwit", "", "product", "other", reseller=False, decided=WHY),)),
    ):
        assert unmatched(judgements, names, {"A1"}) == []


def test_judgements_that_match_nothing_are_named_each_once() -> None:
    judgements = Judgements(
        same=same("HERON LLC", "STILT LLC").same,
        different=different("HERON LLC", "GODWIT LLC", "AVOCET LLC").different,
        families=owned("Curlew LLC", "Godwit").families * 2,
        makers=(MakerOf("a1", "Godwit", "", "product", "other", reseller=False, decided=WHY),),
    )
    no_such = "these records have no recipient of that name"
    assert unmatched(judgements, ["HERON LLC", "STILT CORP", "AVOCET, L.L.C."], {"A1"}) == [
        f"judgements.toml: [[same_company]] names 'STILT LLC': {no_such}; there is 'STILT CORP'.",
        f"judgements.toml: [[different_company]] names 'GODWIT LLC': {no_such}.",
        f"judgements.toml: [[family]] names 'Curlew LLC': {no_such}.",
        "judgements.toml: [[maker]] for the award 'a1': these records have no such award.",
    ]
