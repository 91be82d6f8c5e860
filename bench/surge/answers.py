"""Reading an answer of a web server, as little of it as tells whether it is whole and what it says."""

from dataclasses import dataclass

_END = b"\r\n\r\n"
_LENGTH = b"\r\ncontent-length:"
_BODILESS = frozenset({b"204", b"304"})


@dataclass(frozen=True, slots=True)
class Expected:
    """The answer that counts: its status, and words that stand in it."""

    status: bytes
    words: bytes = b""

    def verdict(self, data: bytes) -> str:
        """Nothing for a whole answer that counts; else what it was instead."""
        status = data[9:12]
        if status != self.status:
            return status.decode("latin-1")
        return "" if self.words in data else f"{status.decode('latin-1')} with other words"


def whole(data: bytes) -> bool:
    """Has the answer arrived to its end?

    Raises:
        ValueError: it does not say its length, or is longer than it says.
    """
    end = data.find(_END)
    if end < 0:
        return False
    wanted = end + len(_END)
    if data[9:12] not in _BODILESS:
        wanted += _length(data, end + 2)
    if len(data) > wanted:
        raise ValueError("longer than it says")
    return len(data) == wanted


def _length(data: bytes, end: int) -> int:
    start = data.find(_LENGTH, 0, end)
    if start < 0:  # in other letters, perhaps
        start = data[:end].lower().find(_LENGTH)
    if start < 0:
        raise ValueError("no length")
    start += len(_LENGTH)
    return int(data[start : data.index(b"\r\n", start)])
