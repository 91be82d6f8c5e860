from tests.companies.invented import different, known, named, one_family, owned, same, traced
from undersigned.companies.families import MOST_NAMES_OF_ONE_ROOT
from undersigned.terms.company import Ownership, Recipient

SOURCE = "an invented report"


def test_a_company_that_nobody_owns_is_its_own_family() -> None:
    row = traced(named("HERON LLC"))["HERON LLC"]
    assert (row.family_id, row.family_name, row.family_basis) == ("heron", "HERON LLC", "own name")


def test_an_owner_from_the_data_comes_with_its_source() -> None:
    row = traced(named("HERON LLC"), known(Ownership("HERON", "Avocet Holdings", SOURCE)))["HERON LLC"]
    assert (row.family_id, row.family_name) == ("avocet-holdings", "Avocet Holdings")
    assert (row.family_basis, row.family_source) == ("catalogue", SOURCE)


def test_the_owner_itself_is_of_its_family() -> None:
    rows = traced(named("HERON LLC", "AVOCET HOLDINGS, INC."), known(Ownership("HERON", "Avocet Holdings", SOURCE)))
    assert one_family(rows, "HERON LLC", "AVOCET HOLDINGS, INC.")


def test_an_owners_first_words_take_every_name_that_begins_with_them() -> None:
    owners = known(Ownership("HERON", "Avocet", SOURCE, prefix=True))
    rows = traced(named("HERON LLC", "HERON MARSH INC", "HERONRY LLC"), owners)
    assert {name: row.family_name for name, row in rows.items()} == {
        "HERON LLC": "Avocet",
        "HERON MARSH INC": "Avocet",
        "HERONRY LLC": "HERONRY LLC",
    }


def test_what_an_owner_says_is_not_its_own_is_not_taken() -> None:
    owners = known(Ownership("HERON", "Avocet", SOURCE, prefix=True), not_owned=frozenset({("Avocet", "HERON MARSH")}))
    rows = traced(named("HERON LABS LLC", "HERON MARSH INC"), owners)
    assert [rows[name].family_name for name in ("HERON LABS LLC", "HERON MARSH INC")] == ["Avocet", "HERON MARSH INC"]


def test_the_longest_first_words_decide_and_a_whole_name_before_them() -> None:
    owners = known(
        Ownership("HERON", "Avocet", SOURCE, prefix=True),
        Ownership("HERON MARSH", "Godwit", SOURCE, prefix=True),
        Ownership("HERON MARSH LABS", "Stilt", SOURCE),
    )
    rows = traced(named("HERON BAY LLC", "HERON MARSH EAST LLC", "HERON MARSH LABS LLC"), owners)
    assert [row.family_name for row in rows.values()] == ["Avocet", "Godwit", "Stilt"]


def test_ownership_holds_between_its_days() -> None:
    owners = known(
        Ownership("HERON", "Avocet", SOURCE, until="2029-12"), Ownership("HERON", "Godwit", SOURCE, since="2030-01-15")
    )
    owner = {
        day: traced(named("HERON LLC"), owners, as_of=day)["HERON LLC"].family_name
        for day in ("2029-12-31", "2030-01-14", "2030-01-15")
    }
    assert owner == {"2029-12-31": "Avocet", "2030-01-14": "HERON LLC", "2030-01-15": "Godwit"}


def test_an_investor_makes_no_family() -> None:
    owners = known(
        Ownership("HERON", "Deep Pockets", SOURCE),
        Ownership("STILT", "Deep Pockets", SOURCE),
        investors=frozenset({"Deep Pockets"}),
    )
    rows = traced(named("HERON LLC", "STILT LLC"), owners)
    assert not one_family(rows, "HERON LLC", "STILT LLC")
    assert rows["HERON LLC"].family_basis == "own name"


def test_the_makers_catalogue_tells_owners_but_never_against_our_own_names() -> None:
    makers = [Ownership("HERON", "Stilt", SOURCE), Ownership("AVOCET", "Stilt", SOURCE)]
    rows = traced(named("HERON LLC", "AVOCET LLC"), known(Ownership("HERON", "Godwit", SOURCE)), more=makers)
    assert [rows[name].family_name for name in ("HERON LLC", "AVOCET LLC")] == ["Godwit", "Stilt"]


def test_who_owns_most_names_of_a_maker_owns_all_of_them() -> None:
    makers = [Ownership(name, "Stilt", SOURCE, itself=True) for name in ("STILT SALES", "STILT LABS", "AVOCET")]
    ours = [Ownership(name, "Godwit", SOURCE) for name in ("STILT SALES", "STILT LABS")]
    names = named("STILT SALES LLC", "AVOCET LLC")
    assert traced(names, known(*ours), more=makers)["AVOCET LLC"].family_name == "Godwit"
    assert traced(names, known(*ours[:1]), more=makers)["AVOCET LLC"].family_name == "Stilt"


def test_a_maker_without_an_owner_is_of_the_family_that_begins_its_name() -> None:
    maker = Ownership("AVOCET SCOPES", "Scopes", SOURCE, itself=True)
    rows = traced(named("AVOCET SCOPES LLC"), known(Ownership("AVOCET", "Avocet", SOURCE, prefix=True)), more=[maker])
    assert rows["AVOCET SCOPES LLC"].family_name == "Avocet"


