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
_STORM = 4
"""So many times harder than it was, and the work for a challenge does not do any more."""
_GRACE = timedelta(minutes=5)
"""But whoever was filling the form in when the storm began is let through."""
_STAMP_ERRORS = {Wrong.EXPIRED: "stamp_old"}


@dataclass(frozen=True, slots=True)
class Passed:
    """A form that may be kept: its stamp, what was noticed, and since when it is being filled in."""

    stamp: Stamp
    signals: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """A form that goes back: the message for the whole of it; `note` where nothing is wrong yet.

    `since` is when it was first handed out: it goes back with that time, so that nobody is too quick for ever.
    """

    message: str
    note: bool = False
    since: datetime | None = None


TOO_OLD = Held("stamp_old")
"""Handed out on a day whose key is gone: the same to whoever sent it as a stamp past its time."""


def look(sent: Sent, key: bytes, campaign: int, limits: Limits, now: datetime, asked: int = 0) -> Passed | Held:
    """Read the form's stamp or proof, and see how it was filled in; `asked` is the work that is asked for now.

    A stock of challenges from a calm hour is of no use in a storm: those forms go back for the work of now.
    """
    if sent[HONEYPOT]:
        return Held("proof_wrong")
    try:
        if sent[PROOF]:
            stamp, signals = stamps.verify(key, sent[PROOF], campaign, now), NO_SIGNAL
        elif sent[STAMP]:
            stamp, signals = _stamp(sent, key, campaign, limits, now), WITHOUT_PROOF
        else:
            return Held("one_more_step", note=True)
    except StampError as error:
        return Held(_STAMP_ERRORS.get(error.wrong, "proof_wrong" if sent[PROOF] else "stamp_wrong"))
    since = min(stamp.issued, _handed_out(sent, key, campaign, limits, now) or stamp.issued)
    if timedelta(0) <= now - since < timedelta(seconds=limits.seconds_to_fill_form):
        return Held("too_fast", since=since)
    if sent[PROOF] and _is_of_calmer_times(stamp, now, asked):
        return Held("proof_easy", note=True, since=since)
    return Passed(stamp, signals, since)


def _is_of_calmer_times(stamp: Stamp, now: datetime, asked: int) -> bool:
    return asked >= max(1, _STORM * stamp.hashes) and now - stamp.issued > _GRACE


def _handed_out(sent: Sent, key: bytes, campaign: int, limits: Limits, now: datetime) -> datetime | None:
    """When the form itself was handed out, where it says so: its proof may be younger by all the time of filling in."""
    try:
        return _stamp(sent, key, campaign, limits, now).issued if sent[STAMP] else None
    except StampError:
        return None


def _stamp(sent: Sent, key: bytes, campaign: int, limits: Limits, now: datetime) -> Stamp:
    return stamps.read(key, sent[STAMP], campaign, now, timedelta(hours=limits.stamp_hours))
