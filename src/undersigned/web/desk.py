"""What every page of one process works with: the site, what its operator set, its keys; and the way to the ledger."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Concatenate, ParamSpec, TypeVar

import psycopg
from psycopg.rows import TupleRow

from undersigned.campaigns import orm
from undersigned.campaigns.pinning import Pins
from undersigned.errors import SiteError
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.web.remembering import Campaigns

P = ParamSpec("P")
R = TypeVar("R")
Connection = psycopg.Connection[TupleRow]


@dataclass(frozen=True, slots=True)
class Desk:
    """One a process; Django's views are functions, so it stands in this module."""

    site: Site
    configuration: Configuration
    keyring: Keyring
    pins: Pins
    campaigns: Campaigns = field(default_factory=Campaigns)


_desks: list[Desk] = []


def open_desk(site: Site, configuration: Configuration) -> Desk:
    """Set up this process's desk, in the place of one that was set up before."""
    _desks[:] = [Desk(site, configuration, Keyring(site), Pins(site))]
    return _desks[0]


def desk() -> Desk:
    """The desk of this process.

    Raises:
        SiteError: the program was put together wrongly.
    """
    if not _desks:
        raise SiteError("The pages were asked before the site was opened. Start them with undersigned serve.")
    return _desks[0]


def ask(function: Callable[Concatenate[Connection, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Ask the ledger on this thread's connection; once more on a new one where the database went away meanwhile.

    Every function of the ledger that pages ask may be asked twice: the second time finds what the first had done.

    What took too long is not asked again: the second time would take as long, from a database that has enough to do.

    Raises:
        psycopg.OperationalError: the database does not answer.
    """
    try:
        return function(orm.connection(), *args, **kwargs)
    except psycopg.errors.QueryCanceled:
        raise
    except (psycopg.OperationalError, psycopg.InterfaceError):
        orm.close()
        return function(orm.connection(), *args, **kwargs)
