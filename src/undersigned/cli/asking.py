"""The review at the terminal: one question at a time, one key an answer, each answer written at once."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import typer

from undersigned.case.folder import Case
from undersigned.cli.cards import card
from undersigned.cli.terminal import out, say
from undersigned.errors import CaseError
from undersigned.reviewing import answering
from undersigned.reviewing.answering import Given
from undersigned.reviewing.questions import Question
from undersigned.terms.judgement import Answer, Decided

KEYS = "y yes  n no  u unsure  s skip  b back  q quit  ? help"
HELP = (
    "y: yes. n: no. u: unsure; where the records have one identifier for both, they stay together, and an attribution "
    "stands in no figure. s: leave it for later. b: go back; your answer there is taken back. q: stop; what you "
    "answered is written already. Signs before a line: = both sides agree, ~ in part, x not at all. Words in [ ] "
    "stand in one name alone."
)
_ANSWERS: dict[str, Answer] = {"y": "yes", "n": "no", "u": "unsure"}


@dataclass(frozen=True, slots=True)
class Heard:
    """Where the person's keys and lines come from; None is the end of them."""

    key: Callable[[], str | None]
    line: Callable[[str], str | None]


@dataclass(slots=True)
class Review:
    """One person's way through the questions; `written` are the judgements of this sitting, by question."""

    case: Case
    questions: Sequence[Question]
    who: str
    heard: Heard
    place: int = 0
    why: str = ""
    written: dict[int, str] = field(default_factory=dict)

    def run(self) -> int:
        """Ask until the questions or the answers end; how many answers were written."""
        while self.place < len(self.questions):
            out.print(card(self.questions[self.place], self.place + 1, len(self.questions)))
            if not self._one():
                break
        return len(self.written)

    def _one(self) -> bool:
        """One key; False where the person stops."""
        say(KEYS)
        key = (self.heard.key() or "q").casefold()
        if key == "q":
            return False
        if key == "s":
            self.place += 1
        elif key == "b":
            self._back()
        elif key in _ANSWERS:
            return self._answer(_ANSWERS[key])
        else:
            say(HELP)
        return True

    def _answer(self, answer: Answer) -> bool:
        why = self._reason(answer)
        if why is None:
            return False
        given = Given(self.questions[self.place].asked, answer, Decided(self.who, today(), why))
        try:
            new = answering.give(self.case, [given])
        except CaseError as error:
            say(f"Not written: {error}")
            return True
        self.why = why
        if new:
            self.written[self.place] = new[0]
        say(f"{answer}: written as {new[0]}." if new else f"{answer}: it stands there already.")
        self.place += 1
        return True

    def _reason(self, answer: Answer) -> str | None:
        """A reason in a few words; an empty line repeats the last one; None at the end of all lines."""
        again = f" [{self.why}]" if self.why else ""
        while True:
            said = self.heard.line(f"{answer}, because{again}: ")
            if said is None:
                return None
            if why := " ".join(said.split()) or self.why:
                return why
            say("A reason is needed: where you looked, or what it says. Ctrl-C stops.")

    def _back(self) -> None:
        """To the question before; what was answered there is taken back."""
        self.place = max(0, self.place - 1)
        if identifier := self.written.get(self.place):
            entry = answering.with_identifier(self.case, identifier)
            answering.undo(self.case, entry, Decided(self.who, today(), "taken back at once"))
            del self.written[self.place]
            say(f"{identifier} is taken back.")


def today() -> str:
    """The day of an answer, where the person is."""
    return date.today().isoformat()  # noqa: DTZ011  # the reviewer's own day


def at_terminal() -> Heard:
    """Keys without Enter at a terminal; lines of a pipe, of which the first sign counts, elsewhere."""
    return Heard(_key if sys.stdin.isatty() else _first_sign, line)


def line(asked: str) -> str | None:
    """A line that the person types; None at the end of the input."""
    try:
        return str(typer.prompt(asked, prompt_suffix="", default="", show_default=False))
    except typer.Abort:
        return None


def _key() -> str | None:
    try:
        return typer.getchar()
    except (KeyboardInterrupt, EOFError):
        return None


def _first_sign() -> str | None:
    said = sys.stdin.readline()
    return (said.strip() or "?")[0] if said else None
