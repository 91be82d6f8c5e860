"""Where words of a document stand, as people write it."""

from undersigned.claims.quoted import Quoted
from undersigned.documents.document import Document
from undersigned.dossiers.words.language import Words


def place(told: Quoted, document: Document, words: Words) -> str:
    """Who said it, in which document, on which page."""
    day = words.day(document.date)
    if told.page:
        where = words.text("«{title}», {day}, page {page}", title=document.title, day=day, page=told.page)
    else:
        where = words.text("«{title}», {day}", title=document.title, day=day)
    return f"{told.speaker}, {where}" if told.speaker else where
