"""The options of a question and, where it asks for how many, a field for an exact number."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import may_become_number, parse_answer, parse_number
from ragft_tui.core.model import UNKNOWN, AnswerValue
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Question
from ragft_tui.core.text import as_sentence, one_line
from ragft_tui.core.verdict import Suggestion
from ragft_tui.report.view import DONT_KNOW
from ragft_tui.tui.bindings import bindings, keymap_of
from ragft_tui.tui.messages import Notice
from ragft_tui.tui.widgets.content import Static, show
from ragft_tui.tui.widgets.line_list import DigitEntry, LineList
from ragft_tui.tui.widgets.option_rows import OptionRows
from ragft_tui.tui.widgets.text_fields import TextLine

_BEFORE_ROW: Final = 2
"""The columns of the mark before a row."""
_AROUND_IN_DIALOG: Final = 10
"""The lines of a dialog around the options."""
NUMBER_WANTED: Final = "a whole number is wanted here, such as 1200 or 15k"
"""What is wrong with anything else where an exact number is typed."""
TAKES_NO_NUMBER: Final = "This question has options, and takes no number."
_SEPARATORS = " ,.'’_"
"""What is typed within a number; whether it makes one there is checked in the end."""


class AnswerOptions(Vertical):
    """The answers to one question, of which one is marked.

    Options have digits, also the bands of a question for a number; an exact number has a field,
    which is shown once it is asked for.
    """

    DEFAULT_CSS = """
    AnswerOptions {
        height: auto;
        #number-row { height: auto; max-height: 3; padding: 0 2; display: none; }
        #number-label { width: auto; }
        #number { width: 14; }
        #unit { width: 1fr; height: auto; }
    }
    """

    @dataclass
    class Moved(Message):
        """Another answer is marked or typed."""

    @dataclass
    class Answered(Message):
        """An answer was given."""

        question: Question
        value: AnswerValue

    BINDINGS = bindings("list", "answer")

    lines = query_one("#options", LineList)
    number_line = query_one("#number", TextLine)

    _question: Question | None = None
    _suggested: Suggestion | None = None
    _given: AnswerValue | None = None
    _digits: DigitEntry
    _laid_out: tuple[OptionRows, int] | None = None
    """How the rows are laid out that are shown, and which is marked."""

    def compose(self) -> ComposeResult:
        """Yield the options, and the field for a number with what it counts."""
        yield LineList(id="options")
        with Horizontal(id="number-row"):
            yield Static(Content("Exactly "), id="number-label")
            yield NumberLine(id="number")
            yield Static(id="unit")

    def show(
        self,
        question: Question,
        marked: AnswerValue | None,
        typed: str = "",
        suggested: Suggestion | None = None,
        height: int | None = None,
    ) -> None:
        """Show the options of a question.

        Args:
            question: The question.
            marked: The answer to mark; `None` for none.
            typed: The number to begin with, as it was typed.
            suggested: The option that the description implies; its row says so, without the mark.
            height: The lines that there will be; `None` for as many as there are. Where it is
                right, the options need not be laid out again once the widget has its size.
        """
        self._question = question
        self._suggested = suggested
        self._given = marked
        self._digits = DigitEntry()
        if question.numeric and isinstance(marked, int) and not typed:
            typed = str(marked)
        with self.prevent(Input.Changed):
            self.number_line.load(typed if question.numeric else "")
        self.number_line.select_all()
        self._show_number(shown=bool(question.numeric and typed))
        if height is not None:
            height -= self.query_one("#number-row").display
        self._mark(self.number if self.is_typing else marked, height)

    @property
    def question(self) -> Question:
        """The question that is asked."""
        if self._question is None:
            raise LookupError("no question is asked yet")
        return self._question

    @property
    def cursor(self) -> int:
        """The index of the marked row, or -1 for none.

        Behind the options come "I don't know" and, where a number is asked for, an exact one.
        """
        return self.lines.cursor

    @property
    def value(self) -> AnswerValue | None:
        """The number that is typed, or else the answer that is marked; `None` for none.

        Raises:
            InvalidAnswerError: Where what is typed is no number.
        """
        if self.is_typing:
            return parse_answer(self.question, self.number_line.value)
        options, cursor = self.question.options, self.cursor
        if 0 <= cursor < len(options):
            return options[cursor].id
        return UNKNOWN if cursor == len(options) else None

    @property
    def number(self) -> AnswerValue | None:
        """The number that is typed; `None` where none is, or what is typed is no number."""
        with suppress(InvalidAnswerError):
            return self.value if self.is_typing else None
        return None

    @property
    def is_typing(self) -> bool:
        """Whether a number is typed, in the place of a marked option."""
        return self.question.numeric and bool(self.number_line.value.strip())

    def layout_in(self, height: int | None = None) -> OptionRows:
        """Return how the options are laid out in some lines, or in those that there are."""
        columns = max(self.size.width - _BEFORE_ROW, 0)
        if self.lines.styles.height and self.lines.styles.height.is_auto:
            height = max(self.screen.size.height - _AROUND_IN_DIALOG, 1)
        elif height is None:
            height = self.lines.size.height
        return OptionRows(self.question, self._suggested, columns, height)

    def focus_answer(self) -> None:
        """Focus what takes the answer: the options, or the number that is being typed."""
        begun = self.is_typing and not isinstance(self._given, int)
        (self.number_line if begun else self.lines).focus()

    def enter_digit(self, digit: str) -> None:
        """Mark the option of a digit, or of two."""
        count = len(self.question.options)
        number = self._digits.enter(digit, count, self.cursor)
        if number <= count:
            self._drop_number()
            self.lines.cursor = number - 1 if number else count
            self._digits.settle(self.cursor)
        else:
            self.post_message(Notice(f"There is no option {number} here."))

    def action_exact(self) -> None:
        """Let an exact number be typed, where a number is asked for."""
        if not self.question.numeric:
            self.post_message(Notice(TAKES_NO_NUMBER))
            return
        self._show_number(shown=True)
        self.number_line.focus()
        self.post_message(self.Moved())

    def leave_number(self) -> None:
        """Go back to the options, without the number that was typed."""
        self._drop_number()
        self.lines.focus()
        self.post_message(self.Moved())

    def action_move(self, by: int) -> None:
        """Mark the option that is so many below."""
        self._move(partial(LineList.action_move, by=by))

    def action_first(self) -> None:
        """Mark the first option."""
        self._move(LineList.action_first)

    def action_last(self) -> None:
        """Mark the last row."""
        self._move(LineList.action_last)

    def action_page_up(self) -> None:
        """Go up by what is visible."""
        self._move(LineList.action_page_up)

    def action_page_down(self) -> None:
        """Go down by what is visible."""
        self._move(LineList.action_page_down)

    def _move(self, move: Callable[[LineList], None]) -> None:
        """Mark another option, in the place of the number that was typed."""
        self.leave_number()
        move(self.lines)

    def action_select(self) -> None:
        """Answer with the number or the marked option."""
        if not self.is_typing and self.cursor > len(self.question.options):
            self.action_exact()
            return
        try:
            value = self.value
        except InvalidAnswerError as error:
            self.post_message(Notice(error.sentence))
        else:
            refusal = Notice(f"{self.how_to_choose}.")
            self.post_message(refusal if value is None else self.Answered(self.question, value))

    @property
    def how_to_choose(self) -> str:
        """Which keys choose, as a sentence without its full stop."""
        keys = keymap_of(self)
        up, down, exact = (keys.label(name) for name in ("list.up", "list.down", "answer.exact"))
        number = f"; {exact} takes an exact number" if self.question.numeric else ""
        return f"Choose with a digit, {up} or {down}; 0 is “{DONT_KNOW}”{number}"

    @on(LineList.Moved)
    def _pass_on(self, event: LineList.Moved) -> None:
        event.stop()
        self._drop_number()
        self._lay_out(self.cursor)
        self.post_message(self.Moved())

    @on(LineList.Selected)
    @on(Input.Submitted, "#number")
    def _accept(self, event: LineList.Selected | Input.Submitted) -> None:
        event.stop()
        self.action_select()

    @on(Input.Changed, "#number")
    def _mark_band(self) -> None:
        if self.is_typing:
            self._mark(self.number)
        self._show_unit()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Lay the options out in the room that there is now."""
        if self._question is not None and self._laid_out != (self.layout_in(), self.cursor):
            self._lay_out(self.cursor)

    def _mark(self, value: AnswerValue | None, height: int | None = None) -> None:
        """Mark an answer, or none."""
        options, option = self.question.options, self.question.option(value)
        row = len(options) if value == UNKNOWN else -1
        if option is not None:
            row = options.index(option)
        self._lay_out(row, height)

    def _lay_out(self, marked: int, height: int | None = None) -> None:
        layout = self.layout_in(height)
        self._laid_out = layout, marked
        rows = layout.rows(marked)
        heights = [row.plain.count("\n") + 1 for row in rows]
        self.lines.fill(len(rows), rows.__getitem__, marked, heights)

    def _show_number(self, *, shown: bool) -> None:
        self.query_one("#number-row").display = shown
        self._show_unit()

    def _show_unit(self) -> None:
        """Show what the number counts, and what Enter makes of it."""
        number, unit = self.number, one_line(self.question.unit)
        accept = keymap_of(self).label("question.accept")
        shown = "" if number is None else f" · {accept} accepts {number:,}"
        text = shown if not self.is_typing or number is not None else f" · {NUMBER_WANTED}"
        self.query_one("#unit", Static).content = show(f" {unit}{text}", "$text-muted")

    def _drop_number(self) -> None:
        """Take back the number that was typed, and hide its field."""
        self.number_line.value = ""
        self._show_number(shown=False)


