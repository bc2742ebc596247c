"""The interview: one capability described, one question asked, one verdict moving."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import Interview, parse_list
from ragft_tui.core.model import Capability
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict import Assessment, is_settled, suggest_answer
from ragft_tui.session import interview as steps
from ragft_tui.session.outcome import dropped_sentence
from ragft_tui.tui.bindings import bindings, key_label
from ragft_tui.tui.cursor import put_cursors
from ragft_tui.tui.inert import show
from ragft_tui.tui.page import Page
from ragft_tui.tui.reading import rail_row, reasons
from ragft_tui.tui.screens.dialogs import ChoiceDialog
from ragft_tui.tui.widgets.clipped import Clipped
from ragft_tui.tui.widgets.describe_form import DescribeForm
from ragft_tui.tui.widgets.head import Head
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.question_card import BecauseLine, QuestionCard
from ragft_tui.tui.widgets.text_fields import PastedList
from ragft_tui.tui.widgets.verdict_bars import VerdictBars

_NAMED = 8
"""The capabilities of a pasted list that are named in the question about it."""


class InterviewScreen(Page):
    """Leads through the open questions, one place at a time."""

    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("interview")]

    form = query_one(DescribeForm)
    card = query_one(QuestionCard)
    bars = query_one(VerdictBars)

    def __init__(self) -> None:
        """Make the screen; what it shows is the session's."""
        super().__init__()
        self._assessed: tuple[str, Assessment] | None = None
        self._shown: Interview | None = None

    def compose_body(self) -> ComposeResult:
        """Yield rail, form or card with its head and bars, and reasons."""
        with Horizontal(id="columns"):
            rail = LineList(id="rail")
            rail.can_focus = False
            yield rail
            with Vertical(id="middle"):
                yield Head()
                yield DescribeForm()
                yield QuestionCard()
                yield VerdictBars()
            rest = key_label(self, "interview.reasons", typing=True)
            yield Clipped(f"… {rest} shows the rest", id="reasons")

    def on_screen_resume(self) -> None:
        """Show the place at which the interview stands; after a dialog it is there already."""
        self.session.reviewing = None
        if self.session.interview is self._shown:
            self.refresh_lines()
        else:
            self.show_place()
            put_cursors(self, self.session.cursors)
            self.session.cursors = ()

    def contexts(self) -> tuple[str, ...]:
        """Return the contexts of what is focused."""
        if isinstance(self.focused, BecauseLine):
            return ("because",)
        return ("question" if self.card.display else "describe", "interview")

    def where(self) -> str:
        """Return the project and the number of the capability."""
        name = one_line(self.session.project.name)
        interview = self.session.interview
        if interview.capability is None or not interview.capability.name:
            return f"{name} · new capability"
        progress = interview.progress
        return f"{name} · capability {progress.capability} of {progress.capabilities}"

    def show_place(self) -> None:
        """Show the question or the form of the present place; at the end, the review."""
        interview = self.session.interview
        if interview.position is None:
            self.ragft.show_review()
            return
        capability, question = interview.capability, interview.question
        self.form.display, self.card.display = question is None, question is not None
        self.query_one(Head).display = question is not None
        if question is None or capability is None:
            named = any(item.name for item in self.session.project.capabilities)
            new = capability is None or not capability.name
            self.form.show(capability, may_end=named and new)
        else:
            suggested = suggest_answer(capability, question, self.session.rulebook)
            answer = capability.answer(question.id)
            self.card.show(question, answer, capability.draft, self._place(capability), suggested)
        self._show_verdict()
        self.refresh_lines()
        self._shown = interview

    def _place(self, capability: Capability) -> str:
        """Return in words which question it is, and whether it can still matter."""
        progress = self.session.interview.progress
        place = f"question {progress.question} of about {progress.questions}"
        if is_settled(capability, self.session.rulebook):
            return f"{place} · settled: no further answer changes this"
        return place

    def action_review(self) -> None:
        """Go to the review; the place is kept."""
        self.ragft.show_review()

    def action_reasons(self) -> None:
        """Show everything about the capability."""
        capability = self.session.interview.capability
        if capability is None:
            self.notice("Nothing is known of it yet.")
        else:
            self.read_about(capability, one_line(capability.name) or "New capability")

    def action_edit(self) -> None:
        """Describe the capability again."""
        if self.session.interview.position is not None:
            self._moved(steps.edit_description(self.session))

    def action_undo(self) -> None:
        """Undo the last change."""
        reverted = self.session.undo()
        self.show_place()
        self.notice(reverted.sentence)

    def action_redo(self) -> None:
        """Make the change again."""
        reverted = self.session.redo()
        self.show_place()
        self.notice(reverted.sentence)

    def _moved(self, moved: steps.Moved) -> None:
        """Show the position, and the verdict on a capability that is not on the screen any more."""
        self.show_place()
        if moved.sentence and not moved.at_end:
            self.notice(f"{moved.sentence} On to {self._here()}.")

    def _here(self) -> str:
        capability = self.session.interview.capability
        return one_line(capability.name) if capability and capability.name else "the next one"

    def _show_verdict(self) -> None:
        """Bring head, bars, reasons and rail up to date."""
        interview = self.session.interview
        capability = interview.capability
        assessment = self._assess(capability)
        before = None
        if self._assessed and capability and self._assessed[0] == capability.id:
            before = self._assessed[1]
        self.bars.tell(assessment, self.session.rulebook.threshold, before)
        self._assessed = (capability.id, assessment) if capability and assessment else None
        if capability is None or assessment is None:
            self.query_one(Clipped).show(Content(""))
        else:
            self.query_one(Head).show(capability, assessment)
            self.query_one(Clipped).show(reasons(assessment, self.session.rulebook))
        items = self.session.project.capabilities
        at = items.index(capability) if capability else len(items) - 1
        self.query_one("#rail", LineList).fill(
            len(items), lambda index: rail_row(items[index], self.session.rulebook), at
        )

    def _assess(self, capability: Capability | None) -> Assessment | None:
        """Assess a capability by its text in progress, so that words count while they are typed."""
        if capability is None:
            return None
        draft = capability.draft
        typed = replace(
            capability,
            name=capability.name if draft.name is None else draft.name,
            description=capability.description if draft.description is None else draft.description,
        )
        return self.session.assess(typed)

    def hand_over(self) -> None:
        """Give the session the text that was typed but not told yet."""
        if self.session.interview.question is None:
            self._keep_described(self.form.name_text, self.form.description)
        else:
            self._keep_typed()

    @on(DescribeForm.Typed)
    def _keep_description(self, event: DescribeForm.Typed) -> None:
        self._keep_described(event.name, event.description)
        self._show_verdict()

    def _keep_described(self, name: str, description: str) -> None:
        steps.draft_description(self.session, name, description)
        self._shown = self.session.interview

    @on(DescribeForm.Accepted)
    def _describe(self, event: DescribeForm.Accepted) -> None:
        interview = self.session.interview
        if self.form.empty and interview.capability is None and interview.project.capabilities:
            self._moved(steps.finish(self.session))
            return
        try:
            self._moved(steps.describe(self.session, event.name, event.description))
        except InvalidAnswerError as error:
            self.form.focus_missing()
            self.tell(error)

    @on(DescribeForm.Back)
    def _back(self) -> None:
        moved = steps.go_back(self.session)
        if moved is None:
            review = key_label(self, "interview.review", typing=True)
            self.notice(f"This is the beginning. {review} goes to the review.")
        else:
            self._moved(moved)

    @on(DescribeForm.Skipped)
    def _skip(self) -> None:
        self._moved(steps.skip(self.session))

    @on(PastedList)
    def _offer_list(self, event: PastedList) -> None:
        items, before = parse_list(event.text), self.form.description
        # It is in the field, and saved, before anything is asked: no way out can lose it.
        self.form.keep_together(event.text)
        rows = [
            Content(f"Add {len(items)} capabilities, one for each line"),
            Content("Keep it together as one description"),
        ]

        def take(choice: int | None) -> None:
            if choice == 0:
                self._take_list(items, before)

        names = one_line(", ".join(name for name, _ in items[:_NAMED]))
        if len(items) > _NAMED:
            names += f", and {len(items) - _NAMED} more"
        dialog = ChoiceDialog("A list was pasted", show(names), rows)
        self.app.push_screen(dialog, take)

    def _take_list(self, items: tuple[tuple[str, str], ...], before: str) -> None:
        """Add a list; the description that it was pasted into is again what it was before."""
        draft = steps.description_draft(self.session, description=before)
        try:
            self._moved(steps.add_list(self.session, items, draft))
        except InvalidAnswerError as error:
            self.tell(error)
            return
        undo = key_label(self, "interview.undo")
        self.notice(f"{len(items)} capabilities were added; {undo} takes them back.")

    @on(QuestionCard.Answered)
    def _answer(self, event: QuestionCard.Answered) -> None:
        question = self.session.interview.question
        if question is None:
            return
        try:
            moved = steps.answer(self.session, steps.Answered(question.id, event.value))
        except InvalidAnswerError as error:
            self.tell(error)
            return
        self._moved(moved)
        if dropped := dropped_sentence(moved.dropped, key_label(self, "interview.undo")):
            self.notice(dropped)

    @on(QuestionCard.Typed)
    def _keep_typed(self) -> None:
        steps.draft_answer(self.session, because=self.card.because, number=self.card.number)
        self._shown = self.session.interview

    @on(QuestionCard.BecauseGiven)
    def _take_because(self, event: QuestionCard.BecauseGiven) -> None:
        try:
            steps.set_because(self.session, event.text, event.value)
        except InvalidAnswerError as error:
            self.tell(error)
        self._shown = self.session.interview
        self.refresh_lines()

    @on(QuestionCard.Asked)
    def _asked(self, event: QuestionCard.Asked) -> None:
        match event.what:
            case "back":
                self._back()
            case "skip":
                self._skip()
            case "next":
                self._moved(steps.skip_capability(self.session))
