"""Initials are sensible whatever a name is written with."""

import pytest

from undersigned.terms.initials import initials


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ada Lovelace", "A. L."),
        ("Anna-Lena de Vries", "A. L. D. V."),
        ("jean\u2010luc  o'neill", "J. L. O."),
        ("(A. L.)", "A. L."),
        ("J.R.R. Tolkien", "J. R. R. T."),
        ("\u0141ukasz 'Zed' (3rd)", "\u0141. Z."),
        ("E\u0301lodie", "\u00c9."),
        ("\u0254\u0303li", "\u0186\u0303."),  # a letter and a mark that have no sign together
        ("\u0641\u0627\u0637\u0645\u0629 \u0627\u0644\u0632\u0647\u0631\u0627\u0621", "\u0641. \u0627."),
        ("\u092e\u0940\u0930\u093e \u0936\u094d\u0930\u0940", "\u092e\u0940. \u0936."),  # vowel signs stay, a tie goes
        ("\u73a9\u4e3d\u00b7\u5c45\u91cc", "\u73a9. \u5c45."),
        ("\u10dc\u10d8\u10dc\u10dd", "\u10dc."),  # Georgian begins names with small letters
        ("\u00dfa", "\u00df."),
        ("4 9", ""),
        ("-- (!) --", ""),
        ("", ""),
    ],
)
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short
