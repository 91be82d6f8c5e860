"""How a signer asked to be shown."""

from dataclasses import replace

import pytest

from tests.web.signing import ADA
from undersigned.terms.campaign import PublicSigner
from undersigned.terms.signature import Appearance
from undersigned.web.showing import as_asked


@pytest.mark.parametrize(
    ("appearance", "shown"),
    [
        (Appearance.ANONYMOUS, None),
        (Appearance.INITIALS, PublicSigner("A. L.")),
        (Appearance.NAME, PublicSigner("Ada Lovelace")),
        (Appearance.PERSONAL_CAPACITY, PublicSigner("Ada Lovelace", "Analytical Engines")),
    ],
)
def test_as_asked(appearance: Appearance, shown: PublicSigner | None) -> None:
    assert as_asked(replace(ADA, appearance=appearance)) == shown


def test_initials_of_a_name_without_letters_show_nothing() -> None:
    assert as_asked(replace(ADA, name="4 9", appearance=Appearance.INITIALS)) is None
