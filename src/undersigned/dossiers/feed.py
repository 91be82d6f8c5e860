"""The feed of new, changed, withdrawn and corrected claims."""

from pathlib import Path

from undersigned.dossiers import addresses, news
from undersigned.dossiers.edition import Edition
from undersigned.dossiers.published import Published
from undersigned.dossiers.words.language import Words
from undersigned.exports import atom


def write(edition: Edition, now: Published, words: Words, folder: Path) -> None:
    """Write `feed.xml`, in the site's main language."""
    since = now.publications[0]
    successors = {gone.line.claim_id: gone.successor for gone in edition.gone}
    title = edition.settings.title(words.tag) or words.text("Public contracts, traced")
    feed = atom.Feed(
        atom.tag(edition.address, since, "feed"),
        words.text("{site}: new and changed claims", site=title),
        edition.publisher(words),
        edition.address or "index.html",
        f"{edition.address}feed.xml",
        since,
        words.tag,
    )
    entries = [_entry(edition, since, entry, words) for entry in news.entries(now, edition.corrections, successors)]
    (folder / "feed.xml").write_text(atom.text(feed, entries), encoding="utf-8")


def _entry(edition: Edition, since: str, entry: news.Entry, words: Words) -> atom.Entry:
    titles = {
        "new": words.text("New claim {id}", id=entry.about),
        "changed": words.text("Changed claim {id}", id=entry.about),
        "gone": words.text("Claim {id} no longer stands", id=entry.about),
        "withdrawn": words.text("Claim {id} withdrawn", id=entry.about),
        "corrected": words.text("Correction: {about}", about=entry.about),
    }
    pages = {"claim": addresses.claim(entry.about), "page": entry.about, "award": addresses.award(entry.about)}
    return atom.Entry(
        atom.tag(edition.address, since, entry.key),
        titles[entry.kind],
        entry.day,
        f"{edition.address}{pages.get(entry.about_kind, 'corrections.html')}",
        _summary(entry, words),
    )


def _summary(entry: news.Entry, words: Words) -> str:
    """The sentence, what it said before, and what the authors wrote."""
    said = [entry.statement, entry.text]
    if entry.before is not None and entry.unit == "cents":
        said.append(
            words.text(
                "With records to {day} it said {figure}.",
                day=words.day(entry.before_day),
                figure=words.plain(entry.before),
            )
        )
    return " ".join(part for part in said if part)
