from undersigned.terms.claim import claim_id


def test_the_same_subject_and_measure_have_the_same_identifier_in_every_run() -> None:
    assert claim_id("maker", "Godwit", "net", "all", "", 2031) == "Cfe57ec323c6d"


def test_no_part_of_a_claim_is_left_out_of_its_identifier() -> None:
    parts = ["maker", "Godwit", "net", "all", "", 2031]
    others = {claim_id(*parts[:index], "other", *parts[index + 1 :]) for index in range(len(parts))}
    assert len(others | {claim_id(*parts)}) == len(parts) + 1


def test_all_years_are_nothing_rather_than_a_word() -> None:
    assert claim_id("maker", None) == claim_id("maker", "") != claim_id("maker", "None")
