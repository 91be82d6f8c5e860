"""The role that serves adds events; it changes none, removes none, and cannot take away what stops it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from psycopg import errors

from tests.ledger.collected import collected
from undersigned.ledger.granting import grant
from undersigned.site.addresses import Dsn
from undersigned.site.postgres.cluster import ROLE

Ledger = psycopg.Connection[Any]


@pytest.mark.parametrize(
    "order",
    [
        "update ledger.event set number = 2",
        "delete from ledger.event",
        "truncate ledger.event",
        "alter table ledger.event disable trigger event_is_append_only",
        "drop trigger event_is_append_only on ledger.event",
        "drop table ledger.event",
        "create or replace function ledger.refuse() returns trigger language plpgsql as 'begin return null; end'",
        "set session_replication_role = replica",
        "set role owner",
        "create table ledger.other (id int)",
        "create table public.other (id int)",
        "delete from ledger.applied",
    ],
)
def test_the_serving_role_cannot_rewrite_what_happened(connection: Ledger, order: str) -> None:
    collected(connection)
    connection.commit()
    with pytest.raises(errors.InsufficientPrivilege):
        connection.execute(order.encode())


def test_even_the_owner_is_stopped_by_the_trigger(connection: Ledger, owner: Dsn) -> None:
    collected(connection)
    connection.commit()
    with psycopg.connect(owner) as owned, pytest.raises(errors.RaiseException, match="never changed or removed"):
        owned.execute("delete from ledger.event")


def test_tables_that_came_later_are_opened_and_granting_again_takes_nothing_away(owner: Dsn, dsn: Dsn) -> None:
    with psycopg.connect(owner) as owned:
        owned.execute("create table ledger.later (id int)")
    for _ in range(2):
        grant(owner, ROLE)
        with psycopg.connect(dsn) as connection:
            connection.execute("insert into ledger.later values (1)")
            assert connection.execute("select count(*) from ledger.event").fetchone() == (0,)


def test_commands_that_start_at_once_do_not_trip_over_each_other(owner: Dsn) -> None:
    with ThreadPoolExecutor(8) as at_once:
        list(at_once.map(lambda _: grant(owner, ROLE), range(40)))


def test_where_one_role_does_all_it_keeps_what_it_owns(database: Dsn) -> None:
    grant(database, ROLE)
    with psycopg.connect(database) as connection:
        assert connection.execute("select to_regnamespace('ledger')").fetchone() == (None,)
