import pytest
from psycopg.conninfo import conninfo_to_dict

from undersigned.errors import SiteError
from undersigned.site.addresses import Encryption, MailServer, is_loopback, read_dsn, read_mail_server, without_password


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("smtp://a:b%40c@mail.org", MailServer("mail.org", 587, Encryption.STARTTLS, "a", "b@c")),
        ("smtp://mail.org:2525?tls=none", MailServer("mail.org", 2525, Encryption.NONE)),
        ("smtp://localhost:1025", MailServer("localhost", 1025, Encryption.NONE)),
        ("smtp://127.0.0.1?tls=starttls", MailServer("127.0.0.1", 587, Encryption.STARTTLS)),
        ("smtps://a@mail.org/", MailServer("mail.org", 465, Encryption.IMPLICIT, "a")),
    ],
)
def test_email_url(text: str, server: MailServer) -> None:
    assert read_mail_server(text) == server


@pytest.mark.parametrize(
    "text",
    [
        "mail.org",
        "http://s3cret@mail.org",
        "smtp://",
        "smtp://a:s3cret@mail.org:port",
        "smtp://mail.org/s3cret",
        "smtp://a:s3cret@mail.org?tls=maybe",
        "smtp://mail.org?ssl=s3cret",
        "smtps://mail.org?tls=none",
        "smtp://[s3cret",
    ],
)
def test_a_bad_email_url_is_said_and_not_repeated(text: str) -> None:
    with pytest.raises(SiteError, match="EMAIL_URL cannot be understood") as error:
        read_mail_server(text)
    assert "s3cret" not in str(error.value)


def test_no_password_in_a_representation() -> None:
    assert "s3cret" not in repr(read_mail_server("smtp://a:s3cret@mail.org"))
    assert "s3cret" not in repr(read_dsn("postgresql://a:s3cret@db.org/name?password=s3cret&sslmode=require"))


def test_a_dsn_stays_the_address_it_is() -> None:
    for address in ("postgres://a:b@localhost/d", "postgres://a@/d?host=/run/db", "postgres://h/d?sslmode=disable"):
        assert read_dsn(address) == address
    assert without_password("postgres://a:b@h:1/d?x=1") == "postgres://a:…@h:1/d?x=1"
    assert without_password("postgres://h/d") == "postgres://h/d"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("postgresql://a:b@db.org/d", "require"),
        ("postgresql://a:b@127.0.0.1,db.org/d?connect_timeout=3", "require"),
        ("postgresql://a:b@localhost/d?hostaddr=192.0.2.1", "require"),
        ("postgresql://db.org/d?sslrootcert=system", "verify-full"),
        ("postgresql://db.org/d?sslmode=verify-full&sslrootcert=/a.pem", "verify-full"),
        ("postgresql://db.org/d?sslmode=disable", "disable"),
        ("postgresql://127.0.0.1,[::1]/d", None),
    ],
)
def test_the_way_to_another_machine_is_encrypted_unless_told_otherwise(text: str, mode: str | None) -> None:
    found = read_dsn(text)
    assert conninfo_to_dict(found).get("sslmode") == mode
    assert found.startswith(text)


def test_what_the_environment_says_of_encryption_stands() -> None:
    assert read_dsn("postgresql://db.org/d", "verify-full") == "postgresql://db.org/d"


@pytest.mark.parametrize(
    "text", ["mysql://a:s3cret@h", "s3cret", "postgresql://a:s3cret@h/d?unknown=word", "postgresql//[s3cret"]
)
def test_only_postgresql(text: str) -> None:
    with pytest.raises(SiteError, match="no address of PostgreSQL") as error:
        read_dsn(text)
    assert "s3cret" not in str(error.value)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "a.localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"])
def test_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "0.0.0.0", "::", "localhost.org", "10.0.0.1", "sign.example.org"])  # noqa: S104 - nothing listens
def test_not_loopback(host: str) -> None:
    assert not is_loopback(host)
