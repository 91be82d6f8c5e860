from itertools import product

import pytest
from cleanco import basename

from undersigned.companies.legal_forms import without_form

BEGINNINGS = ["ACME", "The Heron & Sons", "Müller ß", "Société", "L.P.", ""]
FORMS = [
    "",
    "INC",
    "Inc.,",
    "L.L.C.",
    "Co., Ltd.",
    "GmbH & Co. KG",
    "sp. z o.o.",
    "S.A. de C.V.",
    "LLC LLC",
    "PTY LTD)",
    "—",
]


@pytest.mark.parametrize(("beginning", "form"), list(product(BEGINNINGS, FORMS)))
def test_the_form_is_taken_away_as_cleanco_does_it(beginning: str, form: str) -> None:
    for name in (f"{beginning} {form}", f"{beginning}{form} ", f"{form} {beginning} {form}"):
        assert without_form(name) == basename(name)