def test_the_owner_of_first_words_is_nearer_than_its_own_owner() -> None:
    owners = known(Ownership("AVOCET", "Avocet", SOURCE, prefix=True))
    above = [Ownership("AVOCET", "Godwit", SOURCE), Ownership("AVOCET SCOPES", "Heron", SOURCE)]
    rows = traced(named("AVOCET INC", "AVOCET LABS INC", "AVOCET SCOPES LLC"), owners, more=above)
    assert [row.family_name for row in rows.values()] == ["Avocet", "Avocet", "Heron"]


def test_one_parent_uei_is_one_family_under_the_parents_commonest_name() -> None:
    recipients = [
        Recipient("HERON LLC", parent_name="AVOCET INC", parent_uei="P1", rows=3),
        Recipient("STILT LLC", parent_name="AVOCETT", parent_uei="P1"),
        Recipient("GODWIT LLC", parent_name="AVOCET INC", parent_uei="P2"),
    ]
    rows = traced(recipients)
    assert one_family(rows, "HERON LLC", "STILT LLC")
    assert rows["STILT LLC"].family_name == "AVOCET INC"
    assert {row.family_basis for row in rows.values()} == {"parent UEI"}


def test_a_parent_duns_does_where_there_is_no_uei() -> None:
    row = traced([Recipient("HERON LLC", parent_name="AVOCET INC", parent_duns="P1")])["HERON LLC"]
    assert (row.family_name, row.family_basis) == ("AVOCET INC", "parent DUNS")


def test_a_parents_name_without_an_identifier_is_not_enough() -> None:
    assert traced([Recipient("HERON LLC", parent_name="AVOCET INC")])["HERON LLC"].family_name == "HERON LLC"


def test_of_several_parents_the_commonest_counts() -> None:
    recipients = [
        Recipient("HERON LLC", parent_name="GODWIT INC", parent_uei="P2", rows=2),
        Recipient("HERON LLC", parent_name="GODWIT INC", parent_uei="P2", city="MARSH", rows=2),
        Recipient("HERON LLC", parent_name="AVOCET INC", parent_uei="P1", rows=3),
    ]
    assert traced(recipients)["HERON LLC"].family_name == "GODWIT INC"


def test_the_data_goes_on_from_the_parent_and_before_it() -> None:
    recipients = [Recipient("HERON LLC", parent_name="AVOCET INC", parent_uei="P1")]
    beyond = traced(recipients, known(Ownership("AVOCET", "Godwit", SOURCE)))["HERON LLC"]
    before = traced(recipients, known(Ownership("HERON", "Stilt", SOURCE)))["HERON LLC"]
    assert (beyond.family_name, beyond.family_basis) == ("Godwit", "parent UEI")
    assert (before.family_name, before.family_basis) == ("Stilt", "catalogue")


def test_a_whole_name_that_begins_another_makes_a_family() -> None:
    rows = traced(named("HERON MARSH LLC", "HERON MARSH LABS INC", "HERON BAY INC"))
    assert one_family(rows, "HERON MARSH LLC", "HERON MARSH LABS INC")
    assert rows["HERON MARSH LABS INC"].family_basis == "name rule"
    assert rows["HERON BAY INC"].family_basis == "own name"


def test_one_word_or_ordinary_words_make_no_family() -> None:
    rows = traced(named("HERON LLC", "HERON MARSH LLC", "GLOBAL SOLUTIONS", "GLOBAL SOLUTIONS SUPPORT INC"))
    assert {row.family_basis for row in rows.values()} == {"own name"}


def test_a_phrase_that_begins_many_names_makes_no_family() -> None:
    names = [f"HERON MARSH {number} LLC" for number in range(MOST_NAMES_OF_ONE_ROOT)]
    assert not one_family(traced(named("HERON MARSH LLC", *names)), "HERON MARSH LLC", names[0])
    assert one_family(traced(named("HERON MARSH LLC", *names[1:])), "HERON MARSH LLC", names[1])


def test_known_look_alikes_make_no_family_by_name() -> None:
    owners = known(apart=[("HERON MARSH", "HERON MARSH LABS")])
    rows = traced(named("HERON MARSH LLC", "HERON MARSH LABS INC"), owners)
    assert not one_family(rows, "HERON MARSH LLC", "HERON MARSH LABS INC")


def test_a_judgement_keeps_apart_what_a_name_would_put_in_one_family() -> None:
    names = ("HERON MARSH LLC", "HERON MARSH LABS INC")
    assert not one_family(traced(named(*names), judgements=different(*names)), *names)


def test_a_judgement_on_the_owner_wins_over_data_and_parent() -> None:
    recipients = [Recipient("HERON, LLC", parent_name="AVOCET INC", parent_uei="P1")]
    owners = known(Ownership("HERON", "Stilt", SOURCE))
    row = traced(recipients, owners, owned("Heron", "Godwit"))["HERON, LLC"]
    assert (row.family_name, row.family_basis, row.family_source) == ("Godwit", "judgement", "judgements.toml")


def test_a_judgement_may_name_an_investor_as_owner() -> None:
    owners = known(investors=frozenset({"Deep Pockets"}))
    row = traced(named("HERON LLC"), owners, owned("HERON LLC", "Deep Pockets"))["HERON LLC"]
    assert row.family_name == "Deep Pockets"


def test_all_names_of_one_company_are_of_one_family() -> None:
    recipients = [*named("HERON LLC"), Recipient("STILT LLC", parent_name="AVOCET", parent_uei="P1")]
    assert one_family(traced(recipients, judgements=same("HERON LLC", "STILT LLC")), "HERON LLC", "STILT LLC")
