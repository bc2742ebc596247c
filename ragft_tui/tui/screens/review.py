"""The review: all verdicts in a table, and a person's decision on each of them."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import edits
from ragft_tui.core.interview.flow import DESCRIBE, NEW, Place
from ragft_tui.core.interview.questions import asked_questions
from ragft_tui.core.model import Capability, VerdictType
from ragft_tui.core.review import review_state, tally
from ragft_tui.core.text import one_line
from ragft_tui.report.view import view
from ragft_tui.tui.keymap import bindings
from ragft_tui.tui.page import Page
from ragft_tui.tui.reading import capability_page, review_details, review_heading, review_row
from ragft_tui.tui.safe import show
from ragft_tui.tui.screens.dialogs import ChoiceDialog, ReadDialog, TextDialog
from ragft_tui.tui.session import Session
from ragft_tui.tui.widgets.clipped import Clipped
from ragft_tui.tui.widgets.line_list import LineList

__all__ = ["ReviewScreen"]

_TYPES = {
    VerdictType.RETRIEVAL: "facts come from an index at each request",
    VerdictType.FINETUNING: "behaviour is trained into the weights",
    VerdictType.BOTH: "facts from an index, behaviour from the weights",
    VerdictType.PROMPTING: "neither yet: a good prompt, measured",
}


class _Heading(Widget):
    """The heading of the table, in the columns of its rows."""

    def render(self) -> Content:
        return review_heading(self.content_size.width)


class ReviewScreen(Page):
    """A table of all capabilities, with everything about the selected one beside or below."""

    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("review")]

    table = query_one("#table", LineList)
    _shown: Session | None = None
    _place: Place | None = None

    def compose_body(self) -> ComposeResult:
        """Yield heading, table and details."""
        with Vertical(id="columns"):
            with Vertical(id="left"):
                yield _Heading()
                yield LineList(id="table")
            yield Clipped("… F3 shows the rest", id="details")

    def on_screen_resume(self) -> None:
        """Fill the table; where the interview has moved, its capability is selected."""
        session, interview = self.session, self.session.interview
        cursor = None if session is self._shown else 0
        if interview.capability and interview.place != self._place:
            cursor = session.project.capabilities.index(interview.capability)
        self._shown, self._place = session, interview.place
        self.show_project(cursor)
        # The first layout comes before the width is known; only this makes a second one.
        self.table.refresh(layout=True)
        self.table.focus()

    def on_resize(self) -> None:
        """Give the table at most half of the height, unless the details stand beside it."""
        beside = self.has_class("-wide")
        self.table.styles.max_height = "100%" if beside else max(self.size.height // 2 - 3, 3)

    def contexts(self) -> tuple[str, ...]:
        """Return the contexts whose keys work here."""
        return ("review",)

    def where(self) -> str:
        """Return the project and how far its review has come."""
        count = tally(self.session.project, self.session.rulebook)
        stale = f", {count.stale} stale" if count.stale else ""
        name = one_line(self.session.project.name)
        return f"{name} · review · {count.decided} of {count.total} decided{stale}"

    @property
    def selected(self) -> Capability | None:
        """The capability that the keys act on."""
        items = self.session.project.capabilities
        return items[self.table.cursor] if items else None

    def show_project(self, cursor: int | None = None) -> None:
        """Bring the table and the details up to date.

        Args:
            cursor: The row to select; the selected one stays where it is left out.
        """
        items = self.session.project.capabilities
        at = self.table.cursor if cursor is None else cursor
        self.table.fill(len(items), self._row, max(at, 0))
        self._show_details()
        self.refresh_lines()

    def action_accept(self) -> None:
        """Accept the verdict, and go on to the next one that is pending."""
        capability = self._described()
        if capability is None:
            return
        try:
            self.session.accept(capability)
        except InvalidAnswerError as error:
            self.tell(error)
            return
        self.show_project()
        self.action_next_pending()

    def action_override(self) -> None:
        """Ask for another type and the reason."""
        capability = self._described()
        if capability is None:
            return
        name = one_line(capability.name)
        rows = [Content(f"{kind.value:<12} {words}") for kind, words in _TYPES.items()]
        kinds = list(_TYPES)
        review = capability.review
        at = review.type if review and review.type else self.session.assess(capability).type

        def choose(index: int | None) -> None:
            if index is not None:
                self._ask_reason(capability.id, kinds[index])

        prompt = show(f"{name}: what shall stand in the place of the verdict?")
        self.app.push_screen(ChoiceDialog("Override", prompt, rows, kinds.index(at)), choose)

    def action_reopen(self) -> None:
        """Take the decision back."""
        capability = self.selected
        if capability is None or capability.review is None:
            self.notice("There is no decision to take back.")
            return
        self.session.reopen(capability)
        self.show_project()

    def action_note(self) -> None:
        """Ask for a note."""
        capability = self._described()
        if capability is None:
            return
        chosen = capability.id

        def keep(text: str) -> None:
            draft = self._get(chosen).draft
            self.session.draft(chosen, replace(draft, notes=text))

        def accept(text: str) -> None:
            self.session.note(self._get(chosen), text)
            self.show_project()

        draft = capability.draft.notes
        self.app.push_screen(
            TextDialog(
                "Note",
                show(f"On {one_line(capability.name)}. An empty note takes it away."),
                capability.notes if draft is None else draft,
                changed=keep,
                accept=accept,
                lines=6,
            )
        )

    def action_edit(self) -> None:
        """Go through the questions of the selected capability again."""
        capability = self.selected
        if capability is None:
            self.action_add()
            return
        asked = asked_questions(capability, self.session.rulebook) if capability.described else ()
        step = asked[0].id if asked else DESCRIBE
        self._interview(Place(capability.id, step), only=True)

    def action_interview(self) -> None:
        """Go on with the interview, at the first question that is open."""
        interview = self.session.interview
        resumed = interview.resume(interview.project, interview.rulebook)
        if resumed.place is None:
            self.notice("No question is open. + describes another capability.")
            return
        self.session.go(resumed)
        self.ragft.show_session()

    def action_add(self) -> None:
        """Describe another capability."""
        self._interview(Place(NEW, DESCRIBE))

    def action_next_pending(self) -> None:
        """Select the next capability that has no decision."""
        items, rulebook = self.session.project.capabilities, self.session.rulebook
        here = self.table.cursor
        order = [*range(here + 1, len(items)), *range(here + 1)]
        for index in order:
            if items[index].described and review_state(items[index], rulebook).pending:
                self.table.cursor = index
                return
        self.notice("Every verdict is decided.")

    def action_undo(self) -> None:
        """Take the last change back."""
        words = self.session.undo()
        self.show_project()
        self.notice(f"Undone: {words}." if words else "Nothing to undo: this is the beginning.")

    def action_redo(self) -> None:
        """Make the change again."""
        words = self.session.redo()
        self.show_project()
        self.notice(f"Done again: {words}." if words else "Nothing was undone.")

    def action_reasons(self) -> None:
        """Show everything about the selected capability."""
        capability = self.selected
        if capability is not None:
            page = capability_page(capability, self.session.rulebook)
            self.app.push_screen(ReadDialog(one_line(capability.name), page))

    def action_rename(self) -> None:
        """Ask for another name of the application."""

        def keep(text: str) -> None:
            project = self.session.project
            draft = replace(project.draft, name=text)
            self.session.go(self.session.interview.on(replace(project, draft=draft)))

        def accept(text: str) -> None:
            self.session.edit("rename", edits.rename(self.session.project, text))
            self.refresh_lines()

        project = self.session.project
        self.app.push_screen(
            TextDialog(
                "Title",
                "What is the application called?",
                project.name if project.draft.name is None else project.draft.name,
                changed=keep,
                accept=accept,
            )
        )

    def action_remove(self) -> None:
        """Take the selected capability out; undo brings it back."""
        capability = self.selected
        if capability is None:
            return
        name = one_line(capability.name) or "the text in progress"
        project = edits.remove(self.session.project, capability.id)
        self.session.edit(f"remove “{name}”", project)
        self.show_project()
        self.notice(f"“{name}” is removed; u brings it back.")

    def action_home(self) -> None:
        """Close the project and show the list of sessions."""
        self.ragft.show_home()

    def _ask_reason(self, chosen: str, kind: VerdictType) -> None:
        def keep(text: str) -> None:
            draft = self._get(chosen).draft
            self.session.draft(chosen, replace(draft, override=text))

        def accept(text: str) -> None:
            self.session.override(self._get(chosen), kind, text)
            self.show_project()
            self.action_next_pending()

        capability = self._get(chosen)
        review = capability.review
        draft = capability.draft.override
        self.app.push_screen(
            TextDialog(
                f"Override with {kind.value}",
                show(f"{one_line(capability.name)}. Why? Say in a line who or what decided it."),
                (review.because if review else "") if draft is None else draft,
                changed=keep,
                accept=accept,
                lines=3,
            )
        )

    def _interview(self, place: Place, *, only: bool = False) -> None:
        self.session.go(self.session.interview.jump(place, only=only))
        self.ragft.show_session()

    def _described(self) -> Capability | None:
        capability = self.selected
        if capability is None or not capability.described:
            self.notice("Describe the capability first: e goes there.")
            return None
        return capability

    def _get(self, capability_id: str) -> Capability:
        found = self.session.project.capability(capability_id)
        if found is None:
            raise KeyError(capability_id)
        return found

    def _row(self, index: int) -> Content:
        item = view(self.session.project.capabilities[index], self.session.rulebook)
        return review_row(index + 1, item, self.table.size.width - 2)

    @on(LineList.Moved)
    def _show_details(self) -> None:
        details = self.query_one(Clipped)
        if self.selected is None:
            details.show(Content("Nothing to review yet. + describes the first capability."))
            return
        item = view(self.selected, self.session.rulebook)
        details.show(review_details(self.table.cursor + 1, item))

    @on(LineList.Selected)
    async def _edit_selected(self) -> None:
        await self.run_action("edit")
