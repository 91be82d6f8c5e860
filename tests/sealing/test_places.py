"""No two places have the same name, so nothing sealed for one opens in another."""

from uuid import UUID

from undersigned.sealing import places

ONE, TWO = UUID(int=1), UUID(int=2)


def test_every_purpose_and_every_row_is_a_place_of_its_own() -> None:
    found = [
        place(signature)
        for place in (places.holders_copy, places.signers_copy, places.outgoing_mail)
        for signature in (ONE, TWO)
    ] + [places.data_key_of(1), places.data_key_of(2), places.data_key_of(11)]
    assert len(set(found)) == len(found) == 9
