"""Starts a site on this machine: the database, its tables, the worker, the web processes; and says where to look."""

import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from time import monotonic, sleep

from undersigned.errors import SiteError
from undersigned.serving.children import PROCESSES, Child, run_once
from undersigned.serving.supervising import Part, Supervisor
from undersigned.site.configuration import Configuration, Listen, configure
from undersigned.site.folder import Site
from undersigned.site.locks import Busy, hold, is_held
from undersigned.site.postgres.server import Server

SERVED = "serve.lock"
"""The lock of who serves a site; the embedded database's keeper takes it too."""
SECONDS_FOR_PORT = 3.0
"""What a killed `serve` left behind may take to go away."""
_PAUSE = 0.05


@dataclass(slots=True)
class Embedded:
    """The embedded database as a part; the first start brings its tables up to date."""

    site: Site
    prepare: Callable[[], None]
    name: str = "The database"
    _server: Server = field(init=False)
    _prepared: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        """Keep the server."""
        self._server = Server(self.site)

    def start(self) -> None:
        """Start it."""
        self._server.start()
        if self._prepared:
            return
        try:
            self.prepare()
        except SiteError:
            self._server.stop()
            raise
        self._prepared = True

    def is_running(self) -> bool:
        """Whether its process is there."""
        return not self._server.gone()

    def stop(self) -> None:
        """Stop it, last of all."""
        self._server.stop()


@dataclass(slots=True)
class Hosted:
    """A database that others keep running: looked at once, and its tables brought up to date."""

    site: Site
    prepare: Callable[[], None]
    name: str = "The database"
    _kept: ExitStack = field(default_factory=ExitStack, init=False)

    def start(self) -> None:
        """Make sure that this site is served once."""
        try:
            self._kept.enter_context(hold(self.site.run / SERVED))
        except Busy as error:
            raise SiteError(
                f"Undersigned serves the site in {self.site.path} already (process {error.process}). "
                "Stop that first, or choose another --site."
            ) from error
        try:
            self.prepare()
        except SiteError:
            self._kept.close()
            raise

    def is_running(self) -> bool:
        """Others see to that; every process of ours comes back to it by itself."""
        return True

    def stop(self) -> None:
        """Let another `serve` have the site."""
        self._kept.close()


def serve(
    site: Site,
    environment: Mapping[str, str],
    say: Callable[[str], None],
    when_ready: Callable[[Configuration], bool] = lambda _: True,
) -> None:
    """Serve a site until a signal says to stop, or `when_ready` gives False.

    Raises:
        SiteError: it cannot be served; nothing of it runs any more.
    """
    configuration = configure(site, environment)
    configuration.refuse_unready()
    site.make()
    if not is_held(site.run / SERVED):  # who holds it has the port too, and the database says so better
        _wait_for_port(configuration.listen)

    def ready() -> bool:
        for line in told(site, configuration):
            say(line)
        return when_ready(configuration)

    Supervisor(_parts(site, configuration, environment), say).run(lambda: answers(configuration.listen), ready)


def _parts(site: Site, configuration: Configuration, environment: Mapping[str, str]) -> Sequence[Part]:
    def prepare() -> None:
        run_once("prepare", site, environment)

    base: Part = Hosted(site, prepare) if configuration.database else Embedded(site, prepare)
    return (
        base,
        Child("The worker", "work", site, environment),
        Child("The web server", "web", site, environment),
    )


def asked(site: Site, environment: Mapping[str, str], host: str, port: int, processes: int) -> Mapping[str, str]:
    """The environment with what the command line asked for; empty or 0 means: not asked."""
    wanted = dict(environment)
    if host or port:
        listen = configure(site, environment).listen
        wanted["UNDERSIGNED_LISTEN"] = f"{host or listen.host}:{port or listen.port}"
    if processes:
        wanted[PROCESSES] = str(processes)
    return wanted


def told(site: Site, configuration: Configuration) -> list[str]:
    """Where to look, in a few lines."""
    lines = [f"Serving {configuration.base_url}"]
    if configuration.base_url != configuration.listen.url:
        lines.append(f"Listening at {configuration.listen.url}, for a reverse proxy on this machine or before it.")
    if configuration.email is None:
        lines.append(f"Mails are not sent; read them at {configuration.listen.url}/outbox/")
    lines.append(f"The site is in {site.path}. Stop with Ctrl-C.")
    return lines


def _wait_for_port(listen: Listen) -> None:
    """The web processes share their port and would share it with strangers too; so look first whether it is free."""
    until = monotonic() + SECONDS_FOR_PORT
    while True:
        try:
            family, kind, number, _, address = socket.getaddrinfo(
                listen.host, listen.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            with socket.socket(family, kind, number) as trial:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                trial.bind(address)
        except OSError as error:
            if monotonic() > until or isinstance(error, socket.gaierror | PermissionError):
                raise SiteError(
                    f"{listen.url} cannot be listened to: {error.strerror}. Choose another with --port or --host."
                ) from error
            sleep(_PAUSE)
        else:
            return


def answers(listen: Listen, path: str = "/") -> bool:
    """Whether a page is answered here."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(listen.host, listen.host)  # noqa: S104 - not bound, only asked
    way = HTTPConnection(host, listen.port, timeout=5)
    try:
        way.request("GET", path)
        return way.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        way.close()
