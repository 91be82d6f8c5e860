"""Has every check look at a site, with the database if it can be had."""

from collections.abc import Mapping
from datetime import UTC, datetime

import psycopg

from undersigned import registry
from undersigned.errors import SiteError
from undersigned.serving.children import PROCESSES, processes
from undersigned.serving.doctor.asking import Names
from undersigned.serving.doctor.base import Check, Finding, Known, unknown
from undersigned.site.configuration import Configuration, configure
from undersigned.site.folder import Site
from undersigned.site.postgres.database import database
from undersigned.site.postgres.server import alive

FAMILY = "undersigned.serving.doctor"


def examine(
    site: Site, environment: Mapping[str, str], names: Names, time_server: str = ""
) -> dict[str, list[Finding]]:
    """What each check found, by its name; the site is left as it is, a database that does not run is not started."""
    configuration = configure(site, environment)
    address, trouble = _reached(site, configuration)
    known = Known(
        site,
        configuration,
        names,
        datetime.now(UTC),
        address,
        trouble,
        time_server,
        processes(environment.get(PROCESSES, "")),
    )
    return {name.replace("_", " "): _look(check, known) for name, check in checks().items()}


def checks() -> dict[str, Check]:
    """The family, by file name."""
    return registry.members(FAMILY, "look")  # type: ignore[return-value]  # a module is its promise's member


def as_data(found: Mapping[str, list[Finding]]) -> list[dict[str, str]]:
    """The findings for a script."""
    return [
        {"check": name, "level": finding.level.value, "what": finding.what, "help": finding.help}
        for name, findings in found.items()
        for finding in findings
    ]


def _look(check: Check, known: Known) -> list[Finding]:
    try:
        return list(check.look(known))
    except psycopg.Error as error:
        return [unknown(f"The database did not answer this: {type(error).__name__}.")]


def _reached(site: Site, configuration: Configuration) -> tuple[str | None, str]:
    """The address of the database, or why there is none."""
    if configuration.database is None and not alive(site):
        return None, "the database does not run. Start it with: undersigned serve."
    try:
        return database(site, configuration), ""
    except SiteError as error:
        return None, str(error)
