"""The interview: one capability described, one question asked, one verdict moving."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input

from ragft_tui.core import verdict as verdicts
from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import Interview
from ragft_tui.core.model import Capability
from ragft_tui.core.text import one_line
from ragft_tui.keys.hints import Hints
from ragft_tui.session import interview as steps
from ragft_tui.session.opening import is_named_by_file
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.messages import ListPasted, ShowHome, ShowScreen
from ragft_tui.tui.page import Page
from ragft_tui.tui.widgets.content import Clipped, show
from ragft_tui.tui.widgets.describe_form import DescribeForm
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.position import PositionPart, PositionView
from ragft_tui.tui.widgets.verdict_bars import VerdictBars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ragft_tui.core.verdict import Assessment
    from ragft_tui.report.legend import Term
    from ragft_tui.tui.widgets.answer_options import AnswerOptions
    from ragft_tui.tui.widgets.entries import Part
    from ragft_tui.tui.widgets.question_card import QuestionCard


class InterviewScreen(Page):
    """Leads through the open questions, one position at a time."""

    CSS_PATH = "interview.tcss"
    BINDINGS = bindings("interview")

    view = query_one(PositionView)
    form = query_one(DescribeForm)
    bars = query_one(VerdictBars)

    def __init__(self) -> None:
        """Make the screen; what it shows is the session's."""
        super().__init__()
        self._assessed: tuple[str, Assessment] | None = None
        self._shown: Interview | None = None
        self._considered: Interview | None = None
        """Where the marked answer leads; what is known of it is known as long as this is kept."""

    def compose_body(self) -> ComposeResult:
        """Yield what is shown of a position; its neighbours come once there is room for them."""
        with Horizontal(id="columns"):
            yield PositionView(self._part(), id="middle")

    @on(PositionView.RoomGained)
    def _fill_new_columns(self) -> None:
        if self.view.neighbours is None:
            self._show_verdict()

    def _neighbours(self) -> tuple[LineList, Clipped] | None:
        """Return rail and reasons; `None` where there never was room for them."""
        if self.view.neighbours is None and self.has_class("-wide"):
            rest = self.key_label("interview.reasons", typing=True)
            self.view.mount_neighbours(f"… {rest} shows the rest")
        return self.view.neighbours

    async def on_screen_resume(self) -> None:
        """Show the position of the interview, unless it is shown already, as after a dialog."""
        self.session.reviewing = None
        if self.session.interview is self._shown:
            self.refresh_lines()
        else:
            await self._mount_and_show(self._part())
            self.restore_cursors()

    def contexts(self) -> tuple[str, ...]:
        """Return the contexts whose keys work now, the nearest first."""
        focused = self.focused.id if self.focused else ""
        if focused == "because":
            return ("because",)
        if focused == "number":
            return ("number", "question", "interview")
        return ("card" if self.view.part == "verdict" else self.view.part, "interview")

    def hints(self) -> Hints:
        """Return the keys that a verdict asks for."""
        capability = self.session.interview.capability
        if self.view.part != "verdict" or capability is None:
            return Hints()
        from ragft_tui.report.view import CapabilityView

        item = CapabilityView(capability, self.session.rulebook)
        accept = ("card.accept",) if item.state.pending and item.effective else ()
        return Hints(("card.next", *accept, "interview.answers", "card.what_if"))

    def legend(self) -> tuple[Term, ...]:
        """Return what verdict and bars are made of, and which numbers are taken."""
        from ragft_tui.report.legend import NUMBER_TERM, explain_scores, explain_verdict

        if self.view.part == "describe":
            return ()
        if self.view.part == "verdict":
            return explain_verdict()
        number = (NUMBER_TERM,) if self.focused and self.focused.id == "number" else ()
        return (*number, *explain_scores(self.session.rulebook.threshold), *explain_verdict())

    def describe_position(self) -> str:
        """Return the project and the number of the capability."""
        name = one_line(self.session.project.name)
        interview = self.session.interview
        if is_named_by_file(self.session):
            name = f"{name} ({self.key_label('interview.rename', typing=True)} rename)"
        if interview.capability is None or not interview.capability.name:
            return f"{name} · new capability"
        number, total = interview.place
        return f"{name} · capability {number} of {total}"

    def show_name(self) -> None:
        """Show the name of the application; what is being typed stays as it is."""
        self._shown = self.session.interview
        super().show_name()

    def show_project(self) -> None:
        """Show the question, form or verdict of the present position; at the end, the review."""
        interview = self.session.interview
        if interview.position is None:
            self.post_message(ShowScreen("review"))
            return
        if not self.view.has(part := self._part()):
            self.call_next(self._mount_and_show, part)
            return
        capability, question = interview.capability, interview.question
        self.view.show_part(part)
        if part == "verdict" and capability is not None:
            from ragft_tui.report.verdict_card import VerdictCard
            from ragft_tui.report.view import CapabilityView

            self.view.verdict.show(VerdictCard(CapabilityView(capability, self.session.rulebook)))
        elif question is None or capability is None:
            named = any(item.name for item in self.session.project.capabilities)
            new = capability is None or not capability.name
            name, description = steps.texts_in_progress(self.session)
            self.form.show(name, description, may_end=named and new)
        else:
            suggested = verdicts.suggest_answer(capability, question, self.session.rulebook)
            asked = steps.describe_asked(self.session)
            self.view.card.show(capability, question, asked, suggested)
        self._show_verdict()
        self.refresh_lines()
        self._shown = interview

    def _part(self) -> PositionPart:
        """Return what shows the position."""
        interview = self.session.interview
        if interview.at_verdict and interview.capability is not None:
            return "verdict"
        return "question" if interview.question else "describe"

    async def _mount_and_show(self, part: PositionPart) -> None:
        await self.view.mount_part(part)
        self.show_project()

    def action_review(self) -> None:
        """Go to the review; the position is kept."""
        self.post_message(ShowScreen("review"))

    def action_up(self) -> None:
        """Go to the review; of an empty project there is none, and home is above it."""
        self.post_message(ShowScreen("review") if self.session.project.capabilities else ShowHome())

    def action_home(self) -> None:
        """Go to the list of sessions."""
        self.post_message(ShowHome())

    def action_answers(self) -> None:
        """Edit the answers of the capability, beginning with the question that is asked."""
        from ragft_tui.tui.screens.answers import AnswersScreen

        interview = self.session.interview
        capability, question = interview.capability, interview.question
        if capability is None or not capability.described:
            self.show_notice("Describe the capability first; then it has questions.")
        else:
            self.app.push_screen(AnswersScreen(capability, question.id if question else ""))

    def action_reasons(self) -> None:
        """Show everything about the capability."""
        capability = self.session.interview.capability
        if capability is None:
            self.show_notice("Nothing is known of it yet.")
        else:
            self.show_capability(capability, one_line(capability.name) or "New capability")

    def action_describe(self) -> None:
        """Edit the name and the description of the capability."""
        if self.session.interview.position is not None:
            steps.edit_description(self.session)
            self.show_project()

    def action_name(self) -> None:
        """Ask which voice, form or source the answer means."""
        if self.view.part == "question":
            from ragft_tui.tui.naming import ask_for_answer_name

            ask_for_answer_name(self, self.view.card.answers.value, self._show_named)

    def _show_named(self, told: str) -> None:
        """Show a name beside an answer, and not the whole card: an option that is marked stays so.

        Args:
            told: What is told of it; empty for nothing.
        """
        interview = self._shown = self.session.interview
        if told and interview.question is not None:
            self.view.card.show_progress(steps.describe_asked(self.session))
            self.show_notice(told)

    def action_back(self) -> None:
        """Go to the position before."""
        if steps.go_back(self.session):
            self.show_project()
        else:
            review = self.key_label("interview.review", typing=True)
            self.show_notice(f"This is the beginning. {review} goes to the review.")

    def action_skip(self) -> None:
        """Go on, and leave the question or the description for later."""
        steps.skip(self.session)
        self.show_project()

    def action_skip_capability(self) -> None:
        """Go to the next capability."""
        steps.skip_capability(self.session)
        self.show_project()

    def on_verdict_page_passed(self) -> None:
        """Go on from a verdict."""
        self.action_skip()

    def action_accept(self) -> None:
        """Accept the verdict that is shown, and go on."""
        reviewer = self.session.reviewer
        if reviewer.must_be_asked:
            self.app.ask_who_decides(reviewer, self.action_accept)
            return
        from ragft_tui.session.verdict_card import accept_and_go_on

        capability = self.session.interview.capability
        with self.showing_errors():
            accept_and_go_on(self.session, self.key_label("review.reopen"))
            self.show_project()
            name = one_line(capability.name) if capability else ""
            self.show_notice(f"{name}: verdict accepted.")

    def action_what_if(self) -> None:
        """Try other answers."""
        from ragft_tui.tui.screens.what_if import WhatIfScreen

        if capability := self.session.interview.capability:
            self.app.push_screen(WhatIfScreen(capability, self.show_notice))

    def _show_verdict(self) -> None:
        """Bring head, bars, reasons and rail up to date, by the texts in progress."""
        session, capability = self.session, self.session.interview.capability
        rulebook, neighbours = session.rulebook, self._neighbours()
        before, self._assessed = self._assessed, None
        parts: Sequence[Part] = ()
        if capability is None:
            self.bars.show(None, rulebook.threshold)
        else:
            name, description = steps.texts_in_progress(session)
            typed = replace(capability, name=name, description=description)
            assessment = session.assess(typed)
            earlier = before[1] if before and before[0] == capability.id else None
            self._assessed = capability.id, assessment
            self.bars.show(assessment, rulebook.threshold, earlier)
            if self.view.part != "describe":
                self._show_head(capability, assessment)
            if neighbours:
                from ragft_tui.tui.capability_content import verdict_reasons

                parts = verdict_reasons(assessment, rulebook)
        if neighbours:
            from ragft_tui.tui.capability_content import rail_row

            rail, reasons = neighbours
            reasons.parts = parts
            items = session.project.capabilities
            cursor = items.index(capability) if capability else len(items) - 1
            rail.fill(
                len(items),
                # Drawn later, when the rail has its width.
                lambda row: rail_row(items[row], rulebook, rail.size.width - 2),
                cursor,
            )

    def _show_head(self, capability: Capability, assessment: Assessment) -> None:
        from ragft_tui.tui.capability_content import marked

        at_verdict = self.session.interview.at_verdict
        self.view.head.heading = show(one_line(capability.name), "bold")
        text = Content("") if at_verdict else marked(capability.description, assessment.spans)
        self.view.head.text = text

    def on_key(self, event: events.Key) -> None:
        """Tell where text goes, where it is typed into no field: its letters are no keys."""
        if self.view.part == "describe" and self.focused is None and event.is_printable:
            event.stop()
            field = self.key_label("describe.next")
            self.show_notice(f"No field has the cursor, so nothing is typed. {field} goes there.")

    def hand_over(self) -> None:
        """Give the session the text in progress, and where the cursors are."""
        super().hand_over()
        if self.view.part == "describe":
            self._draft_description()
        elif self.view.part == "question":
            self._draft_answer()

    @on(DescribeForm.Typed)
    def _assess_typed(self) -> None:
        self._draft_description()
        self._show_verdict()

    def _draft_description(self) -> None:
        steps.draft_description(self.session, self.form.line.value, self.form.box.text)
        self._shown = self.session.interview

    @on(DescribeForm.Accepted)
    def _describe(self) -> None:
        interview, form = self.session.interview, self.form
        if form.is_empty and interview.capability is None and interview.project.capabilities:
            steps.finish(self.session)
            self.show_project()
            return
        try:
            steps.describe(self.session, form.line.value, form.box.text)
            self.show_project()
        except InvalidAnswerError as error:
            form.focus_missing()
            self.show_notice(error.sentence)

    @on(ListPasted)
    def _preview_list(self, event: ListPasted) -> None:
        from ragft_tui.tui.screens.interview_import import preview_list

        preview_list(self, self.form, event.text)

    def action_import_file(self) -> None:
        """Ask which file is imported, and show what that would change."""
        from ragft_tui.tui.screens.interview_import import import_file

        import_file(self)

    def on_answer_options_answered(self, event: AnswerOptions.Answered) -> None:
        """Take an answer."""
        answered = steps.Answered(event.question.id, event.value)
        with self.showing_errors():
            moved = steps.answer(self.session, answered)
            self.show_project()
            if moved.dropped:
                from ragft_tui.session.review import dropped_sentence

                undo = self.key_label("interview.undo")
                self.show_notice(dropped_sentence(moved.dropped, undo))

    def on_question_card_considered(self, event: QuestionCard.Considered) -> None:
        """Work out what follows an answer while it is looked at; Enter finds it known."""
        if not self.is_current:  # it was left within that moment, perhaps with its project
            return
        with suppress(InvalidAnswerError):
            self._considered = steps.consider(self.session, event.value)

    @on(Input.Changed, "#because, #number")
    def _draft_answer(self) -> None:
        card = self.view.card
        because, number = card.because_line.value, card.answers.number_line.value
        steps.draft_answer(self.session, because=because, number=number)
        self._shown = self.session.interview

    def on_question_card_because_given(self, event: QuestionCard.BecauseGiven) -> None:
        """Take who or what stands behind an answer."""
        with self.showing_errors():
            steps.set_because(self.session, event.text, event.value)
        self._shown = self.session.interview
        self.refresh_lines()
