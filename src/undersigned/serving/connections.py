"""How many connections to the database a site takes at the most, so that nobody who signs finds it full."""

from undersigned.intake import application as intake
from undersigned.post import worker
from undersigned.web import application as web

COMMANDS = 5
"""For a backup, the doctor, an organiser's command, and those that serve's own start needs."""


def needed(processes: int) -> int:
    """What so many web processes, the worker and commands beside them hold at once."""
    return processes * (web.THREADS + intake.CONNECTIONS) + worker.MOST_CONNECTIONS + COMMANDS
