"""The worker's process: a thread for each provider that has mail waiting, and one for jobs that come again."""

import signal
import sys
import threading
import time
from collections.abc import Sequence
from threading import Event, Thread
from typing import TextIO
from urllib.parse import urlsplit

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.campaigns import orm
from undersigned.campaigns.words.speaking import words_beside
from undersigned.ledger import outbox
from undersigned.post.desk import LINKS, Desk
from undersigned.post.lane import Lane
from undersigned.post.letters import Letters
from undersigned.post.pace import for_the_way
from undersigned.post.periodic import Chore, Round
from undersigned.post.stages import Stages
from undersigned.post.transport import Outbox, Smtp, Transport
from undersigned.post.trouble import Troubles
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.site.postgres.database import database

WORKERS = 7_114_005
"""The advisory lock that every worker shares; who can have it alone is the only one."""
MAILS_A_MINUTE_A_WAY = 1_200
MOST_WAYS = 4
"""Ways to one provider at a time; a mail server serves us no better for more."""
_POLL = 0.5
_REFRESH = 5.0
_START_AGAIN = 2.0
_SECONDS_TO_STOP = 6.0


def main(site: Site, configuration: Configuration) -> None:
    """Send mails and do the jobs until SIGTERM or SIGINT.

    Raises:
        SiteError: the database or the keys cannot be had at the start.
    """
