"""What if: other answers tried on one capability, with the verdict moving beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.getters import query_one

from ragft_tui.core.interview import Trial
from ragft_tui.core.model import UNKNOWN, AnswerValue, Capability
from ragft_tui.core.review import ReviewState
from ragft_tui.core.rulebook import LARGEST_NUMBER, Question
from ragft_tui.core.text import one_line
from ragft_tui.report.view import DONT_KNOW, CapabilityView, full_label, render_answer
from ragft_tui.session.review import keep_trial
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.capability_content import follow_parts
from ragft_tui.tui.page import Page
from ragft_tui.tui.widgets import (
    CARET,
    Clipped,
    DigitEntry,
    LineList,
    Paragraph,
    Static,
    VerdictBars,
    show,
    verdict_content,
)

_TITLE_WIDTH = 18
_TITLE_WIDTH_NARROW = 10
_OTHER_LINES = 9
"""The lines of the screen that are no questions, where it is wide: all but what follows."""
_LINES_FOLLOWING = 4
"""The lines of what follows."""
_LOW = 20
_LINES_SAVED = 4
"""The lines that a lower window goes without, besides those of what follows."""
_ROOMY = 60
"""The columns in which both verdicts fit on a line."""


class WhatIfScreen(Page):
    """All questions of a capability, to try answers on; the project changes only when kept."""

    CSS_PATH = "what_if.tcss"
    BINDINGS = bindings("what_if")
    CONTEXTS = ("what_if",)

    questions = query_one("#questions", LineList)
    choices = query_one("#choices", Static)

    def __init__(self, capability: Capability, notify: Callable[[str], None]) -> None:
        """Make the screen.

        Args:
            capability: What to try answers on.
            notify: Shows a notice on the screen that one goes back to.
        """
        super().__init__()
        self._notify = notify
        self._trial = Trial.of(capability)
        self._digits = DigitEntry()

    def compose_body(self) -> ComposeResult:
        """Yield the verdict as it is and would be, the questions, the options, and what follows."""
        yield Static(id="name")
        yield Static(id="verdicts")
        with Horizontal(id="columns"):
            yield LineList(id="questions")
            with VerticalScroll(id="options", can_focus=False):
                yield Static(id="choices")
        yield Clipped(f"… {self.key_label('what_if.reasons')} shows the rest", id="follows")
        yield VerdictBars()

    def on_mount(self) -> None:
        """Focus the questions."""
        self.questions.focus()

    def on_screen_resume(self) -> None:
        """Begin anew where another version of the capability came in from the disk."""
        now = self.session.project.capability(self._trial.capability.id)
        if now is None or not now.described:
            self.dismiss()
            return
        if now != self._trial.capability:
            self._trial = Trial.of(now)
        self.questions.fill(len(self._asked), self._row, self.questions.cursor)
        self._show_trial()
        self.refresh_lines()

    def on_resize(self) -> None:
        """Leave room for all that is not a question."""
        others = _OTHER_LINES + (self.size.width < _ROOMY)
        others += -_LINES_SAVED if self.size.height < _LOW else _LINES_FOLLOWING
        self.query_one("#columns").styles.max_height = max(self.size.height - others, 2)

    def describe_position(self) -> str:
        """Return the project, and that nothing changes."""
        return f"{one_line(self.session.project.name)} · what if · the project does not change"

    def action_reasons(self) -> None:
        """Show everything about the capability as it is tried."""
        self.show_capability(self._trial.tried, "What if")

    def action_choose(self, digit: str) -> None:
        """Try the option of a digit, or of two; or the number that is typed."""
        question = self._question
        most = LARGEST_NUMBER if question.numeric else len(question.options)
        number = self._digits.enter(digit, most, self._marked)
        try:
            if question.numeric:
                self._try(self._trial.with_value(question, number))
            else:
                self._try(self._trial.with_option(question, number))
        except IndexError:
            self.show_notice(f"There is no option {number} here.")
        else:
            self._digits.settle(self._marked)

    def action_erase(self) -> None:
        """Take the last digit of the number back, and after the first one the number."""
        question, value = self._question, self._trial.value(self._question)
        if isinstance(value, int):
            given = self._trial.capability.answer(question.id)
            shorter = self._digits.shorten(value)
            self._try(self._trial.with_value(question, shorter or (given.value if given else None)))
            self._digits.settle(self._marked)

    def action_step(self, by: int) -> None:
        """Try the answer so many rows below."""
        self._try(self._trial.with_step(self._question, by))

    def action_keep(self) -> None:
        """Keep the answers that were tried, as one change that undo takes back."""
        trial = self._trial
        if trial.changes:
            self._notify(keep_trial(self.session, trial, self.key_label("review.undo")))
        self.dismiss()

    @property
    def _marked(self) -> tuple[int, AnswerValue | None]:
        return self.questions.cursor, self._trial.value(self._question)

    @property
    def _asked(self) -> tuple[Question, ...]:
        return self.session.rulebook.questions

    @property
    def _question(self) -> Question:
        return self._asked[self.questions.cursor]

    def _try(self, trial: Trial) -> None:
        before, self._trial = self._trial, trial
        if trial != before:
            self.questions.refresh_line(self.questions.cursor)
            self._show_trial(before.tried)

    def _show_trial(self, before: Capability | None = None) -> None:
        """Show the verdict on what is tried, and what follows from it.

        Args:
            before: What was tried before, if anything.
        """
        trial, rulebook = self._trial, self.session.rulebook
        given, item = (CapabilityView(each, rulebook) for each in (trial.capability, trial.tried))
        name = show(one_line(trial.capability.name), "bold")
        about = show(one_line(trial.capability.description), "$text-muted")
        self.query_one("#name", Static).content = Content.assemble(name, "   ", about)
        now, then = given.assessment.label, item.assessment.label
        if self.size.width >= _ROOMY:
            then = full_label(item.assessment)
        self.query_one("#verdicts", Static).content = Content.assemble(
            "now: ",
            verdict_content(given.assessment.verdict, now),
            "  ->  what if: ",
            verdict_content(item.assessment.verdict, then).stylize("bold"),
        )
        parts = list(follow_parts(item))
        if item.state is ReviewState.STALE and given.state is not ReviewState.STALE:
            said = Content("The decision on it would be stale, and asked for anew.")
            parts.insert(0, Paragraph(said))
        self.query_one(Clipped).parts = parts
        earlier = self.session.assess(before) if before else None
        self.query_one(VerdictBars).show(item.assessment, rulebook.threshold, earlier)
        self._show_options()

    @on(LineList.Moved)
    def _show_options(self) -> None:
        """Show the options of the marked question, the one that is tried marked."""
        question, value = self._question, self._trial.value(self._question)
        chosen = question.option(value)
        rows = [show(question.text, "bold")]
        rows += [
            _option("" if question.numeric else f"{number}  ", option.text, marked=option is chosen)
            for number, option in enumerate(question.options, start=1)
        ]
        unknown = "" if question.numeric else "0  "
        rows.append(_option(unknown, DONT_KNOW, marked=value == UNKNOWN))
        if question.numeric:
            number = f"type it, in {question.unit}"
            if isinstance(value, int):
                number = render_answer(question, value)
            rows.append(_option("Or a number: ", number, marked=False))
        self.choices.content = Content("\n").join(rows)
        row = question.options.index(chosen) + 1 if chosen else 0
        if value == UNKNOWN:
            row = len(question.options) + 1
        self.call_after_refresh(self._scroll_to_row, rows, row)

    def _scroll_to_row(self, rows: Sequence[Content], row: int) -> None:
        """Scroll to a row, where not all of them fit."""
        width, rules = self.choices.content_size.width, self.choices.styles.get_rules()
        heights = [each.get_height(rules, width) for each in rows]
        region = Region(0, sum(heights[:row]), width, heights[row])
        options = self.query_one("#options", VerticalScroll)
        options.scroll_to_region(region, animate=False, immediate=True)

    @on(LineList.Selected)
    async def _keep_all(self) -> None:
        await self.run_action("keep")

    def _row(self, index: int) -> Content:
        question = self._asked[index]
        room = _TITLE_WIDTH if self.size.width >= _ROOMY else _TITLE_WIDTH_NARROW
        title = show(question.title).truncate(room, ellipsis=True, pad=True)
        given = self._trial.capability.answer(question.id)
        was = None if given is None else given.value
        value = self._trial.value(question)
        now = show(_value_label(question, value))
        if value == was:
            return Content.assemble(title, " ", now)
        before = show(f"{_value_label(question, was)} -> ")
        return Content.assemble(title, " ", before, now.stylize("bold"))


def _option(number: str, text: str, *, marked: bool) -> Content:
    row = show(f"{CARET if marked else ' '} {number}{one_line(text)}")
    return row.stylize("bold") if marked else row


def _value_label(question: Question, value: AnswerValue | None) -> str:
    if value is None:
        return "open"
    if value == UNKNOWN:
        return DONT_KNOW
    if isinstance(value, int):
        return f"{value:,}"
    band = question.option(value) if question.numeric else None
    return one_line(band.text) if band else value.replace("_", " ")
