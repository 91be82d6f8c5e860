from undersigned.terms.maker import CATEGORIES, TECHNOLOGY


def test_technology_is_every_category_but_detention_and_the_rest() -> None:
    assert set(CATEGORIES) - TECHNOLOGY == {"detention", "other"}
    assert set(CATEGORIES) >= TECHNOLOGY
    assert len(set(CATEGORIES)) == len(CATEGORIES)
