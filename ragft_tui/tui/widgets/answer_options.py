"""The options of a question and, where it asks for how many, a field for an exact number."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from rich.cells import cell_len
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
from ragft_tui.core.rulebook import Option, Question
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict import Suggestion
from ragft_tui.report.view import DONT_KNOW, describe_suggestion, render_quotes
from ragft_tui.tui.bindings import bindings, keymap_of
from ragft_tui.tui.messages import Notice
from ragft_tui.tui.widgets.content import Static, show
from ragft_tui.tui.widgets.line_list import DigitEntry, LineList
from ragft_tui.tui.widgets.text_fields import TextLine

_BEFORE_OPTION = 6
"""The columns of the mark and the number before an option."""
_SUGGESTED = "   suggested"
"""Stands behind the text of an option; what carried it is cut to the room there is."""
_SEPARATORS = " ,.'’_"
"""What is typed within a number; whether it makes one there is checked in the end."""


class AnswerOptions(Vertical):
    """The answers to one question, of which one is marked.

    Options have digits. Those of a question for a number, its bands, have none: there digits type a
    number, and the band that it falls in is marked.
    """

    DEFAULT_CSS = """
    AnswerOptions {
        height: auto;
        #number-row { height: 1; padding: 0 2; }
        #number-label { width: auto; }
        #number { width: 1fr; max-width: 16; }
        #unit { width: auto; }
    }
    LineList.-bands > .line-list--cursor {
        text-style: $block-cursor-text-style;
        color: $block-cursor-foreground;
        background: $block-cursor-background;
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

    BINDINGS = bindings("list")

    lines = query_one("#options", LineList)
    number_line = query_one("#number", TextLine)

    _question: Question
    _suggested: Suggestion | None
    _digits: DigitEntry

    def compose(self) -> ComposeResult:
        """Yield the options, and the field for a number with what it counts."""
        yield LineList(id="options")
        with Horizontal(id="number-row"):
            yield Static(Content("Or a number: "), id="number-label")
            yield NumberLine(id="number")
            yield Static(id="unit")

    def show(
        self,
        question: Question,
        marked: AnswerValue | None,
        typed: str = "",
        suggested: Suggestion | None = None,
    ) -> None:
        """Show the options of a question.

        Args:
            question: The question.
            marked: The answer to mark; `None` for none.
            typed: The number to begin with, as it was typed.
            suggested: The option that the description implies; its row says so, without the mark.
        """
        self._question = question
        self._suggested = suggested
        self._digits = DigitEntry()
        self.query_one("#number-row").display = question.numeric
        self.query_one("#unit", Static).content = show(f" {one_line(question.unit)}")
        if question.numeric and isinstance(marked, int) and not typed:
            typed = str(marked)
        with self.prevent(Input.Changed):
            self.number_line.load(typed if question.numeric else "")
        self.number_line.select_all()
        # The field for a number has the focus, and keys that move go on to the list.
        self.lines.can_focus = not question.numeric
        self.lines.set_class(question.numeric, "-bands")
        self.styles.max_height = self.rows
        self._mark(self.number if self.is_typing else marked)

    @property
    def rows(self) -> int:
        """The lines that all of it takes."""
        return len(self._question.options) + 1 + self._question.numeric

    @property
    def cursor(self) -> int:
        """The index of the marked option, their number for "I don't know", or -1 for none."""
        return self.lines.cursor

    @property
    def value(self) -> AnswerValue | None:
        """The number that is typed, or else the answer that is marked; `None` for none.

        Raises:
            InvalidAnswerError: Where what is typed is no number.
        """
        if self.is_typing:
            return parse_answer(self._question, self.number_line.value)
        options, cursor = self._question.options, self.cursor
        if cursor < 0:
            return None
        return options[cursor].id if cursor < len(options) else UNKNOWN

    @property
    def number(self) -> AnswerValue | None:
        """The number that is typed; `None` where none is, or what is typed is no number."""
        with suppress(InvalidAnswerError):
            return self.value if self.is_typing else None
        return None

    @property
    def is_typing(self) -> bool:
        """Whether a number is typed, in the place of a marked option."""
        return self._question.numeric and bool(self.number_line.value.strip())

    @property
    def suggestion(self) -> str:
        """Which option the description implies, by which words, and how often; empty for none."""
        if self._suggested is None:
            return ""
        number = self._question.options.index(self._suggested.option) + 1
        return f"{number} is suggested by {describe_suggestion(self._suggested)}."

    def is_suggested(self, option: Option) -> bool:
        """Return whether an option is the one that the description implies."""
        return self._suggested is not None and option is self._suggested.option

    def room_for(self, option: Option, width: int = 0) -> int:
        """Return the columns for the text of an option in its row, at least one.

        Args:
            option: The option; where it is suggested, its row has to say so.
            width: The columns of the row; zero for those that it has now.
        """
        width = width or self.lines.scrollable_content_region.width
        beside = len(_SUGGESTED) + 1 if self.is_suggested(option) else 0
        return max(width - _BEFORE_OPTION - beside, 1) if width else cell_len(option.text)

    def focus_answer(self) -> None:
        """Focus what takes the answer: the field for a number, or the options."""
        (self.number_line if self._question.numeric else self.lines).focus()

    def enter_digit(self, digit: str) -> None:
        """Mark the option of a digit, or of two."""
        count = len(self._question.options)
        number = self._digits.enter(digit, count, self.cursor)
        if number <= count:
            self.lines.cursor = number - 1 if number else count
            self._digits.settle(self.cursor)
        else:
            self.post_message(Notice(f"There is no option {number} here."))

    def action_move(self, by: int) -> None:
        """Mark the option that is so many below."""
        self._move(partial(LineList.action_move, by=by))

    def action_first(self) -> None:
        """Mark the first option."""
        self._move(LineList.action_first)

    def action_last(self) -> None:
        """Mark "I don't know"."""
        self._move(LineList.action_last)

    def action_page_up(self) -> None:
        """Go up by what is visible."""
        self._move(LineList.action_page_up)

    def action_page_down(self) -> None:
        """Go down by what is visible."""
        self._move(LineList.action_page_down)

    def _move(self, move: Callable[[LineList], None]) -> None:
        """Mark another option, in the place of the number that was typed."""
        self.number_line.value = ""
        move(self.lines)

    def action_select(self) -> None:
        """Answer with the number or the marked option."""
        try:
            value = self.value
        except InvalidAnswerError as error:
            self.post_message(Notice(error.sentence))
        else:
            refusal = Notice(f"{self.how_to_choose}.")
            self.post_message(refusal if value is None else self.Answered(self._question, value))

    @property
    def how_to_choose(self) -> str:
        """Which keys choose, as a sentence without its full stop."""
        up, down = (keymap_of(self).label(f"list.{name}") for name in ("up", "down"))
        if self._question.numeric:
            return f"Choose with {up} or {down}, or type a number"
        return f"Choose with a digit, {up} or {down}; 0 is “{DONT_KNOW}”"

    @on(LineList.Moved)
    def _pass_on(self, event: LineList.Moved) -> None:
        event.stop()
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
        self.post_message(self.Moved())

    def _mark(self, value: AnswerValue | None) -> None:
        """Mark an answer, or none."""
        options, option = self._question.options, self._question.option(value)
        row = len(options) if value == UNKNOWN else -1
        if option is not None:
            row = options.index(option)
        self.lines.fill(len(options) + 1, self._row, row)

    def _row(self, index: int) -> Content:
        options, numeric = self._question.options, self._question.numeric
        if index >= len(options):
            return Content(DONT_KNOW if numeric else f" 0  {DONT_KNOW}")
        option = options[index]
        text = show(one_line(option.text))
        text = text.truncate(self.room_for(option), ellipsis=True)
        row = text if numeric else Content.assemble(f"{index + 1:>2}  ", text)
        if self._suggested is None or option is not self._suggested.option:
            return row
        return Content.assemble(row, f"{_SUGGESTED} by ", show(render_quotes(self._suggested)))


class NumberLine(TextLine):
    """A field for a whole number; what cannot be part of one is a key of what is around it."""

    takes_any = False

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
            self.post_message(Notice("A whole number is wanted here, such as 1200 or 15k."))

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        try:
            number = parse_number(event.text)
        except InvalidAnswerError as error:
            self.post_message(Notice(f"Not pasted: {error}."))
        else:
            self.replace(str(number), *self.selection)
