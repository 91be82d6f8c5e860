"""What a signer's buttons do. Each may be pressed twice; her page says how it stands then.

Each gives the id of what the page says at its top, or nothing.
"""

from collections.abc import Callable

from undersigned.ledger import confirming, withdrawing
from undersigned.ledger.confirming import Outcome
from undersigned.terms.signature import State
from undersigned.web.desk import ask
from undersigned.web.hashing import address_among_blocked, address_in_campaign
from undersigned.web.opening import Opened
from undersigned.web.showing import as_asked


def confirm(opened: Opened) -> str:
    """Confirm her signature, unless the campaign takes none any more; a letter that waits keeps no name in clear.

    An address whose owner said of another link that it wasn't her can be signed with no more: this one ends likewise.

    Raises:
        SiteError: the key of the campaign's addresses is missing; nothing was changed.
    """
    if opened.kept.state is not State.PENDING or opened.typed is None or not opened.can_confirm:
        return ""
    hashed = address_in_campaign(opened.campaign, opened.typed)
    public = None if opened.campaign.waits else as_asked(opened.typed)
    blocked = address_among_blocked(opened.typed)
    outcome = ask(confirming.confirm, opened.kept.signature, hashed, public, blocked)
    if outcome is Outcome.BLOCKED:
        return not_me(opened)
    return "confirmed" if outcome is Outcome.CONFIRMED else ""


def not_me(opened: Opened) -> str:
    """Erase everything, and send this address no mail from here again."""
    blocked = None if opened.typed is None else address_among_blocked(opened.typed)
    ask(withdrawing.not_me, opened.kept.signature, blocked)
    return ""


def no_reminder(opened: Opened) -> str:
    """Send no further mail about this link."""
    ask(withdrawing.decline_reminder, opened.kept.signature)
    return "no_reminder"


def withdraw(opened: Opened) -> str:
    """Count her no more."""
    ask(withdrawing.withdraw, opened.kept.signature)
    return ""


def erase(opened: Opened) -> str:
    """Keep nothing of her."""
    ask(withdrawing.erase, opened.kept.signature)
    return ""


def take_down(opened: Opened) -> str:
    """Show her name no more, where nothing else of what she typed is left to be corrected."""
    if opened.typed is None:
        ask(withdrawing.take_name_down, opened.kept.signature)
    return ""


BUTTONS: dict[str, Callable[[Opened], str]] = {
    "confirm": confirm,
    "not-me": not_me,
    "no-reminder": no_reminder,
    "withdraw": withdraw,
    "erase": erase,
    "take-down": take_down,
}
"""By the last part of the address that a button posts to."""
