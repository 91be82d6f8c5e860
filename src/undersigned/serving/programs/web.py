"""The web processes of a site: granian's, each with the dispatcher in it.

Many may listen to one address, and the kernel deals connections out; one that is killed is started again by its main
process, and that one by the supervisor.
"""

import gc
import os
import resource
import signal
import sys
from functools import partial

from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from undersigned.errors import UndersignedError
from undersigned.intake import application as intake
from undersigned.serving import logs
from undersigned.serving.answers import Application
from undersigned.serving.children import COMPLAINT, PROCESSES, processes
from undersigned.serving.dispatch import dispatcher
from undersigned.serving.lifeline import end_with_parent
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site
from undersigned.web import application as web

WAITING = 2048
"""Connections that one process holds, and as many more that wait in the kernel."""
HEADER_SECONDS = 10
SECONDS_TO_STOP = 5
_FILES = 65_536


def run(site: Site, configuration: Configuration) -> None:
    """Serve until told to stop."""
    _allow_many_connections()
    number = processes(os.environ.get(PROCESSES, ""))
    server = Server(
        "undersigned",
        address=configuration.listen.host,
        port=configuration.listen.port,
        interface=Interfaces.ASGI,
        workers=number,
        loop=Loops.uvloop,
        http=HTTPModes.http1,
        websockets=False,
        backlog=WAITING,
        backpressure=WAITING,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000, max_buffer_size=64 * 1024),
        log_dictconfig=logs.dictionary(),
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        respawn_interval=0.0,
        workers_kill_timeout=SECONDS_TO_STOP,
    )
    server.serve(target_loader=partial(loaded, site, configuration, number, os.getpid()), wrap_loader=False)


def loaded(site: Site, configuration: Configuration, number: int, main: int) -> Application:
    """What granian calls in each of so many processes: the site's application.

    A process whose main one was killed ends too.
    """
    end_with_parent(main, by=signal.SIGKILL)
    try:
        pages = web.application(site, configuration)
        signing = intake.application(site, configuration, number)
        whole = dispatcher(site.public, signing, pages, configuration.base_url)
    except UndersignedError as error:
        sys.stderr.write(f"{COMPLAINT}{error}\n")
        sys.exit(error.exit_code)
    _collect_rarely()
    return whole


def _collect_rarely() -> None:
    """Python looks for circles of garbage every 700 new objects, which is every few requests; a sixth of all work."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _allow_many_connections() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
