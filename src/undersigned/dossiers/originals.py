"""The documents themselves: in a site only where `dossier.toml` says so, and web pages never.

A document may be somebody's work and may name private people; its source and its hash are enough to find it. A web page
would bring its scripts into the site.
"""

import shutil
from pathlib import Path

from undersigned.case.folder import Case
from undersigned.documents import keeping
from undersigned.documents.document import HTML, Document
from undersigned.dossiers.authored.settings import Settings

FOLDER = "documents"


def published(settings: Settings, document: Document) -> bool:
    """True where the site has the document itself."""
    return settings.publishes_documents and document.media_type != HTML


def address(document: Document) -> str:
    """Where it is, from the top of the site."""
    return f"{FOLDER}/{keeping.file_name(document)}"


def copy(case: Case, settings: Settings, documents: list[Document], folder: Path) -> None:
    """Put the published ones into the site."""
    for document in documents:
        if published(settings, document):
            (folder / FOLDER).mkdir(exist_ok=True)
            shutil.copyfile(keeping.original(case, document), folder / address(document))
