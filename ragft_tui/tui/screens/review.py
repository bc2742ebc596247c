"""The review: all verdicts in a table, and a person's decision on each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content

from ragft_tui.core.errors import InvalidAnswerError, RagftError, UsageError
from ragft_tui.core.model import AnswerValue, Capability, VerdictType
from ragft_tui.core.review import is_verdict, summarize
from ragft_tui.core.rulebook import Question
from ragft_tui.core.text import one_line
from ragft_tui.report.text import render_verdict
from ragft_tui.report.view import CapabilityView
from ragft_tui.session import interview, review
from ragft_tui.session.interview import Answered
from ragft_tui.session.outcome import Outcome
from ragft_tui.session.reviewer import WHO_DECIDES, WHO_DECIDES_HINT
from ragft_tui.tui.bindings import bindings, key_label
from ragft_tui.tui.inert import show
from ragft_tui.tui.screens.answering import ask_answer
from ragft_tui.tui.screens.dialogs import ChoiceDialog, TextDialog
from ragft_tui.tui.screens.map import MapScreen
from ragft_tui.tui.screens.review_table import ReviewTable
from ragft_tui.tui.screens.summary import SummaryDialog
from ragft_tui.tui.screens.what_if import WhatIfScreen
from ragft_tui.tui.widgets.line_list import LineList

_TYPES = {
    VerdictType.RETRIEVAL: "facts come from an index at each request",
    VerdictType.FINETUNING: "behaviour is trained into the weights",
    VerdictType.BOTH: "facts from an index, behaviour from the weights",
    VerdictType.PROMPTING: "neither yet: a good prompt, measured",
}


class ReviewScreen(ReviewTable):
    """The table, and the keys that decide, change and lead elsewhere."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("review")]

    def action_accept(self) -> None:
        """Accept the verdict, and go on to the next one that is pending; or all marked ones."""
        if self.session.reviewer.must_be_asked:
            self._ask_who(self.action_accept)
            return
        reopen = key_label(self, "review.reopen")
        if marked := self.listing.shown_marked:
            self._done(lambda: review.accept(self.session, marked, reopen))
            return
        capability, following = self._described(), self.following()
        if capability is None:
            return
        try:
            review.accept(self.session, [capability], reopen)
        except InvalidAnswerError as error:
            self.tell(error)
            return
        self.go_on(following)

    def action_override(self) -> None:
        """Ask for another type and the reason."""
        capability = self._described()
        if capability is None:
            return
        if self.session.reviewer.must_be_asked:
            self._ask_who(self.action_override)
            return
        name = one_line(capability.name)
        rows = [Content(f"{kind.value:<12} {words}") for kind, words in _TYPES.items()]
        kinds = list(_TYPES)
        rulebook = self.session.rulebook
        others = [kind for kind in kinds if not is_verdict(capability, rulebook, kind)]
        decided = capability.review.type if capability.review else None
        at = decided if decided in others else others[0]

        def choose(index: int | None) -> None:
            if index is None:
                return
            if kinds[index] in others:
                self._ask_reason(capability.id, kinds[index])
            else:
                accept = key_label(self, "review.accept")
                self.notice(f"{kinds[index]} is the verdict already; {accept} accepts it.")

        prompt = show(f"{name}: what shall stand in the place of the verdict?")
        self.app.push_screen(ChoiceDialog("Override", prompt, rows, kinds.index(at)), choose)

    def action_reopen(self) -> None:
        """Take the decision back, or those on all marked ones."""
        if marked := self.listing.shown_marked:
            self._done(lambda: review.reopen(self.session, marked))
            return
        try:
            review.reopen(self.session, self.targets())
        except UsageError as error:
            self.tell(error)
            return
        self.show_project()

    def action_note(self) -> None:
        """Ask for a note."""
        capability = self._described()
        if capability is None:
            return
        chosen = capability.id

        def accept(text: str) -> None:
            review.note(self.session, self.session.current(chosen), text)
            self.show_project()

        self.app.push_screen(
            TextDialog(
                "Note",
                show(f"On {one_line(capability.name)}. An empty note takes it away."),
                review.note_so_far(capability),
                changed=lambda text: review.draft_note(self.session, chosen, text),
                accept=accept,
                lines=6,
            )
        )

    def action_edit(self) -> None:
        """Go through the questions of the selected capability again."""
        capability = self.selected
        if capability is None:
            if self.session.project.capabilities:
                self._described()
            else:
                self.action_add()
            return
        interview.edit_answers(self.session, capability)
        self.ragft.show_interview()

    def action_interview(self) -> None:
        """Go on with the interview, at the first question that is open."""
        if interview.resume(self.session):
            self.ragft.show_interview()
        else:
            add = key_label(self, "review.add")
            self.notice(f"No question is open. {add} describes another capability.")

    def action_add(self) -> None:
        """Describe another capability."""
        interview.describe_another(self.session)
        self.ragft.show_interview()

    def action_undo(self) -> None:
        """Undo the last change."""
        reverted = self.session.undo()
        self.show_project()
        self.notice(reverted.sentence)

    def action_redo(self) -> None:
        """Make the change again."""
        reverted = self.session.redo()
        self.show_project()
        self.notice(reverted.sentence)

    def action_reasons(self) -> None:
        """Show everything about the selected capability."""
        capability = self.selected
        if capability is None:
            self.notice("There is nothing to tell about.")
        else:
            self.read_about(capability, one_line(capability.name))

    def action_copy(self) -> None:
        """Copy the verdict on the selected capability, with its reasons and their sources."""
        if capability := self._described():
            told = render_verdict(CapabilityView(capability, self.session.rulebook))
            self.app.copy_to_clipboard(f"{one_line(capability.name)}\n\n{told}")

    def action_map(self) -> None:
        """Show what is listed on the map, with the same selection."""
        if self.selected is None:
            self.notice("There is nothing to put on a map.")
            return
        ids = [item.id for item in self.listing.shown]
        self.app.push_screen(MapScreen(ids, self.selected.id, self.show_project))

    def action_summary(self) -> None:
        """Sum the application up."""
        project = self.session.project
        found = summarize(project, self.session.rulebook)
        self.app.push_screen(SummaryDialog(project.name, found))

    def action_what_if(self) -> None:
        """Try other answers on the selected capability."""
        if capability := self._described():
            self.app.push_screen(WhatIfScreen(capability, self.notice))

    def action_rename(self) -> None:
        """Ask for another name of the application."""

        def accept(text: str) -> None:
            review.rename(self.session, text)
            self.refresh_lines()

        self.app.push_screen(
            TextDialog(
                "Title",
                "What is the application called?",
                review.name_so_far(self.session.project),
                changed=lambda text: review.draft_name(self.session, text),
                accept=accept,
            )
        )

    def action_remove(self) -> None:
        """Take the selected capability out, or all marked ones; undo brings them back."""
        targets = self.targets()
        if not targets:
            self.notice("There is nothing to remove.")
            return
        removed = review.remove(self.session, targets, key_label(self, "review.undo"))
        self.show_project()
        self.notice(removed)

    def action_answer(self) -> None:
        """Answer one question on the selected capability, or on all marked ones."""
        targets = self.listing.shown_marked
        if not targets:
            selected = self._described()
            targets = (selected,) if selected else ()
        if not targets:
            return
        ids = {item.id for item in targets}

        def give(question: Question, value: AnswerValue) -> None:
            now = tuple(item for item in self.session.project.capabilities if item.id in ids)
            self._show_outcome(review.answer(self.session, now, Answered(question.id, value)))

        ask_answer(self.ragft, targets, self.session.rulebook, give)

    def action_duplicate(self) -> None:
        """Put a copy below the selected capability, and select it."""
        capability = self._described()
        if capability is None:
            return
        self.show_project(review.duplicate(self.session, capability))

    def action_move_up(self) -> None:
        """Move the selected capability before the one above."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Move the selected capability behind the one below."""
        self._move(1)

    def _move(self, by: int) -> None:
        capability, row = self.selected, self.table.cursor + by
        if capability is None:
            self.notice("There is nothing to move.")
        elif not self.listing.by_file:
            sort = key_label(self, "review.sort")
            self.notice(f"Rows move in the order of the file; {sort} goes round to it.")
        elif 0 <= row < len(self.listing.indices):
            review.move(self.session, capability, self.listing.indices[row])
            self.show_project()
        else:
            self.notice("There is no row to move it past.")

    def _done(self, act: Callable[[], Outcome]) -> None:
        """Do something to all marked capabilities, and show what came of it."""
        try:
            self._show_outcome(act())
        except RagftError as error:
            self.tell(error)

    def _show_outcome(self, outcome: Outcome) -> None:
        """Show what was done; what was left out stays marked."""
        self.listing.unmark(outcome.done)
        self.show_project()
        self.notice(outcome.sentence(key_label(self, "review.undo")))

    def _ask_who(self, then: Callable[[], None]) -> None:
        """Ask who decides, before anything is decided in the name of nobody.

        Args:
            then: Done once that is known.
        """

        def go_on(typed: str | None) -> None:
            if typed is None:
                self.notice("Nothing is decided: nobody said who decides.")
                return
            self.refresh_lines()
            then()

        accept = self.session.reviewer.set_name
        self.app.push_screen(TextDialog(WHO_DECIDES, WHO_DECIDES_HINT, accept=accept), go_on)

    def _ask_reason(self, chosen: str, kind: VerdictType) -> None:
        def accept(text: str) -> None:
            following = self.following()
            review.override(self.session, self.session.current(chosen), kind, text)
            self.go_on(following)

        capability = self.session.current(chosen)
        name, signer = one_line(capability.name), self.session.reviewer.name
        signed = f" Signed: {signer}." if signer else ""
        self.app.push_screen(
            TextDialog(
                f"Override with {kind.value}",
                show(f"{name}. Why? Say in a line who or what decided it.{signed}"),
                review.override_so_far(capability),
                changed=lambda text: review.draft_override(self.session, chosen, text),
                accept=accept,
                lines=3,
            )
        )

    def _described(self) -> Capability | None:
        capability = self.selected
        if capability is None and self.session.project.capabilities:
            self.notice(f"Nothing fits the filter; {key_label(self, 'review.home')} shows all.")
            return None
        if capability is None or not capability.described:
            edit = key_label(self, "review.edit")
            self.notice(f"Describe the capability first: {edit} goes there.")
            return None
        return capability

    @on(LineList.Selected)
    async def _edit_selected(self) -> None:
        await self.run_action("edit")
