"""Pages for what no room answers: an address with nothing behind it, a form that is too large or never arrives."""

from undersigned.campaigns.pages.rendering import notice_page
from undersigned.campaigns.words.speaking import words_beside


def nothing_here(language: str) -> str:
    """One page for every address of no page, and every link that opens nothing: mistyped, or destroyed long ago."""
    words = words_beside(language)
    return notice_page(
        words.text("There is nothing here"),
        [
            words.text("No page has this address. If it came in a mail, open the whole link, up to its last letter."),
            words.text("Nothing was changed."),
        ],
        language,
    )


def too_large(language: str, kilobytes: int) -> str:
    """A form of ours, filled in as far as it goes, is smaller."""
    words = words_beside(language)
    return notice_page(
        words.text("This form is too large"),
        [
            words.text("A form here may have {n} KB. Nothing was kept and nothing was changed.", n=str(kilobytes)),
            words.text("Go back in your browser, shorten what you typed, and send it again."),
        ],
        language,
    )


def too_slow(language: str) -> str:
    """The form did not arrive whole in time."""
    words = words_beside(language)
    return notice_page(
        words.text("The form did not arrive in time"),
        [
            words.text("Nothing was kept and nothing was changed."),
            words.text("Go back in your browser and send it again; trying again does no harm."),
        ],
        language,
    )
