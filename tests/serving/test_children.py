"""What each process is told of the environment: no password that it has no use for."""

import pytest

from undersigned.serving.children import environment_of
from undersigned.site.configuration import configure
from undersigned.site.folder import Site

TOLD = {"EMAIL_URL": "smtp://a:s3cret@mail.example.org", "DATABASE_URL": "postgresql://localhost/d", "PATH": "/bin"}


@pytest.mark.parametrize("kind", ["web", "prepare"])
def test_only_the_worker_knows_the_mail_servers_password_and_all_know_that_mail_is_sent(kind: str, site: Site) -> None:
    told = environment_of(kind, TOLD)
    assert "s3cret" not in str(told)
    assert (told["DATABASE_URL"], told["PATH"]) == (TOLD["DATABASE_URL"], "/bin")
    found = configure(site, {**told, "UNDERSIGNED_BASE_URL": "https://sign.example.org"})
    assert (found.email, found.sends_mail) == (None, True)
    found.refuse_unready()
    assert environment_of("work", TOLD) == TOLD


def test_without_a_mail_server_nobody_is_told_of_one(site: Site) -> None:
    assert not configure(site, environment_of("web", {"PATH": "/bin"})).sends_mail
