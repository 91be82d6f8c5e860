"""What can go wrong, said so that the reader knows what to do.

Every error that a person may meet is an `UndersignedError`: one sentence that names the step, the file and
line where there is one, and the way out. The doors print the sentence and leave with `exit_code`.
"""


class UndersignedError(Exception):
    """One clear sentence for the person at the terminal; the case is as it was."""

    exit_code = 1


class InputError(UndersignedError):
    """A file that cannot be read as contract records; mending or replacing the file helps."""

    exit_code = 2


class CaseError(UndersignedError):
    """The case folder cannot do what was asked: absent, locked by another run, damaged, not traced yet."""

    exit_code = 3


class RoomError(UndersignedError):
    """The machine is out of disk or memory; making room and running again helps."""

    exit_code = 4


class CatalogError(UndersignedError):
    """A data file of ours or of the case (maker, owner, judgement) says something that cannot be."""

    exit_code = 5


class SiteError(UndersignedError):
    """The site folder, its database or its keys cannot do what was asked; the sentence says what helps."""

    exit_code = 6


class CampaignError(UndersignedError):
    """A campaign cannot do what was asked: unknown, not ready to be published, closed, its keys not tried."""

    exit_code = 7


class FetchError(UndersignedError):
    """A publisher did not answer, or answered less than it says it has; what arrived stays, run again to go on."""

    exit_code = 8