def fewest_lines(question: Question) -> int:
    """Return the fewest lines in which all options of a question can be seen."""
    return len(question.options) + 1 + question.numeric


class NumberLine(TextLine):
    """A field for a whole number; what cannot be part of one is a key of what is around it."""

    BINDINGS = bindings("number")
    takes_any = False

    def action_leave_number(self) -> None:
        """Go back to the options."""
        self.query_ancestor(AnswerOptions).leave_number()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Accept digits and what separates them as text, and letters as far as they make a number.

        So `15k` and `2 Mio` can be typed, and letters that are keys still work as such.
        """
        del key
        if character is None or not character.isprintable():
            return False
        start, end = sorted(self.selection)
        text = f"{self.value[:start]}{character}{self.value[end:]}"
        return (
            character.isdecimal()
            or may_become_number(text)
            or (character in _SEPARATORS and bool(self.value))
        )

    async def _on_key(self, event: events.Key) -> None:
        character = event.character
        if not event.is_printable or self.check_consume_key(event.key, character):
            return
        event.prevent_default()
        if event.key in self.screen.active_bindings:
            return
        if self.value or not (character or "").isalpha():
            # What was typed stays to be seen, and is refused whole: `-5` and `1/2` are no 5 and 12.
            self.replace(character or "", *self.selection)
        else:
            self.post_message(Notice(as_sentence(NUMBER_WANTED)))

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        try:
            number = parse_number(event.text)
        except InvalidAnswerError as error:
            self.post_message(Notice(f"Not pasted: {error}."))
        else:
            self.replace(str(number), *self.selection)
