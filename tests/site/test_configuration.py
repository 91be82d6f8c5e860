from pathlib import Path

import pytest

from undersigned.errors import SiteError
from undersigned.site.configuration import Configuration, configure
from undersigned.site.folder import Site

MAIL = {"EMAIL_URL": "smtp://a:b@mail.example.org"}


def configured(folder: Path, toml: str = "", **environment: str) -> Configuration:
    site = Site(folder)
    site.configuration_file.write_text(toml, encoding="utf-8")
    return configure(site, environment)


def test_nothing_needs_to_be_configured(tmp_path: Path) -> None:
    found = configure(Site(tmp_path / "none"), {})
    assert (found.base_url, found.trusted_proxies, found.email, found.database) == (
        "http://127.0.0.1:8000",
        0,
        None,
        None,
    )
    assert not found.is_public
    found.refuse_unready()


def test_the_file_is_read(tmp_path: Path) -> None:
    found = configured(
        tmp_path,
        """
        base_url = "https://sign.example.org/"
        trusted_proxies = 2
        [listen]
        port = 8080
        [mail]
        address = "post@example.org"
        name = "Las abajo firmantes"
        [retention]
        days_after_close = 30
        """,
    )
    assert found.base_url == "https://sign.example.org"
    assert (found.trusted_proxies, found.listen.host, found.listen.port) == (2, "127.0.0.1", 8080)
    assert (found.sender.address, found.sender.name) == ("post@example.org", "Las abajo firmantes")
    assert (found.retention.days_after_close, found.retention.backup_days) == (30, 30)


def test_the_environment_wins(tmp_path: Path) -> None:
    found = configured(
        tmp_path,
        'base_url = "https://file.org"\ntrusted_proxies = 1',
        UNDERSIGNED_BASE_URL="https://environment.org",
        UNDERSIGNED_TRUSTED_PROXIES="0",
        UNDERSIGNED_LISTEN="[::1]:81",
        UNDERSIGNED_MAIL_ADDRESS="x@environment.org",
        DATABASE_URL="postgresql://a:s3cret@h/d",
        EMAIL_URL="smtps://a:s3cret@h",
    )
    assert (found.base_url, found.trusted_proxies) == ("https://environment.org", 0)
    assert (found.listen.host, found.listen.port, found.listen.url) == ("::1", 81, "http://[::1]:81")
    assert found.sender.address == "x@environment.org"
    assert found.database == "postgresql://a:s3cret@h/d?sslmode=require"
    assert "s3cret" not in repr(found)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("base = 1", "there is no key base"),
        ("[limits]\nmails = 1", "there is no key limits.mails"),
        ("[limits]\nmails_per_address_per_day = 'x'", "limits.mails_per_address_per_day is 'x'"),
        ("[limits]\nmails_per_address_per_day = true", "limits.mails_per_address_per_day is True"),
        ("[limits]\nmails_per_address_per_day = 0", "whole number from 1 to 100"),
        ("[limits]\nwork_base = 9\nwork_most = 8", "work_most is less than"),
        ("limits = 3", "limits is to be a table"),
        ("[listen]\nport = 99999", "listen.port is 99999"),
        ("[listen]\nhost = 3", "listen.host is 3"),
        ("trusted_proxies = -1", "trusted_proxies is -1"),
        ("base_url = 'sign.example.org'", "base_url is 'sign.example.org'"),
        ("base_url = 'https://a.org/path'", "base_url is"),
        ("base_url = 'https://me:pw@a.org'", "base_url is"),
        ("base_url = 'https://a.org:x'", "base_url is"),
        ("base_url = 'https://a.org\\\"'", "base_url is"),
        ("base_url = 3", "base_url is 3"),
        ("[mail]\naddress = 'nobody'", "mail.address"),
        ("[mail]\nname = '''a\nb'''", "mail.name is"),
        ("[retention]\ndays_after_close = 1.5", "retention.days_after_close is 1.5"),
        ("no toml", "cannot be read as TOML"),
    ],
)
def test_what_cannot_be_is_said_with_file_and_key(tmp_path: Path, toml: str, said: str) -> None:
    with pytest.raises(SiteError) as error:
        configured(tmp_path, toml)
    assert said in str(error.value)
    assert "site.toml" in str(error.value) or "Set mail.address" in str(error.value)


@pytest.mark.parametrize("name", ["UNDERSIGNED_BASE_URL", "UNDERSIGNED_TRUSTED_PROXIES", "UNDERSIGNED_LISTEN"])
def test_a_bad_variable_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(SiteError, match=name):
        configured(tmp_path, **{name: "nonsense"})


@pytest.mark.parametrize(
    "environment",
    [{"UNDERSIGNED_BASE_URL": "https://sign.example.org"}, {"UNDERSIGNED_LISTEN": "0.0.0.0:80"}],
)
def test_a_public_site_refuses_the_outbox_for_trying_out(tmp_path: Path, environment: dict[str, str]) -> None:
    found = configured(tmp_path, **environment)
    with pytest.raises(SiteError, match="Set EMAIL_URL"):
        found.refuse_unready()
    configured(tmp_path, **environment, **MAIL).refuse_unready()


def test_limits_change_while_the_server_runs(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    found, site = configured(tmp_path), Site(tmp_path)
    assert found.limits(site).mails_per_address_per_day == 5
    site.configuration_file.write_text("[limits]\nmails_per_address_per_day = 2")
    assert found.limits(site).mails_per_address_per_day == 2
    site.configuration_file.write_text("[limits]\nmails_per_address_per_day =")
    assert found.limits(site).mails_per_address_per_day == 2
    assert "The limits stay as they were" in caplog.text
    site.configuration_file.unlink()
    assert found.limits(site).mails_per_address_per_day == 5


def test_limits_that_were_never_good_are_an_error(tmp_path: Path) -> None:
    found, site = configured(tmp_path), Site(tmp_path)
    site.configuration_file.write_text("[limits]\nunknown = 1")
    with pytest.raises(SiteError, match=r"limits\.unknown"):
        found.limits(site)


def test_limits_are_read_once_for_many_requests(tmp_path: Path) -> None:
    found, site = configured(tmp_path), Site(tmp_path)
    assert found.limits(site) is found.limits(site)
