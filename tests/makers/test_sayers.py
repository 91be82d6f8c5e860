import numpy as np

from undersigned.makers.sayers import Sayers


def test_only_words_of_one_company_are_its_own() -> None:
    sayers = Sayers(4)
    for word, company in (([0, 0, 1], [7, 7, 3]), ([1, 2, -1], [4, 5, 9]), ([2], [5])):
        sayers.add(*sayers.news(np.array(word), np.array(company)))
    assert sayers.lone().tolist() == [True, False, True, False]


def test_of_a_word_that_several_say_nothing_more_is_noted() -> None:
    sayers = Sayers(1)
    sayers.add(np.array([0, 0]), np.array([1, 2]))
    words, companies = sayers.news(np.array([0]), np.array([3]))
    assert (words.size, companies.size) == (0, 0)
