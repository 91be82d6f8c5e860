"""The reference says what the program says; `python -m docs.generate` writes it again."""

import re
import tomllib
from pathlib import Path

import pytest

from docs import generate
from undersigned.terms.maker import CATEGORIES


@pytest.mark.parametrize("name", sorted(generate.PAGES))
def test_a_page_of_the_reference_is_what_the_program_says(root: Path, name: str) -> None:
    written = (root / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == generate.page(name), "to write it again: .venv/bin/python -m docs.generate"


def test_the_reference_holds_no_other_page(root: Path) -> None:
    assert {path.name for path in (root / "docs" / "reference").iterdir()} == set(generate.PAGES)


@pytest.mark.parametrize(
    "said", [dict.fromkeys(CATEGORIES[:-1], "A sentence"), dict.fromkeys([*CATEGORIES, "dice"], "A sentence")]
)
def test_a_name_and_its_meaning_come_together(said: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="categories"):
        generate.categories(said)


@pytest.mark.parametrize("lacking", ["limits.work_base", "EMAIL_URL"])
def test_every_setting_of_a_site_has_its_sentence(root: Path, lacking: str) -> None:
    meanings = tomllib.loads((root / "docs" / "meanings.toml").read_text(encoding="utf-8"))
    site, environment = (
        {name: said for name, said in meanings[part].items() if name != lacking} for part in ("site", "environment")
    )
    with pytest.raises(ValueError, match=re.escape(lacking)):
        generate.site(site, environment)
