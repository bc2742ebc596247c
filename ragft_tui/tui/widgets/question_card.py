"""The card on which one question is asked and answered."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

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
from ragft_tui.core.model import UNKNOWN, Answer, AnswerValue, Capability
from ragft_tui.core.rulebook import Option, Question
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict import Suggestion
from ragft_tui.report.view import DONT_KNOW
from ragft_tui.tui.bindings import bindings, keymap_of
from ragft_tui.tui.messages import Notice
from ragft_tui.tui.widgets.content import Static, show
from ragft_tui.tui.widgets.line_list import DigitEntry, LineList
from ragft_tui.tui.widgets.text_fields import TextLine

_SEPARATORS = " ,.'’_"
"""What is typed within a number; whether it makes one there is checked in the end."""
_BEFORE_OPTION = 6
"""The columns of the mark and the number before an option."""
_LINES_BESIDE = 3
"""The lines of a card beside its texts and options: a blank one, a hint, and the because."""


class QuestionCard(Vertical):
    """One question, why it is asked, its options or a number, and who stands behind the answer."""

    BINDINGS = bindings("question")
    DEFAULT_CSS = "QuestionCard { display: none; }"

    @dataclass
    class Answered(Message):
        """An answer was given."""

        question: Question
        value: AnswerValue

    @dataclass
    class BecauseGiven(Message):
        """The because was accepted."""

        text: str
        value: AnswerValue | None
        """The answer that it is for; `None` where none is marked."""

    options = query_one("#options", LineList)
    number_line = query_one("#number", TextLine)
    because_line = query_one("#because", TextLine)

    _question: Question
    _suggested: Suggestion | None
    _digits: DigitEntry

    def compose(self) -> ComposeResult:
        """Yield question, options, number and because."""
        yield Static(id="progress")
        yield Static(id="ask")
        yield Static(id="why")
        yield LineList(id="options")
        with Horizontal(id="number-row"):
            yield NumberLine(id="number")
            yield Static(id="unit")
        yield Static(id="detail")
        with Horizontal(id="because-row"):
            yield Static(Content("Because"), classes="label")
            yield BecauseLine(id="because")

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
            progress: Which question it is, such as "question 1 of about 4".
            suggested: What the description implies; it is marked, and counts only when accepted.
        """
        answer, draft = capability.answer(question.id), capability.draft
        self._question = question
        self._suggested = suggested
        self._digits = DigitEntry()
        self.query_one("#progress", Static).content = Content.assemble(
            show(question.title, "$primary"), (f" · {progress}", "$text-muted")
        )
        self.query_one("#ask", Static).content = show(question.text, "bold")
        self.query_one("#why", Static).content = show(question.why, "$text-muted")
        because = dict(draft.because).get(question.id, answer.because if answer else "")
        typed = dict(draft.answers).get(question.id, "")
        if not typed and answer and isinstance(answer.value, int):
            typed = str(answer.value)
        with self.prevent(Input.Changed):
            self.because_line.load(because)
            self.number_line.load(typed)
        self.query_one("#number-row").display = question.numeric
        self.query_one("#unit", Static).content = show(f" {question.unit}")
        rows = len(question.options) + 1
        self.options.display = not question.numeric
        self.options.styles.max_height = rows
        self.options.fill(rows, self._row, self._cursor(answer, typed))
        self.on_resize()
        self.number_line.select_all()
        self.focus_answer()

    def on_resize(self) -> None:
        """Show as much beside the options as there is room for."""
        if not self._question.numeric and self.content_size:
            self._make_room()
        self._show_detail()

    def _make_room(self) -> None:
        """Hide why the question is asked where not all of the options would fit beside it.

        Nor where no room were left for the text of an option that is too long for its row.
        """
        size = self.content_size
        texts = (self.query_one(f"#{name}") for name in ("progress", "ask", "why"))
        lines = sum(text.get_content_height(size, size, size.width) for text in texts)
        options = self._question.options
        longest = max(cell_len(one_line(option.text)) for option in options)
        repeated = 1 + longest // size.width if longest > size.width - _BEFORE_OPTION else 0
        needed = lines + len(options) + 1 + repeated + _LINES_BESIDE
        self.set_class(needed > size.height, "-tight")

    def action_choose(self, digit: str) -> None:
        """Mark the option of a digit."""
        if self._question.numeric:
            return
        count = len(self._question.options)
        number = self._digits.enter(digit, count, self.options.cursor)
        if number <= count:
            self.options.cursor = number - 1 if number else count
            self._digits.settle(self.options.cursor)
        else:
            self.post_message(Notice(f"There is no option {number} here."))

    @on(LineList.Selected)
    @on(Input.Submitted, "#number")
    def action_accept(self) -> None:
        """Answer with the marked option or the number."""
        try:
            value = self._marked()
        except InvalidAnswerError as error:
            self.post_message(Notice(error.sentence))
        else:
            refusal = Notice(self._how_to_choose())
            self.post_message(refusal if value is None else self.Answered(self._question, value))

    def action_because(self) -> None:
        """Focus the field for who or what stands behind the answer."""
        self.because_line.focus()

    def focus_answer(self) -> None:
        """Focus the options or the number; the because that was typed stays."""
        (self.options if self.options.display else self.number_line).focus()

    @on(Input.Submitted, "#because")
    def _take_because(self, event: Input.Submitted) -> None:
        # What is no number yet is no other answer.
        value: AnswerValue | None = self.number_line.value
        with suppress(InvalidAnswerError):
            value = self._marked()
        self.post_message(self.BecauseGiven(event.value, value))
        self.focus_answer()

    def _marked(self) -> AnswerValue | None:
        """Return the answer that is marked or typed; `None` where no option is marked yet.

        Raises:
            InvalidAnswerError: Where what is typed is no number.
        """
        if self._question.numeric:
            value = parse_answer(self._question, self.number_line.value)
            return UNKNOWN if value is None else value
        cursor = self.options.cursor
        return None if cursor < 0 else self._values[cursor]

    @property
    def _values(self) -> list[str]:
        """The answers that the rows stand for."""
        return [*(option.id for option in self._question.options), UNKNOWN]

    def _row(self, index: int) -> Content:
        options = self._question.options
        if index >= len(options):
            return Content(f" 0  {DONT_KNOW}")
        row = Content.assemble(f"{index + 1:>2}  ", show(options[index].text))
        if self._suggested is None or options[index] is not self._suggested.option:
            return row
        return Content.assemble(
            row, "   suggested by “", show(one_line(self._suggested.quote)), "”"
        )

    @on(LineList.Moved)
    def _show_detail(self) -> None:
        """Show the hint and the example of the marked option."""
        question, cursor = self._question, self.options.cursor
        if question.numeric:
            accept = keymap_of(self).label("question.accept")
            detail = f"{accept} without a number means: {DONT_KNOW}"
        elif cursor < 0:
            detail = self._how_to_choose()
        elif cursor >= len(question.options):
            detail = "Counts for nothing, and is not asked again"
        else:
            detail = self._about(question.options[cursor])
        self.query_one("#detail", Static).content = show(detail, "$text-muted")

    def _how_to_choose(self) -> str:
        up, down = (keymap_of(self).label(f"list.{name}") for name in ("up", "down"))
        return f"Choose with a digit, {up} or {down}; 0 is “{DONT_KNOW}”."

    def _about(self, option: Option) -> str:
        """Return what is worth knowing of an option, the most telling line first."""
        lines = [f"Such as: {option.example}"] if option.example else []
        room = self.options.scrollable_content_region.width - _BEFORE_OPTION
        if 0 < room < cell_len(one_line(option.text)):
            lines.insert(0, option.text)
        if self._suggested is not None and option is self._suggested.option:
            accept = keymap_of(self).label("question.accept")
            quote = one_line(self._suggested.quote)
            lines.insert(0, f"Suggested by “{quote}”; {accept} accepts it")
        return "\n".join([*lines, option.hint])

    def _cursor(self, answer: Answer | None, meant: str) -> int:
        """Return the row of what a because waits for, of the answer, or of what is suggested."""
        values = self._values
        if meant in values:
            return values.index(meant)
        if answer is None:
            return values.index(self._suggested.option.id) if self._suggested else -1
        return values.index(str(answer.value)) if answer.value in values else len(values) - 1


class NumberLine(TextLine):
    """A field for a whole number; what cannot be part of one is a key of the card."""

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


class BecauseLine(TextLine):
    """The field for who or what stands behind an answer."""

    BINDINGS = bindings("because")

    def action_leave_because(self) -> None:
        """Go back to the options."""
        self.query_ancestor(QuestionCard).focus_answer()
