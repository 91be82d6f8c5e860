"""The fast way in trusts whom the address says, as libpq would."""

import asyncio
import ssl
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from undersigned.ledger import connecting
from undersigned.site.addresses import Dsn


@pytest.fixture
def way(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What asyncpg makes of what it is told, just before it would connect."""
    seen: dict[str, Any] = {}
    parse = asyncpg.connect_utils._parse_connect_dsn_and_args  # type: ignore[attr-defined]  # the stubs leave it out

    def noticed(**told: Any) -> Any:
        addresses, parameters = parse(**told)
        seen.update(addresses=addresses, mode=parameters.sslmode.name, ssl=parameters.ssl)
        raise ConnectionRefusedError

    monkeypatch.setattr(asyncpg.connect_utils, "_parse_connect_dsn_and_args", noticed)
    return seen


def ask(address: str) -> None:
    with pytest.raises(ConnectionRefusedError):
        asyncio.run(connecting.connect(address))


def test_a_certificate_of_the_hosts_own_is_trusted_and_no_other(way: dict[str, Any]) -> None:
    trusted = Path(__file__).with_name("root.pem")
    ask(f"postgresql://a:b@db.example.org:5433/d?sslmode=verify-full&sslrootcert={trusted}")
    assert (way["addresses"], way["mode"]) == ([("db.example.org", 5433)], "verify_full")
    context = way["ssl"]
    assert (context.check_hostname, context.verify_mode) == (True, ssl.CERT_REQUIRED)
    assert [found["subject"] for found in context.get_ca_certs()] == [((("commonName", "Invented root"),),)]


def test_the_systems_certificates_are_trusted_where_the_address_says_so(way: dict[str, Any]) -> None:
    ask("postgresql://a:b@db.example.org/d?sslmode=verify-full&sslrootcert=system")
    assert (way["ssl"].check_hostname, way["ssl"].verify_mode) == (True, ssl.CERT_REQUIRED)


def test_a_clients_certificate_that_is_not_there_is_not_passed_over() -> None:
    address = "postgresql://a:b@db.example.org/d?sslmode=require&sslcert=/nowhere.crt&sslkey=/nowhere.key"
    with pytest.raises(FileNotFoundError):
        asyncio.run(connecting.connect(address))


def test_without_a_word_of_encryption_nothing_changes(dsn: Dsn) -> None:
    async def user() -> object:
        connection = await connecting.connect(dsn)
        try:
            return await connection.fetchval("select current_user")
        finally:
            await connection.close()

    assert asyncio.run(user()) == "undersigned"
