"""The numbers of the advisory locks that processes of a site take in its database; each is used for one thing only."""

MIGRATING_LEDGER = 7_114_001
"""Whoever brings the ledger's tables up to date."""
BATCH_OF_NAMES = 7_114_002
"""The first half of the lock under which a campaign's batches are made; the campaign is the other."""
LANE = 7_114_003
"""The first half of the lock of a way to a mail provider; the way's name is the other."""
CHORES = 7_114_004
"""The worker that does the jobs that come again."""
WORKERS = 7_114_005
"""Every worker shares it; who can have it alone is the only one."""
MIGRATING_CAMPAIGNS = 7_114_006
"""Whoever brings the tables of campaigns up to date."""
CLOSING = 7_114_008
"""The first half of the lock that collecting shares and closing takes alone; the campaign is the other.

The function `ledger.collect` has this number too.
"""
LONG_CHORES = 7_114_007
"""The worker that does the jobs that take long."""
