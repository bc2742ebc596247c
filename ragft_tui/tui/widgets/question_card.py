"""The card on which one question is asked and answered."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.model import AnswerValue, Capability
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Question
from ragft_tui.core.verdict import Suggestion
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.widgets.answer_options import AnswerOptions, fewest_lines
from ragft_tui.tui.widgets.content import Static, show
from ragft_tui.tui.widgets.labelled_row import LabelledRow
from ragft_tui.tui.widgets.text_fields import TextLine

_LINES_BESIDE = 3
"""The lines of a card beside its texts and options: a blank one, a hint, and the because."""
_BECAUSE = 1
"""The line of the because alone."""
_CONSIDERING: Final = 0.1
"""Seconds after which a marked answer is one that is looked at, and not passed on the way."""


class QuestionCard(Vertical):
    """One question, why it is asked, its options or a number, and who stands behind the answer."""

    BINDINGS = bindings("question")
    DEFAULT_CSS = "QuestionCard { display: none; }"

    @dataclass
    class BecauseGiven(Message):
        """The because was accepted."""

        text: str
        value: AnswerValue | None
        """The answer that it is for; `None` where none is marked."""

    @dataclass
    class Considered(Message):
        """An answer has been marked for a moment."""

        value: AnswerValue

    answers = query_one(AnswerOptions)
    because_line = query_one("#because", TextLine)

    _question: Question
    _considering: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield question, options, number and because."""
        yield Static(id="progress")
        yield Static(id="ask")
        yield Static(id="why")
        yield AnswerOptions()
        yield LabelledRow("Because", BecauseLine(id="because"), id="because-row")

    def show(
        self,
        capability: Capability,
        question: Question,
        progress: str,
        suggested: Suggestion | None = None,
    ) -> None:
        """Ask a question.

        Args:
            capability: What it is asked about; its texts in progress come before the accepted ones.
            question: What to ask.
            progress: How far the interview is, such as "about 4 to go".
            suggested: What the description implies; its row says so, without the mark.
        """
        answer, draft = capability.answer(question.id), capability.draft
        self._question = question
        self.show_progress(progress)
        self.query_one("#ask", Static).content = show(question.text, "bold")
        self.query_one("#why", Static).content = show(question.why, "$text-muted")
        because = dict(draft.because).get(question.id, answer.because if answer else "")
        with self.prevent(Input.Changed):
            self.because_line.load(because)
        typed = dict(draft.answers).get(question.id, "")
        marked = answer.value if answer else None
        if question.option(typed):  # a because waits for it
            marked, typed = typed, ""
        self.answers.show(question, marked, typed, suggested, self._make_room())
        self.answers.focus_answer()

    def show_progress(self, progress: str) -> None:
        """Show how far the interview is, such as "about 4 to go"."""
        self.query_one("#progress", Static).content = Content.assemble(
            show(self._question.title, "$primary"), (f" · {progress}", "$text-muted")
        )

    def on_resize(self) -> None:
        """Make room for the options."""
        self._make_room()

    def _make_room(self) -> int | None:
        """Hide why it is asked, and then the progress, where the options would not all fit.

        Returns:
            The lines that there will be for the options; `None` while no size is known.
        """
        size = self.content_size
        if not size:
            return None
        progress, ask, why = (
            self.query_one(f"#{name}").get_content_height(size, size, size.width)
            for name in ("progress", "ask", "why")
        )
        room = size.height - fewest_lines(self._question) - _LINES_BESIDE - ask
        shows_why, shows_progress = progress + why <= room, progress <= room
        self.query_one("#why").display = shows_why
        self.query_one("#progress").display = shows_progress
        texts = ask + why * shows_why + progress * shows_progress
        return size.height - texts - _BECAUSE - self.answers.styles.margin.top

    def action_choose(self, digit: str) -> None:
        """Mark the option of a digit."""
        self.answers.enter_digit(digit)

    def action_accept(self) -> None:
        """Answer with the marked option or the number."""
        self.answers.action_select()

    @on(AnswerOptions.Moved)
    def _wait_a_moment(self) -> None:
        if self._considering is not None:
            self._considering.stop()
        self._considering = self.set_timer(_CONSIDERING, self._consider)

    def _consider(self) -> None:
        with suppress(InvalidAnswerError):
            if (value := self.answers.value) is not None:
                self.post_message(self.Considered(value))

    def action_because(self) -> None:
        """Focus the field for who or what stands behind the answer."""
        self.because_line.focus()

    @on(Input.Submitted, "#because")
    def _take_because(self, event: Input.Submitted) -> None:
        # What is no number yet is no other answer.
        value: AnswerValue | None = self.answers.number_line.value
        with suppress(InvalidAnswerError):
            value = self.answers.value
        self.post_message(self.BecauseGiven(event.value, value))
        self.answers.focus_answer()


class BecauseLine(TextLine):
    """The field for who or what stands behind an answer."""

    BINDINGS = bindings("because")

    def action_leave_because(self) -> None:
        """Go back to the options."""
        self.query_ancestor(QuestionCard).answers.focus_answer()
