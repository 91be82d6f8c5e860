"""A trouble is said once, and once that it is over."""

import io

from undersigned.post.trouble import Troubles


def test_once_for_all_who_meet_it_and_over_with_the_last() -> None:
    said = io.StringIO()
    troubles = Troubles(said)
    troubles.over("mail", "a", "It was nothing.")
    troubles.met("mail", "a", "The server is away.")
    troubles.met("mail", "b", "The server is away.")
    troubles.met("database", "a", "The database is away.")
    troubles.met("mail", "a", "The server is away.")
    troubles.over("mail", "a", "Mails go out again.")
    troubles.over("mail", "a", "Mails go out again.")
    troubles.over("mail", "b", "Mails go out again.")
    assert said.getvalue().splitlines() == ["The server is away.", "The database is away.", "Mails go out again."]


def test_it_can_come_again() -> None:
    said = io.StringIO()
    troubles = Troubles(said)
    for _ in range(2):
        troubles.met("mail", "a", "Away.")
        troubles.over("mail", "a", "Back.")
    assert said.getvalue().split() == ["Away.", "Back."] * 2
