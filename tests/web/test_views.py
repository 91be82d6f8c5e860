"""A signer's page and buttons, from the mail to erasing."""

from tests.web.signing import Signing
from undersigned.terms.signature import State


def test_confirming(signing: Signing) -> None:
    link = signing.sign(signing.campaign())
    page = signing.get(link.path)
    assert page.status == 200
    assert "Ada Lovelace" in page.text
    answer = signing.post(f"{link.path}/confirm")
    assert (answer.status, answer.headers["location"]) == (303, f"{link.path}?said=confirmed")
    assert signing.kept(link).state is State.CONFIRMED
    assert "Thank you" in signing.get(answer.headers["location"]).text
