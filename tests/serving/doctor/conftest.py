"""What every check is asked about: an invented site with a public address and a mail server."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from undersigned.serving.doctor.asking import Names
from undersigned.serving.doctor.base import Known
from undersigned.site.configuration import configure
from undersigned.site.folder import Site

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
Make = Callable[..., Known]
TOML = """\
base_url = "https://sign.example.org"
[mail]
address = "post@example.org"
dkim_selector = "s1"
"""


@pytest.fixture
def known(tmp_path: Path) -> Make:
    """Makes what checks know; `toml` is site.toml."""

    def make(
        names: Names | None = None,
        toml: str = TOML,
        email: str = "smtp://mail.example.org",
        **more: Any,
    ) -> Known:
        site = Site(tmp_path / "site").make()
        site.configuration_file.write_text(toml, encoding="utf-8")
        found = configure(site, {"EMAIL_URL": email} if email else {})
        return Known(site, found, names or Names(), NOW, trouble="the database does not run.", **more)

    return make
