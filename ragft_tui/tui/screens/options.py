"""All questions on one capability with the options of the marked one, and the verdict that moves.

What if and the answers of a capability are both this screen; they differ in when an answer counts.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.getters import query_one

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import Trial, asked_questions, parse_answer
from ragft_tui.core.model import UNKNOWN, AnswerValue, Capability
from ragft_tui.core.rulebook import Question
from ragft_tui.core.text import one_line
from ragft_tui.report.view import DONT_KNOW, CapabilityView, render_answer
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.capability_content import follow_parts
from ragft_tui.tui.dialogs import TextDialog
from ragft_tui.tui.page import Page
from ragft_tui.tui.widgets.answer_options import NUMBER_WANTED, TAKES_NO_NUMBER
from ragft_tui.tui.widgets.content import Clipped, Static, show
from ragft_tui.tui.widgets.entries import Paragraph
from ragft_tui.tui.widgets.line_list import CARET, DigitEntry, LineList
from ragft_tui.tui.widgets.verdict_bars import VerdictBars

_TITLE_WIDTH = 18
_TITLE_WIDTH_NARROW = 10
_OTHER_LINES = 9
"""The lines of the screen that are no questions, where it is wide: all but what follows."""
_LINES_FOLLOWING = 4
"""The lines of what follows."""
_LOW = 20
_LINES_SAVED = 4
"""The lines that a lower window goes without, besides those of what follows."""
_NARROWEST = 10
"""The columns below which the text of an option is not indented."""
HIGH = 24
"""The lines from which a question is asked in full."""
ROOMY = 60
"""The columns in which both verdicts fit on a line."""


class OptionsScreen(Page):
    """The questions of a capability beside the options of one, and what follows from its answer."""

    CSS_PATH = "options.tcss"
    BINDINGS = bindings("options")

    questions = query_one("#questions", LineList)
    choices = query_one("#choices", Static)

    def __init__(self, capability: Capability, question: str = "") -> None:
        """Make the screen.

        Args:
            capability: Whose answers are shown.
            question: The id of the question to mark first; empty for the first one.
        """
        super().__init__()
        self.trial = Trial.of(capability)
        self._first = question
        self._digits = DigitEntry()

    @abstractmethod
    def take(self, trial: Trial) -> Trial:
        """Take another answer, and return the trial to go on with.

        Args:
            trial: The answers, of which one differs from those so far.
        """

    @abstractmethod
    def verdicts(self, given: CapabilityView, tried: CapabilityView) -> Content:
        """Return the line of verdicts.

        Args:
            given: The capability as it is in the project.
            tried: The capability with the answers that are shown.
        """

    def forget_digit(self) -> None:
        """Undo what the first of two digits chose, where that was kept."""

    def compose_body(self) -> ComposeResult:
        """Yield the verdict, the questions, the options of one, and what follows."""
        yield Static(id="name")
        yield Static(id="verdicts")
        with Horizontal(id="columns"):
            yield LineList(id="questions")
            with VerticalScroll(id="options", can_focus=False):
                yield Static(id="choices")
        yield Clipped(f"… {self.key_label('options.reasons')} shows the rest", id="follows")
        yield VerdictBars()

    def on_mount(self) -> None:
        """Focus the questions."""
        self.questions.focus()
        ids = [question.id for question in self.asked]
        self.questions.set_reactive(
            LineList.cursor, ids.index(self._first) if self._first in ids else 0
        )

    def on_screen_resume(self) -> None:
        """Begin anew where another version of the capability came in from the disk."""
        now = self.session.project.capability(self.trial.capability.id)
        if now is None or not now.described:
            self.dismiss()
            return
        if now != self.trial.capability:
            self.trial = Trial.of(now)
        self.show_project()
        # The first layout comes before the width is known, in which options wrap.
        self.call_after_refresh(self._show_options)

    def on_resize(self) -> None:
        """Leave room for all that is not a question."""
        others = _OTHER_LINES + (self.size.width < ROOMY)
        others += -_LINES_SAVED if self.size.height < _LOW else _LINES_FOLLOWING
        self.query_one("#columns").styles.max_height = max(self.size.height - others, 2)

    def show_project(self) -> None:
        """Show the answers as they are now."""
        self.questions.fill(len(self.asked), self._row, self.questions.cursor)
        self._show_trial()
        self.refresh_lines()

    def action_reasons(self) -> None:
        """Show everything about the capability with these answers."""
        self.show_capability(self.trial.tried, one_line(self.trial.capability.name))

    def action_choose(self, digit: str) -> None:
        """Choose the option of a digit, or of two."""
        question = self.question
        number = self._digits.enter(digit, len(question.options), self._marked)
        if number > len(question.options):
            self.show_notice(f"There is no option {number} here.")
            return
        if number > int(digit):
            self.forget_digit()
        self.try_(self.trial.with_option(question, number))
        self._digits.settle(self._marked)

    def action_step(self, by: int) -> None:
        """Choose the option so many rows below."""
        self.try_(self.trial.with_step(self.question, by))

    def action_number(self) -> None:
        """Ask for an exact number."""
        question, value = self.question, self.trial.value(self.question)
        if not question.numeric:
            self.show_notice(TAKES_NO_NUMBER)
            return

        def accept(text: str) -> None:
            number = parse_answer(question, text)
            if not isinstance(number, int):
                raise InvalidAnswerError(NUMBER_WANTED)
            self.try_(self.trial.with_value(question, number))

        typed = str(value) if isinstance(value, int) else ""
        prompt = show(f"{question.text} An exact number of {question.unit}, such as 1200 or 15k.")
        self.app.push_screen(TextDialog(question.title, prompt, typed, accept=accept))

    @property
    def number_hint(self) -> tuple[str, ...]:
        """The key for an exact number, where the marked question takes one."""
        return ("options.number",) if self.question.numeric else ()

    @property
    def _marked(self) -> tuple[int, AnswerValue | None]:
        return self.questions.cursor, self.trial.value(self.question)

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions, in the order of the rulebook."""
        return self.session.rulebook.questions

    @property
    def question(self) -> Question:
        """The marked question."""
        return self.asked[self.questions.cursor]

    def try_(self, trial: Trial) -> None:
        """Show other answers, once they are taken.

        Args:
            trial: The answers, of which one may differ from those so far.
        """
        if trial != self.trial:
            before = self.trial.tried
            self.trial = self.take(trial)
            self.questions.refresh()
            self._show_trial(before)

    def _show_trial(self, before: Capability | None = None) -> None:
        """Show the verdict on the answers, and what follows from it.

        Args:
            before: The capability with the answers before, if there were others.
        """
        trial, rulebook = self.trial, self.session.rulebook
        given, item = (CapabilityView(each, rulebook) for each in (trial.capability, trial.tried))
        name = show(one_line(trial.capability.name), "bold")
        about = show(one_line(trial.capability.description), "$text-muted")
        self.query_one("#name", Static).content = Content.assemble(name, "   ", about)
        self.query_one("#verdicts", Static).content = self.verdicts(given, item)
        warnings = (Paragraph(Content(each)) for each in self.warnings(given, item))
        self.query_one(Clipped).parts = (*warnings, *follow_parts(item))
        earlier = self.session.assess(before) if before else None
        self.query_one(VerdictBars).show(item.assessment, rulebook.threshold, earlier)
        self._show_options()

    def warnings(self, given: CapabilityView, tried: CapabilityView) -> list[str]:
        """Return the sentences before what follows from the answers.

        Args:
            given: The capability as it is in the project.
            tried: The capability with the answers that are shown.
        """
        del given, tried
        return []

    @on(LineList.Moved)
    def _show_options(self) -> None:
        """Show the options of the marked question, the one that is chosen marked."""
        question, value = self.question, self.trial.value(self.question)
        chosen = question.option(value)
        width = len(str(len(question.options)))
        asks = question.text if self.size.height >= HIGH else question.mention
        rows = [show(asks, "bold")]
        rows += [
            self._option(f"{number:>{width}}", option.text, marked=option is chosen)
            for number, option in enumerate(question.options, start=1)
        ]
        rows.append(self._option(f"{0:>{width}}", DONT_KNOW, marked=value == UNKNOWN))
        if question.numeric:
            key = self.key_label("options.number")
            number = render_answer(question, value) if isinstance(value, int) else "an exact number"
            rows.append(self._option(f"{key:>{width}}", number, marked=False))
        rows += self.notes(question)
        self.choices.content = Content("\n").join(rows)
        self.show_keys()
        row = question.options.index(chosen) + 1 if chosen else 0
        if value == UNKNOWN:
            row = len(question.options) + 1
        self.call_after_refresh(self._scroll_to_row, rows, row)

    def _option(self, key: str, text: str, *, marked: bool) -> Content:
        """Return the row of an option; where it wraps, it is indented under itself."""
        before = f"{CARET if marked else ' '} {key}  "
        room = self.choices.content_size.width - len(before)
        wraps = room >= _NARROWEST and self.size.height >= _LOW
        lines = show(one_line(text)).wrap(room) if wraps else [show(one_line(text))]
        row = Content.assemble(before, Content(f"\n{' ' * len(before)}").join(lines))
        return row.stylize("bold") if marked else row

    def notes(self, question: Question) -> list[Content]:
        """Return what stands below the options of a question.

        Args:
            question: The question.
        """
        del question
        return []

    def _scroll_to_row(self, rows: Sequence[Content], row: int) -> None:
        """Scroll to a row, where not all of them fit."""
        width, rules = self.choices.content_size.width, self.choices.styles.get_rules()
        heights = [each.get_height(rules, width) for each in rows]
        region = Region(0, sum(heights[:row]), width, heights[row])
        options = self.query_one("#options", VerticalScroll)
        options.scroll_to_region(region, animate=False, immediate=True)

    def _row(self, index: int) -> Content:
        question, trial = self.asked[index], self.trial
        room = _TITLE_WIDTH if self.size.width >= ROOMY else _TITLE_WIDTH_NARROW
        title = show(question.title).truncate(room, ellipsis=True, pad=True)
        given, value = trial.capability.answer(question.id), trial.value(question)
        now = show("open" if value is None else render_answer(question, value))
        if value != (given.value if given else None):
            return Content.assemble(title, " → ", now.stylize("bold"))
        if value is None:
            asked = question in asked_questions(trial.tried, self.session.rulebook)
            return Content.assemble(title, " ", ("open" if asked else "not asked", "$text-muted"))
        return Content.assemble(title, " ", now)
