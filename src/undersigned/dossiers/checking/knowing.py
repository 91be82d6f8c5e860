"""What the case says, as the checks compare it: read once, in the process that runs them."""

from pathlib import Path

from undersigned.claims.reading import Trace
from undersigned.dossiers.checking import originals
from undersigned.dossiers.checking.base import Allowed, Known, Stated

_CLAIMS = """
    SELECT claim_id, figure, unit, statement, coalesce(rows, 0), unit = 'cents' AND sources = [claim_id]
    FROM claims LEFT JOIN (SELECT claim_id, count(*) AS rows FROM citations GROUP BY claim_id) USING (claim_id)"""
_PUBLIC = """
    SELECT DISTINCT maker FROM attributions WHERE maker IS NOT NULL
    UNION SELECT family_name FROM companies WHERE family_name NOT IN (SELECT company_name FROM companies)"""
"""Makers and owners; a company that is its own family is judged by its name like any other."""


def known(site: Path, files: frozenset[str], trace: Trace, allowed: Allowed) -> Known:
    """Claims, awards and names of the trace, and what was dropped from the original files where they are given.

    Raises:
        InputError: an original file is not one of the case, or cannot be read.
    """
    return Known(
        site=site,
        files=files,
        claims={claim_id: Stated(*told) for claim_id, *told in trace.rows(_CLAIMS)},
        awards=dict(trace.rows("SELECT award_key, obligation FROM awards")),
        quotations=dict(trace.rows("SELECT claim_id, words FROM quotations")),
        contacts=allowed.contacts,
        address=allowed.address,
        public_names=frozenset(name for (name,) in trace.rows(_PUBLIC)),
        dropped=originals.dropped(trace, allowed.originals) if allowed.originals else {},
    )
