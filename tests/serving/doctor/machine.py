"""Machines for tests of the doctor: a name server with invented records, a web server with a certificate."""

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from undersigned.serving.doctor.asking import Names

Records = Mapping[tuple[str, str], list[str]]


@contextmanager
def name_server(records: Records) -> Iterator[Names]:
    """A name server on this machine that knows these records and no others."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        way.bind(("127.0.0.1", 0))
        asked = threading.Thread(target=_answer_all, args=(way, records))
        asked.start()
        try:
            yield Names("127.0.0.1", way.getsockname()[1])
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
                last.sendto(b"", way.getsockname())
            asked.join()


def _answer_all(way: socket.socket, records: Records) -> None:
    while True:
        sent, whom = way.recvfrom(4096)
        if not sent:
            return
        question = dns.message.from_wire(sent)
        way.sendto(_answer(question, records).to_wire(), whom)


def _answer(question: dns.message.Message, records: Records) -> dns.message.Message:
    answer = dns.message.make_response(question)
    asked = question.question[0]
    name, kind = asked.name.to_text(omit_final_dot=True), dns.rdatatype.to_text(asked.rdtype)
    if not any(known == name for known, _ in records):
        answer.set_rcode(dns.rcode.NXDOMAIN)
    for text in records.get((name, kind), []):
        said = f'"{text[:200]}" "{text[200:]}"' if kind == "TXT" else text
        answer.answer.append(dns.rrset.from_text(asked.name, 60, "IN", kind, said))
    return answer


def nobody() -> Names:
    """A name server that does not answer."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        way.bind(("127.0.0.1", 0))
        return Names("127.0.0.1", int(way.getsockname()[1]))


def certificate(folder: Path, days: int, host: str = "127.0.0.1") -> Path:
    """A certificate of our own making, with its key, in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "undersigned test")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=100))
        .not_valid_after(now + timedelta(days=days, hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "certificate.pem"
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@contextmanager
def web_server(certificate_file: Path | None) -> Iterator[int]:
    """A server that shows a certificate and says nothing, or without one says nothing at all; its port."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        shown = threading.Thread(target=_show, args=(door, certificate_file), daemon=True)
        shown.start()
        yield int(door.getsockname()[1])
        with socket.create_connection(door.getsockname()):
            pass
        shown.join(5)


def _show(door: socket.socket, certificate_file: Path | None) -> None:
    way, _ = door.accept()
    with way:
        if certificate_file is None:
            way.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate_file)
        try:
            with context.wrap_socket(way, server_side=True) as safe:
                safe.recv(1)
        except OSError:
            return
