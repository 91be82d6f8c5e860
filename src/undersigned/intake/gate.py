"""Who may sign now: the form's stamp, the proof of work, the trap, the pace, the network's count.

Nobody is refused for what they are, and nothing typed is lost: a form that does not pass comes back to be sent again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from undersigned.campaigns.fields import Sent
from undersigned.campaigns.pages.form import HONEYPOT, PROOF, STAMP
from undersigned.sealing import stamps
from undersigned.sealing.stamps import Stamp, StampError, Wrong
from undersigned.site.limits import Limits

NO_SIGNAL = 0
"""Signals are signs of a machine, as bits, kept in clear beside a signature for who looks for floods."""
WITHOUT_PROOF = 1
"""Came without a proof of work: a browser without scripts, or none."""
BUSY_NETWORK = 2
"""More than half of what its network may send in an hour had come before."""
_STAMP_ERRORS = {Wrong.EXPIRED: "stamp_old"}


@dataclass(frozen=True, slots=True)
class Passed:
    """A form that may be kept: its stamp, and what was noticed."""

    stamp: Stamp
    signals: int


@dataclass(frozen=True, slots=True)
class Held:
    """A form that goes back: the message for the whole of it; `note` where nothing is wrong yet."""

    message: str
    note: bool = False


def look(sent: Sent, key: bytes, campaign: int, limits: Limits, now: datetime) -> Passed | Held:
    """Read the form's stamp or proof, and see how it was filled in."""
    if sent[HONEYPOT]:
        return Held("proof_wrong")
    try:
        if sent[PROOF]:
            passed = Passed(stamps.verify(key, sent[PROOF], campaign, now), NO_SIGNAL)
        elif sent[STAMP]:
            lifetime = timedelta(hours=limits.stamp_hours)
            passed = Passed(stamps.read(key, sent[STAMP], campaign, now, lifetime), WITHOUT_PROOF)
        else:
            return Held("one_more_step", note=True)
    except StampError as error:
        return Held(_STAMP_ERRORS.get(error.wrong, "proof_wrong" if sent[PROOF] else "stamp_wrong"))
    if timedelta(0) <= now - passed.stamp.issued < timedelta(seconds=limits.seconds_to_fill_form):
        return Held("too_fast")
    return passed
