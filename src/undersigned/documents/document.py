"""A document as evidence: an answered records request, a hearing, the text of a contract; known by its hash."""

from dataclasses import dataclass

KINDS = ("hearing", "records request", "contract", "other")
"""What a document is."""
PDF, HTML, TEXT = "application/pdf", "text/html", "text/plain"
"""The media types whose words can be read."""
ID_LENGTH = 16
"""So many letters of the hash name a document."""


@dataclass(frozen=True, slots=True)
class Document:
    """One attached document; days are ISO, addresses empty where there are none.

    `date` is the document's own day, `attached` the day when it came into the case. `pages` is 1 where the form has
    no pages. `without_text` are the pages whose words no program can read, such as scanned ones. `text_sha256` is the
    hash of the words by page as they are kept.
    """

    document_id: str
    sha256: str
    title: str
    source: str
    archive: str
    date: str
    kind: str
    attached: str
    media_type: str
    size: int
    pages: int
    without_text: tuple[int, ...]
    text_sha256: str

    @property
    def paged(self) -> bool:
        """True where a place in it is told by its page."""
        return self.media_type == PDF or self.pages > 1

    @property
    def can_be_quoted(self) -> bool:
        """False where no page has words that can be read."""
        return len(self.without_text) < self.pages
