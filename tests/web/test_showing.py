"""How a signer asked to be shown."""

from dataclasses import replace

import pytest

from tests.web.signing import ADA
from undersigned.terms.campaign import PublicSigner
from undersigned.terms.signature import Appearance
from undersigned.web.showing import as_asked, initials


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


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ada Lovelace", "A. L."),
        ("jean-luc  o'neill", "J. L. O."),
        ("Łukasz 'Zed' (3rd)", "Ł. Z. R."),
        ("E\u0301lodie", "E\u0301."),
        ("فاطمة الزهراء", "ف. \u0627."),
        ("4 9", ""),
    ],
)
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short
