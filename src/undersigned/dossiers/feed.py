"""The feed of new, changed, withdrawn and corrected claims."""

from pathlib import Path

from undersigned.claims.reading import Trace
from undersigned.dossiers.edition import Edition


def write(trace: Trace, edition: Edition, folder: Path) -> None:
    """Write `feed.xml`."""
    (folder / "feed.xml").write_text("<feed xmlns='http://www.w3.org/2005/Atom'/>", encoding="utf-8")
