"""Serves the plain view by our web server with its settings: `python -m bench.surge.plain_server PORT PROCESSES`."""

import sys

from django.db import connection
from granian.constants import HTTPModes, Interfaces, Loops
from granian.server import Server

from bench.surge import plain_view

BACKLOG = 2048


def main(port: int, processes: int) -> None:
    """Make the table anew and serve."""
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists surge_plain")
    with connection.schema_editor() as editor:
        editor.create_model(plain_view.PlainSignature)
    with connection.cursor() as cursor:
        cursor.execute("grant all on surge_plain to public")
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has one
    Server(
        "bench.surge.plain_view:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.ASGI,
        workers=processes,
        loop=Loops.uvloop,
        http=HTTPModes.http1,
        websockets=False,
        backlog=BACKLOG,
        backpressure=BACKLOG,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
