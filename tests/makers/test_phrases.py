import re

import pytest

from undersigned.makers.phrases import Phrases

PHRASES = ["LABOR", "R&D", "HELP DESK", "24 HOUR", "O&M SERVICES"]


@pytest.mark.parametrize(
    "text",
    [
        "LABOR",
        "LABORATORY",
        "THE LABOR&MATERIAL",
        "R&D UNIT",
        "R D",
        "A+R&D",
        "HELP DESKS",
        "HELP DESK",
        "24 HOURS",
        "O&M",
        "",
    ],
)
def test_a_look_at_the_words_first_changes_nothing(text: str) -> None:
    plain = re.compile(rf"\b(?:{'|'.join(map(re.escape, PHRASES))})\b")
    assert bool(Phrases(PHRASES).search(text)) == bool(plain.search(text))


def test_what_must_stand_behind_is_asked_too() -> None:
    holders = Phrases(["HOLSTERS"], behind=r" (?:FOR)(?: \w+){0,1} $")
    assert holders.search("HOLSTERS FOR ")
    assert holders.search("TWO HOLSTERS FOR THE ")
    assert not holders.search("HOLSTERS FOR ALL OF THE ")
