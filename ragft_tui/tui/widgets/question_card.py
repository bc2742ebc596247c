"""The card on which one question is asked and answered."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import may_become_number, parse_answer, parse_number
from ragft_tui.core.model import UNKNOWN, Answer, AnswerValue, Draft
from ragft_tui.core.rulebook import Option, Question
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict import Suggestion
from ragft_tui.tui.bindings import bindings, key_label
from ragft_tui.tui.inert import show
from ragft_tui.tui.widgets.digits import Digits
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.text_fields import Refused, TextLine

_DONT_KNOW = "I don't know"
_SEPARATORS = " ,.'’_"
"""What is typed within a number, whether it makes one there or not: that is told in the end."""
_BEFORE_OPTION = 6
"""The columns of the mark and the number before an option."""
_LINES_BESIDE = 3
"""The lines of a card beside its texts and options: a blank one, a hint, and the because."""


class QuestionCard(Vertical):
    """One question, why it is asked, its options or a number, and who stands behind the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("question")]

    @dataclass
    class Answered(Message):
        """An answer was given."""

        value: AnswerValue

    class Typed(Message):
        """The because or the number in progress changed."""

    @dataclass
    class BecauseGiven(Message):
        """The because is to be kept."""

        text: str
        value: AnswerValue | None
        """The answer that it is for; `None` where none is marked."""

    @dataclass
    class Asked(Message):
        """Another place is wanted: `back`, `skip`, or the `next` capability."""

        what: Literal["back", "skip", "next"]

    _question: Question | None = None
    _digits: Digits
    _suggested: Suggestion | None = None

    def compose(self) -> ComposeResult:
        """Yield question, options, number and because."""
        yield Static(id="place")
        yield Static(id="ask")
        yield Static(id="why")
        yield LineList(id="options")
        with Horizontal(id="number-row"):
            yield NumberLine(id="number")
            yield Static(id="unit")
        yield Static(id="detail")
        with Horizontal(id="because-row"):
            yield Static("Because", classes="label")
            yield BecauseLine(id="because")

    def show(
        self,
        question: Question,
        answer: Answer | None,
        draft: Draft,
        place: str,
        suggested: Suggestion | None = None,
    ) -> None:
        """Ask a question.

        Args:
            question: What to ask.
            answer: What was answered before, if anything.
            draft: Text in progress; its because and its number come before the accepted ones.
            place: Which question it is, such as "question 1 of about 4".
            suggested: What the description implies; it is marked, and counts only when accepted.
        """
        self._question = question
        self._suggested = suggested
        self._digits = Digits()
        self.query_one("#place", Static).update(_place(question, place))
        self.query_one("#ask", Static).update(show(question.text, "bold"))
        self.query_one("#why", Static).update(show(question.why, "$text-muted"))
        because = dict(draft.because).get(question.id, answer.because if answer else "")
        typed = dict(draft.answers).get(question.id, "")
        if not typed and answer and isinstance(answer.value, int):
            typed = str(answer.value)
        with self.prevent(Input.Changed):
            self.query_one("#because", TextLine).load(because)
            self.query_one("#number", TextLine).load(typed)
        self.query_one("#number-row").display = question.numeric
        self.query_one("#unit", Static).update(show(f" {question.unit}"))
        options = self.query_one(LineList)
        options.display = not question.numeric
        options.styles.max_height = len(question.options) + 1
        options.fill(len(question.options) + 1, self._row, self._cursor(question, answer, typed))
        self._make_room()
        self._tell_detail()
        number = self.query_one("#number", TextLine)
        number.select_all()
        (number if question.numeric else options).focus()

    def on_resize(self) -> None:
        """Show as much beside the options as there is room for."""
        self._make_room()
        self._tell_detail()

    def _make_room(self) -> None:
        """Go without the reason why it is asked where not all of the options would fit beside.

        Nor where no room were left for the one that is marked, should it have to be told in full.
        """
        size, question = self.content_size, self._question
        if question is None or question.numeric or not size:
            return
        texts = (self.query_one(f"#{name}") for name in ("place", "ask", "why"))
        lines = sum(text.get_content_height(size, size, size.width) for text in texts)
        longest = max(cell_len(one_line(option.text)) for option in question.options)
        told = 1 + longest // size.width if longest > size.width - _BEFORE_OPTION else 0
        needed = lines + len(question.options) + 1 + told + _LINES_BESIDE
        self.set_class(needed > size.height, "-tight")

    @property
    def because(self) -> str:
        """The text of the because, as far as it is typed."""
        return self.query_one("#because", TextLine).value

    @property
    def number(self) -> str:
        """The digits of the number, as far as they are typed."""
        return self.query_one("#number", TextLine).value

    def action_choose(self, digit: str) -> None:
        """Mark the option of a digit."""
        if self._question is None or self._question.numeric:
            return
        count, options = len(self._question.options), self.query_one(LineList)
        number = self._digits.take(digit, count, options.cursor)
        if number <= count:
            options.cursor = number - 1 if number else count
            self._digits.settle(options.cursor)
        else:
            self.post_message(Refused(f"There is no option {number} here."))

    def action_accept(self) -> None:
        """Answer with the marked option or the number."""
        if self._question is None:
            return
        try:
            value = self._marked(self._question)
        except InvalidAnswerError as error:
            self.post_message(Refused(error.sentence))
            return
        if value is None:
            self.post_message(Refused(self._how_to_choose()))
        else:
            self.post_message(self.Answered(value))

    def action_because(self) -> None:
        """Say who stands behind the answer."""
        self.query_one("#because").focus()

    def action_leave_because(self) -> None:
        """Go back to the options; what was typed stays."""
        numeric = self._question is not None and self._question.numeric
        (self.query_one("#number") if numeric else self.query_one(LineList)).focus()

    def action_back(self) -> None:
        """Ask for the place before."""
        self.post_message(self.Asked("back"))

    def action_skip(self) -> None:
        """Ask for the next place without an answer."""
        self.post_message(self.Asked("skip"))

    def action_leave_capability(self) -> None:
        """Ask for the next capability."""
        self.post_message(self.Asked("next"))

    @on(LineList.Selected)
    def _take_option(self, event: LineList.Selected) -> None:
        event.stop()
        self.action_accept()

    @on(LineList.Moved)
    def _tell_option(self, event: LineList.Moved) -> None:
        event.stop()
        self._tell_detail()

    @on(Input.Submitted, "#number")
    def _take_number(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    @on(Input.Submitted, "#because")
    def _take_because(self, event: Input.Submitted) -> None:
        event.stop()
        value: AnswerValue | None = self.number  # one that is no number yet is no other answer
        if self._question is not None:
            with suppress(InvalidAnswerError):
                value = self._marked(self._question)
        self.post_message(self.BecauseGiven(event.value, value))
        self.action_leave_because()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed())

    def _marked(self, question: Question) -> AnswerValue | None:
        """Return the answer that is marked or typed; `None` where no option is marked yet.

        Raises:
            InvalidAnswerError: Where what is typed is no number.
        """
        if question.numeric:
            value = parse_answer(question, self.number)
            return UNKNOWN if value is None else value
        cursor, options = self.query_one(LineList).cursor, question.options
        if cursor < 0:
            return None
        return options[cursor].id if cursor < len(options) else UNKNOWN

    def _row(self, index: int) -> Content:
        options = self._question.options if self._question else ()
        if index >= len(options):
            return Content.assemble(" 0  ", _DONT_KNOW)
        row = Content.assemble(f"{index + 1:>2}  ", show(options[index].text))
        if self._suggested is None or options[index] is not self._suggested.option:
            return row
        return Content.assemble(
            row, "   suggested by “", show(one_line(self._suggested.quote)), "”"
        )

    def _tell_detail(self) -> None:
        """Tell the hint and the example of the marked option."""
        question, detail = self._question, self.query_one("#detail", Static)
        if question is None:
            return
        if question.numeric:
            accept = key_label(self, "question.accept")
            told = f"{accept} without a number means: I don't know"
            detail.update(Content.styled(told, "$text-muted"))
            return
        cursor = self.query_one(LineList).cursor
        if cursor < 0:
            words = self._how_to_choose()
        elif cursor >= len(question.options):
            words = "Counts for nothing, and is not asked again"
        else:
            words = self._about(question.options[cursor])
        detail.update(show(words, "$text-muted"))

    def _how_to_choose(self) -> str:
        up, down = (key_label(self, f"list.{name}") for name in ("up", "down"))
        return f"Choose with a digit, {up} or {down}; 0 is “I don't know”."

    def _about(self, option: Option) -> str:
        """Return what is worth knowing of an option, the most telling line first."""
        lines = [f"Such as: {option.example}"] if option.example else []
        room = self.query_one(LineList).scrollable_content_region.width - _BEFORE_OPTION
        if 0 < room < cell_len(one_line(option.text)):
            lines.insert(0, option.text)
        if self._suggested is not None and option is self._suggested.option:
            accept = key_label(self, "question.accept")
            words = one_line(self._suggested.quote)
            lines.insert(0, f"Suggested by “{words}”; {accept} accepts it")
        return "\n".join([*lines, option.hint])

    def _cursor(self, question: Question, answer: Answer | None, meant: str) -> int:
        """Return the row of what a because waits for, of the answer, or of what is suggested."""
        ids = [*(option.id for option in question.options), UNKNOWN]
        if meant in ids:
            return ids.index(meant)
        if answer is None:
            return ids.index(self._suggested.option.id) if self._suggested else -1
        return ids.index(str(answer.value)) if answer.value in ids else len(ids) - 1


class NumberLine(TextLine):
    """A field for a whole number; what cannot be part of one is a key of the card."""

    takes_any = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take digits and what sets them apart as text, and letters as far as they make a number.

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
            self.post_message(Refused("A whole number is wanted here, such as 1200 or 15k."))

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        try:
            number = parse_number(event.text)
        except InvalidAnswerError as error:
            self.post_message(Refused(f"Not pasted: {error}."))
        else:
            self.replace(str(number), *self.selection)


class BecauseLine(TextLine):
    """The field for who or what stands behind an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("because")]

    def action_leave_because(self) -> None:
        """Go back to the options."""
        card = self.query_ancestor(QuestionCard)
        card.action_leave_because()


def _place(question: Question, place: str) -> Content:
    return Content.assemble(show(question.title, "$primary"), (f" · {place}", "$text-muted"))
