"""Dialogs: for a text, a choice, an answer, a page to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import TextArea

from ragft_tui.core.model import AnswerValue
from ragft_tui.core.rulebook import Question
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.hint_screen import HintScreen, Result
from ragft_tui.tui.widgets.answer_options import AnswerOptions
from ragft_tui.tui.widgets.content import Static, show
from ragft_tui.tui.widgets.line_list import DigitEntry, LineList
from ragft_tui.tui.widgets.lines import HintLine
from ragft_tui.tui.widgets.reader import Reader
from ragft_tui.tui.widgets.text_fields import TextBox

_FRAME = 6
"""The lines of a dialog around the page that it shows."""


class Dialog(HintScreen[Result | None], ModalScreen[Result | None]):
    """A box over the screen; Escape closes it."""

    # Textual looks for a bare name beside the module of each subclass.
    CSS_PATH = Path(__file__).with_name("dialogs.tcss")
    BINDINGS = bindings("dialog", "app")
    CONTEXTS: ClassVar[tuple[str, ...]] = ("dialog",)

    def __init__(self, title: str, prompt: Content | str = "") -> None:
        """Make a dialog.

        Args:
            title: Its heading.
            prompt: The text above the body.
        """
        super().__init__()
        self._title = show(title)
        self._prompt = show(prompt) if isinstance(prompt, str) else prompt

    def compose(self) -> ComposeResult:
        """Put the body between heading and hints."""
        with Vertical(id="box"):
            yield Static(self._title, id="title")
            if self._prompt:
                yield Static(self._prompt, id="prompt")
            yield from self.compose_body()
            yield HintLine()

    def compose_body(self) -> ComposeResult:
        """Yield what stands between heading and hints."""
        yield from ()

    def action_close(self) -> None:
        """Close without a result."""
        self.dismiss(None)


class TextDialog(Dialog[str]):
    """Asks for a text; each change of it is passed on, so that it can be saved as a draft."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("text", "dialog")
    BINDINGS = bindings("text")
    LINES: ClassVar[int] = 1
    """How many lines of the field are visible."""

    def __init__(
        self,
        title: str,
        prompt: Content | str,
        text: str = "",
        *,
        changed: Callable[[str], None] | None = None,
        accept: Callable[[str], None],
        selected: bool = False,
    ) -> None:
        """Make a dialog for a text.

        Args:
            title: Its heading.
            prompt: What is asked.
            text: The text to begin with.
            changed: Called with the text whenever it changes.
            accept: Called with the text; an error that it raises is shown, and the dialog stays
                open.
            selected: Whether the first letter that is typed replaces the text.
        """
        super().__init__(title, prompt)
        self._text = text
        self._changed = changed
        self._accept = accept
        self._selected = selected

    def compose_body(self) -> ComposeResult:
        """Yield the field."""
        yield TextBox(self._text)

    def on_mount(self) -> None:
        """Begin typing at the end of the text, or in its place."""
        box = self.query_one(TextBox)
        box.styles.height = self.LINES
        # One line does not wrap: the end that is being typed stays beside its beginning.
        box.soft_wrap = self.LINES > 1
        box.styles.scrollbar_size_horizontal = 0
        box.focus()
        if self._selected:
            box.select_all()
        else:
            box.move_cursor(box.document.end)

    def action_accept(self) -> None:
        """Close with the text, where it can be accepted."""
        text = self.query_one(TextBox).text
        with self.showing_errors():
            self._accept(text)
            self.dismiss(text)

    @on(TextArea.Changed)
    def hand_over(self) -> None:
        """Pass the text on, where it changed."""
        text = self.query_one(TextBox).text
        if self._changed and text != self._text:
            self._text = text
            self._changed(text)


class LinesDialog(TextDialog):
    """Asks for a text of several lines."""

    CONTEXTS = ("text", "lines", "dialog")
    BINDINGS = bindings("lines")
    LINES = 6

    def action_newline(self) -> None:
        """Start a new line."""
        self.query_one(TextBox).newline()


class ReasonDialog(LinesDialog):
    """Asks for a reason, in few lines."""

    LINES = 3


