"""The review: all verdicts in a table, and a person's decision on each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.content import Content

from ragft_tui.core.decision import is_verdict
from ragft_tui.core.model import AnswerValue, Capability, Strength, VerdictType
from ragft_tui.core.review import summarize
from ragft_tui.core.rulebook import Question
from ragft_tui.core.text import one_line
from ragft_tui.keys.hints import Hints
from ragft_tui.report.legend import TYPE_MEANS, Term, explain_scores, explain_verdict
from ragft_tui.report.verdicts import render_verdict
from ragft_tui.report.view import CapabilityView, view_answer
from ragft_tui.session import interview, review
from ragft_tui.session.importing import Preview, take_in
from ragft_tui.session.interview import Answered
from ragft_tui.session.review import Outcome
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.dialogs import AnswerDialog, ChoiceDialog, LinesDialog, ReasonDialog
from ragft_tui.tui.export import ask_for_export
from ragft_tui.tui.messages import ShowScreen
from ragft_tui.tui.screens.answers import AnswersScreen
from ragft_tui.tui.screens.costs import CostsScreen
from ragft_tui.tui.screens.import_dialog import ask_for_import
from ragft_tui.tui.screens.map import MapScreen
from ragft_tui.tui.screens.review_table import ReviewTable
from ragft_tui.tui.screens.summary import SummaryDialog
from ragft_tui.tui.screens.what_if import WhatIfScreen
from ragft_tui.tui.widgets.content import show
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.verdict import verdict_content


class ReviewScreen(ReviewTable):
    """The table, and the keys that decide, change and lead elsewhere."""

    BINDINGS = bindings("review")

    def hints(self) -> Hints:
        """Return the keys that the state of what is selected or marked asks for."""
        if self.filter_line.has_focus:
            return Hints()
        if marked := self.listing.shown_marked:
            names = ("accept", "answer", "reopen", "delete")
            return Hints(_review_ids(names), f"{len(marked)} marked:")
        if self.selected is None:
            is_empty = not self.session.project.capabilities
            ways = ("add", "import", "home") if is_empty else ("show_all", "filter")
            return Hints(_review_ids(ways))
        ends_filter = ("show_all",) if self.listing.filtered else ()
        item = CapabilityView(self.selected, self.session.rulebook)
        useless = () if self.any_pending else ("next",)
        return Hints(_review_ids((*_now(item), *ends_filter)), without=_review_ids(useless))

    def legend(self) -> tuple[Term, ...]:
        """Return what the table and the details are made of."""
        return (*explain_verdict(), *explain_scores(self.session.rulebook.threshold))

    def action_accept(self) -> None:
        """Accept the verdict, and go on to the next one that is pending; or all marked ones."""
        if self.session.reviewer.must_be_asked:
            self._ask_who(self.action_accept)
            return
        reopen = self.key_label("review.reopen")
        with self.showing_errors():
            if marked := self.listing.shown_marked:
                self._show_outcome(review.accept(self.session, marked, reopen))
            elif capability := self._described():
                following = self.following()
                accepted = review.accept(self.session, [capability], reopen)
                self.go_on(following, f"{accepted.change}.")

    def action_override(self) -> None:
        """Ask for another type and the reason."""
        capability = self._described()
        if capability is None:
            return
        if self.session.reviewer.must_be_asked:
            self._ask_who(self.action_override)
            return
        kinds, rulebook = list(VerdictType), self.session.rulebook
        others = [kind for kind in kinds if not is_verdict(capability, rulebook, kind)]
        decided = capability.review.type if capability.review else None
        cursor = kinds.index(decided if decided in others else others[0])

        def choose(index: int | None) -> None:
            if index is not None:
                self._ask_reason(capability.id, kinds[index])

        def why_not(index: int) -> str | None:
            label, accept = kinds[index].label, self.key_label("review.accept")
            refused = f"That is the verdict already ({label}); {accept} accepts it."
            return None if kinds[index] in others else refused

        prompt = show(f"{one_line(capability.name)}: override the verdict with which type?")
        rows = [
            Content.assemble(verdict_content(kind, f"{kind.label:<13}"), TYPE_MEANS[kind])
            for kind in kinds
        ]
        dialog = ChoiceDialog("Override", prompt, rows, cursor, why_not=why_not)
        self.app.push_screen(dialog, choose)

    def action_reopen(self) -> None:
        """Reopen the verdict, or all marked ones."""
        marked = self.listing.shown_marked
        with self.showing_errors():
            outcome = review.reopen(self.session, self.targets())
            if marked:
                self._show_outcome(outcome)
            else:
                self.show_project()

    def action_note(self) -> None:
        """Ask for a note."""
        capability = self._described()
        if capability is None:
            return
        if self.session.reviewer.must_be_asked:
            self._ask_who(self.action_note)
            return

        def accept(text: str) -> None:
            review.note(self.session, self.session.current(capability.id), text)
            self.show_project()

        self.app.push_screen(
            LinesDialog(
                "Note",
                show(f"On {one_line(capability.name)}. An empty note takes it away."),
                review.note_so_far(capability),
                changed=lambda text: review.draft_note(self.session, capability.id, text),
                accept=accept,
            )
        )

    async def action_answers(self) -> None:
        """Edit the answers of the selected capability; its description first where it has none."""
        capability = self.selected
        if capability is not None and capability.described:
            self.app.push_screen(AnswersScreen(capability))
        elif capability is not None:
            await self.run_action("describe")
        elif self.session.project.capabilities:
            self._described()
        else:
            await self.run_action("add")

    def action_describe(self) -> None:
        """Edit the name and the description of the selected capability."""
        if self.selected is None:
            self._described()
        else:
            interview.describe_again(self.session, self.selected)
            self.post_message(ShowScreen("interview"))

    def action_interview(self) -> None:
        """Go to the first open question of the selected capability, or else to the next one."""
        if interview.resume(self.session, self.selected):
            self.post_message(ShowScreen("interview"))
        else:
            add = self.key_label("review.add")
            self.show_notice(f"No question is open. {add} describes another capability.")

    def action_add(self) -> None:
        """Describe another capability."""
        interview.describe_another(self.session)
        self.post_message(ShowScreen("interview"))

    def action_import_file(self) -> None:
        """Ask which file is imported, and show what that would change."""
        ask_for_import(self, self.session, self._take_in)

    def _take_in(self, preview: Preview) -> None:
        told = take_in(self.session, preview, self.key_label("review.undo"))
        self.show_project(self.session.reviewing or "")
        self.call_after_refresh(self.show_notice, told)

    def action_reasons(self) -> None:
        """Show everything about the selected capability."""
        capability = self.selected
        if capability is None:
            self.show_notice("There is nothing to tell about.")
        else:
            self.show_capability(
                capability, one_line(CapabilityView(capability, self.session.rulebook).name)
            )

    def action_copy(self) -> None:
        """Copy the verdict on the selected capability, with its reasons and their sources."""
        if capability := self._described():
            text = render_verdict(CapabilityView(capability, self.session.rulebook))
            self.app.copy_to_clipboard(f"{one_line(capability.name)}\n\n{text}")

    def action_export(self) -> None:
        """Ask in which format a report is wanted and where it goes, and write it."""
        ask_for_export(self, self.session)

    def action_map(self) -> None:
        """Show what is listed on the map, with the same selection."""
        if self.selected is None:
            self.show_notice("There is nothing to put on a map.")
            return
        ids = [item.id for item in self.listing.shown]
        self.app.push_screen(MapScreen(ids, self.selected.id, self.show_project))

    def action_summary(self) -> None:
        """Show the summary."""
        project, rulebook = self.session.project, self.session.rulebook
        dialog = SummaryDialog(one_line(project.name), summarize(project, rulebook))
        self.app.push_screen(dialog)

    def action_costs(self) -> None:
        """Show what the decisions cost."""
        self.app.push_screen(CostsScreen())

    def action_what_if(self) -> None:
        """Try other answers on the selected capability."""
        if capability := self._described():
            self.app.push_screen(WhatIfScreen(capability, self.show_notice))

    def action_delete(self) -> None:
        """Delete the selected capability, or all marked ones."""
        targets = self.targets()
        if not targets:
            self.show_notice("There is nothing to delete.")
            return
        removed = review.remove(self.session, targets, self.key_label("review.undo"))
        self.show_project()
        self.show_notice(removed)

    def action_answer(self) -> None:
        """Answer one question on the selected capability, or on all marked ones."""
        targets = self.listing.shown_marked
        if not targets and (selected := self._described()):
            targets = (selected,)
        if not targets:
            return
        what = (
            one_line(targets[0].name)
            if len(targets) == 1
            else f"{len(targets)} marked capabilities"
        )
        questions = self.session.rulebook.questions

        def choose(index: int | None) -> None:
            if index is not None:
                self._ask_answer(targets, what, questions[index])

        rows = [show(f"{each.title:<20} {_present_text(targets, each)}") for each in questions]
        prompt = show(f"{what}: which question?")
        self.app.push_screen(ChoiceDialog("Answer", prompt, rows), choose)

    def _ask_answer(self, targets: tuple[Capability, ...], what: str, question: Question) -> None:
        """Ask for one answer to be given on some capabilities.

        Args:
            targets: At least one capability.
            what: How they are called.
            question: The question to answer.
        """
        ids = {item.id for item in targets}

        def answer(value: AnswerValue | None) -> None:
            if value is not None:
                now = tuple(item for item in self.session.project.capabilities if item.id in ids)
                self._show_outcome(review.answer(self.session, now, Answered(question.id, value)))

        dialog = AnswerDialog(question, what, _present(targets, question))
        self.app.push_screen(dialog, answer)

    def action_duplicate(self) -> None:
        """Put a copy below the selected capability, and select it."""
        if capability := self._described():
            self.show_project(review.duplicate(self.session, capability))

    def action_move(self, by: int) -> None:
        """Move the selected capability down by so many rows."""
        capability, row = self.selected, self.table.cursor + by
        if capability is None:
            self.show_notice("There is nothing to move.")
        elif not self.listing.by_file:
            sort = self.key_label("review.sort")
            self.show_notice(f"Rows move in the order of the file; {sort} goes round to it.")
        elif 0 <= row < len(self.listing.indices):
            review.move(self.session, capability, self.listing.indices[row])
            self.show_project()
        else:
            self.show_notice("There is no row to move it past.")

    def _show_outcome(self, outcome: Outcome) -> None:
        """Show what was done; what was left out stays marked."""
        self.listing.marked -= outcome.done
        self.show_project()
        self.show_notice(outcome.sentence(self.key_label("review.undo")))

    def _ask_who(self, then: Callable[[], None]) -> None:
        """Ask who decides.

        Args:
            then: Called once that is known.
        """

        def go_on() -> None:
            self.refresh_lines()
            then()

        self.app.ask_who_decides(self.session.reviewer, go_on)

    def _ask_reason(self, chosen: str, kind: VerdictType) -> None:
        def accept(text: str) -> None:
            following = self.following()
            overridden = review.override(self.session, self.session.current(chosen), kind, text)
            self.go_on(following, f"{overridden.change}.")

        capability = self.session.current(chosen)
        name, signer = one_line(capability.name), self.session.reviewer.name
        signed = f" Signed: {signer}." if signer else ""
        self.app.push_screen(
            ReasonDialog(
                f"Override with {kind.value}",
                show(f"{name}. Why? Say in a line who or what decided it.{signed}"),
                review.override_so_far(capability),
                changed=lambda text: review.draft_override(self.session, chosen, text),
                accept=accept,
            )
        )

    def _described(self) -> Capability | None:
        """Return the selected capability, or show why nothing can be done with it."""
        capability = self.selected
        if capability is not None and capability.described:
            return capability
        if capability is None and self.session.project.capabilities:
            self.show_notice(
                f"Nothing fits the filter; {self.key_label('review.show_all')} shows all."
            )
        else:
            key = self.key_label("review.describe" if capability else "review.add")
            self.show_notice(f"Describe the capability first: {key} goes there.")
        return None

    @on(LineList.Selected)
    async def _open_selected(self) -> None:
        await self.run_action("answers")


def _review_ids(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"review.{name}" for name in names)


def _now(item: CapabilityView) -> tuple[str, ...]:
    """Return the names of the keys that a capability asks for, the most useful first."""
    if not item.capability.described:
        return ("describe", "delete")
    if not item.state.pending:
        return ("next", "answers", "reopen")
    if item.assessment.strength is Strength.OPEN:
        return ("answers", "interview", "note")
    return ("accept", "override", "answers")


def _present(items: tuple[Capability, ...], question: Question) -> AnswerValue | None:
    """Return the answer that all of them have now; `None` where they have none, or differ."""
    found = {given.value if (given := item.answer(question.id)) else None for item in items}
    return found.pop() if len(found) == 1 else None


def _present_text(items: tuple[Capability, ...], question: Question) -> str:
    texts = {view_answer(item, question).text for item in items}
    return texts.pop() if len(texts) == 1 else "(different answers)"
