"""Mail servers and the outbox: what they take, and whose fault it is when they do not."""

import smtplib
import socket
import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.post.sink import OK, Answer, Sink, listening
from undersigned.post.transport import Fault, Letter, MailError, Outbox, Smtp, SmtpWay
from undersigned.site.addresses import Encryption, MailServer

LETTER = Letter("ana@example.net", b"Subject: Please confirm\r\n\r\n.dot\r\n")
OTHER = Letter("bea@example.net", b"Subject: Please confirm\r\n\r\nx\r\n")


def smtp(port: int, patience: float = 2.0, **server: str) -> Smtp:
    return Smtp(
        MailServer("127.0.0.1", port, Encryption.NONE, **server), "post@example.org", "example.org", patience, patience
    )


def answers(number: str) -> Answer:
    return lambda _, recipient: number if recipient.startswith("ana") else OK


def test_a_mail_server_takes_mails_over_one_connection() -> None:
    sink = Sink()
    with listening(sink) as port:
        way = smtp(port).open()
        way.send(LETTER)
        way.send(OTHER)
        way.close()
    assert sink.recipients == ["ana@example.net", "bea@example.net"]
    assert sink.taken[0][1] == LETTER.content
    assert sink.connections == 1


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("550 5.1.1 no such user", Fault.ADDRESS),
        ("550 no such user", Fault.ADDRESS),
        ("552 5.2.2 mailbox full", Fault.ADDRESS),
        ("550 5.7.1 relaying denied", Fault.MAIL),
        ("554 5.7.1 looks like spam", Fault.MAIL),
        ("554 no", Fault.MAIL),
        ("530 5.7.0 authentication required", Fault.MAIL),
        ("450 4.2.0 greylisted", Fault.MAIL),
        ("452 4.3.1 disk full", Fault.MAIL),
        ("421 going down", Fault.WAY),
    ],
)
@pytest.mark.parametrize("step", ["rcpt", "data"])
def test_a_refusal_says_whose_fault_it_is_and_the_next_mail_goes(step: str, answer: str, fault: Fault) -> None:
    sink = Sink(at_rcpt=answers(answer)) if step == "rcpt" else Sink(at_data=answers(answer))
    with listening(sink) as port:
        way = smtp(port).open()
        with pytest.raises(MailError) as refused:
            way.send(LETTER)
        if fault is not Fault.WAY:
            way.send(OTHER)
        way.close()
    assert refused.value.fault is fault
    assert not refused.value.maybe_taken
    assert "ana" not in str(refused.value)
    assert "user" not in str(refused.value)


def test_a_connection_that_breaks_before_the_mail_took_nothing() -> None:
    sink = Sink(at_rcpt=answers("drop"))
    with listening(sink) as port, pytest.raises(MailError) as broken:
        smtp(port).open().send(LETTER)
    assert (broken.value.fault, broken.value.maybe_taken) == (Fault.WAY, False)


def test_a_connection_that_breaks_after_the_mail_may_have_taken_it() -> None:
    sink = Sink(at_data=answers("drop"))
    with listening(sink) as port, pytest.raises(MailError) as broken:
        smtp(port).open().send(LETTER)
    assert (broken.value.fault, broken.value.maybe_taken) == (Fault.WAY, True)


def test_a_server_that_hangs_is_left() -> None:
    with listening(Sink(hang=5)) as port, pytest.raises(MailError) as left:
        smtp(port, patience=0.3).open().send(LETTER)
    assert (left.value.fault, left.value.maybe_taken) == (Fault.WAY, True)


def test_a_server_that_says_nothing_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(MailError, match="cannot be reached"):
        smtp(silent.getsockname()[1], patience=0.3).open()


def test_no_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(MailError, match="cannot be reached") as away:
        smtp(port).open()
    assert away.value.fault is Fault.WAY


def test_a_wrong_password_is_the_ways_fault() -> None:
    def nobody(*_: object) -> AuthResult:
        return AuthResult(success=False, handled=False)

    with (
        listening(Sink(), authenticator=nobody, auth_require_tls=False) as port,
        pytest.raises(MailError, match=r"refuses us \(535\)") as refused,
    ):
        smtp(port, account="us", password="a secret").open()  # noqa: S106 - of nothing
    assert refused.value.fault is Fault.WAY
    assert "a secret" not in str(refused.value)


def test_a_server_without_encryption_gets_no_mail() -> None:
    sink = Sink()
    with listening(sink) as port:
        open_way = Smtp(MailServer("127.0.0.1", port, Encryption.STARTTLS), "post@example.org", "example.org", 2)
        with pytest.raises(MailError, match="offers no encryption"):
            open_way.open()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A certificate of 127.0.0.1 that nobody else trusts, and the server's side of it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("certificate")
    public, both = folder / "public.pem", folder / "both.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    both.write_bytes(
        public.read_bytes()
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    served = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    served.load_cert_chain(both)
    return public, served


@pytest.mark.parametrize("encryption", [Encryption.STARTTLS, Encryption.IMPLICIT])
def test_an_encrypted_way_to_a_server_that_we_trust(
    encryption: Encryption, certificate: tuple[Path, ssl.SSLContext]
) -> None:
    public, served = certificate
    sink = Sink()
    at_once = encryption is Encryption.IMPLICIT
    how = listening(sink, ssl_context=served) if at_once else listening(sink, tls_context=served)
    with how as port:
        server = MailServer("localhost", port, encryption)
        trusting = Smtp(server, "post@example.org", "example.org", 2, 2, ssl.create_default_context(cafile=str(public)))
        way = trusting.open()
        way.send(LETTER)
        way.close()
        with pytest.raises(MailError, match="no encryption that we trust"):
            Smtp(server, "post@example.org", "example.org", 2).open()
    assert sink.recipients == ["ana@example.net"]


class Recorded(smtplib.SMTP):
    """A connection to nobody, which notes what it would say."""

    def __init__(self, extensions: set[str]) -> None:
        super().__init__()
        self.extensions = extensions
        self.options: list[object] = []

    def has_extn(self, opt: str) -> bool:
        return opt in self.extensions

    def mail(self, *_: object, **__: object) -> tuple[int, bytes]:
        return 250, b"ok"

    def rcpt(self, _: str, options: object = ()) -> tuple[int, bytes]:
        self.options.append(options)
        return 250, b"ok"

    def data(self, _: object) -> tuple[int, bytes]:
        return 250, b"ok"


@pytest.mark.parametrize(("extensions", "asked"), [({"dsn"}, ["NOTIFY=NEVER"]), (set(), [])])
def test_no_report_of_a_bounced_mail_is_asked_for(extensions: set[str], asked: list[str]) -> None:
    connection = Recorded(extensions)
    SmtpWay(connection, smtp(25)).send(LETTER)
    assert connection.options == [asked]


def test_the_outbox_keeps_mails_in_order_for_its_owner_alone(tmp_path: Path) -> None:
    way = Outbox(tmp_path).open()
    for letter in (LETTER, OTHER):
        way.send(letter)
    way.close()
    files = sorted(tmp_path.iterdir())
    assert [file.read_bytes() for file in files] == [LETTER.content, OTHER.content]
    assert {file.suffix for file in files} == {".eml"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_an_outbox_that_cannot_be_written_is_the_ways_fault(tmp_path: Path) -> None:
    with pytest.raises(MailError) as refused:
        Outbox(tmp_path / "none").send(LETTER)
    assert refused.value.fault is Fault.WAY