class ChoiceDialog(Dialog[int]):
    """Asks for one line of several.

    One that opens by itself, amid whatever is being typed, ignores keys until they pause.
    """

    CONTEXTS = ("choice", "dialog")
    BINDINGS = bindings("choice")

    def __init__(
        self,
        title: str,
        prompt: Content | str,
        rows: Sequence[Content],
        cursor: int = 0,
        *,
        ignoring_keys: bool = False,
        why_not: Callable[[int], str | None] = lambda _: None,
    ) -> None:
        """Make a dialog for a choice.

        Args:
            title: Its heading.
            prompt: What is asked.
            rows: The lines to choose from.
            cursor: The line to mark at first; -1 where one is to be chosen before Enter takes it.
            ignoring_keys: Whether keys are ignored until they pause.
            why_not: Returns why a line cannot be chosen, which is shown; `None` where it can.
        """
        super().__init__(title, prompt)
        self._why_not = why_not
        self.ignoring_keys = ignoring_keys
        self._rows = rows
        self._cursor = cursor
        self._digits = DigitEntry()

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield LineList()

    def on_mount(self) -> None:
        """Fill the list."""
        lines = self.query_one(LineList)
        lines.fill(len(self._rows), self._row, self._cursor)
        lines.focus()
        if self.ignoring_keys:
            self.ignore_keys()

    def action_mark(self, digit: str) -> None:
        """Mark the line of a digit, or of two."""
        lines = self.query_one(LineList)
        number = self._digits.enter(digit, len(self._rows), lines.cursor)
        if 0 < number <= len(self._rows):
            lines.cursor = number - 1
            self._digits.settle(lines.cursor)
        else:
            self.show_notice(f"There is no line {number} here.")

    def _row(self, index: int) -> Content:
        width = len(str(len(self._rows)))
        return Content.assemble(f"{index + 1:>{width}}  ", self._rows[index])

    @on(LineList.Selected)
    def _take(self, event: LineList.Selected) -> None:
        if event.index < 0:
            self.show_notice("No line is marked yet: choose one with a digit.")
        elif refused := self._why_not(event.index):
            self.show_notice(refused)
        else:
            self.dismiss(event.index)


class AnswerDialog(Dialog[AnswerValue]):
    """Asks for the answer to a question."""

    CONTEXTS = ("choice", "dialog")
    BINDINGS = bindings("choice")

    answers = query_one(AnswerOptions)

    def __init__(self, question: Question, what: str, present: AnswerValue | None) -> None:
        """Make a dialog.

        Args:
            question: The question.
            what: What it is asked about.
            present: The answer to mark; `None` for none.
        """
        super().__init__(question.title, f"{what}: {question.text}")
        self._question = question
        self._present = present

    def compose_body(self) -> ComposeResult:
        """Yield the options."""
        yield AnswerOptions()

    def on_mount(self) -> None:
        """Show the options."""
        self.answers.show(self._question, self._present)
        self.answers.focus_answer()

    def action_mark(self, digit: str) -> None:
        """Mark the option of a digit, or of two."""
        self.answers.enter_digit(digit)

    @on(AnswerOptions.Answered)
    def _take(self, event: AnswerOptions.Answered) -> None:
        event.stop()
        self.dismiss(event.value)


class ReadDialog(Dialog[None]):
    """Shows a page to read."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("reader", "dialog")
    BINDINGS = bindings("reader")

    page = query_one("#page", Static)

    def __init__(self, title: str, lay_out: Callable[[int], Content]) -> None:
        """Make a dialog to read.

        Args:
            title: Its heading.
            lay_out: Returns the page for a width in columns; zero before that is known.
        """
        super().__init__(title)
        self._lay_out = lay_out

    def compose_body(self) -> ComposeResult:
        """Yield the page."""
        with Reader():
            yield Static(self._lay_out(0), id="page")

    def on_mount(self) -> None:
        """Let the keys scroll the page."""
        self.query_one(Reader).focus()

    def on_resize(self) -> None:
        """Leave room for heading, hints and frame."""
        self.query_one(Reader).styles.max_height = max(self.size.height - _FRAME, 1)
        self.call_after_refresh(self._lay_out_again)

    def _lay_out_again(self) -> None:
        self.page.content = self._lay_out(self.page.size.width)

    def action_copy(self) -> None:
        """Copy the page under its heading."""
        text = self.page.content.plain.rstrip()
        self.app.copy_to_clipboard(f"{self._title.plain}\n\n{text}\n")
