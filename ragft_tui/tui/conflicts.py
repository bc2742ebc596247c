"""The part of the app that asks about conflicts: who may write a file, which version to keep."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Input, TextArea

from ragft_tui.core.errors import RagftError
from ragft_tui.storage.saving.lock import HeldError
from ragft_tui.threads import start_thread
from ragft_tui.tui.base import BaseApp
from ragft_tui.tui.messages import AskAboutUse, OpenProject, ShowScreen
from ragft_tui.tui.page import Page
from ragft_tui.tui.widgets.content import show

if TYPE_CHECKING:
    from ragft_tui.session.conflicts import Changed, Choice, InUse
    from ragft_tui.storage.saving.saved_file import ChangedByAnotherError


class ConflictApp(BaseApp):
    """Opens projects, asks how to resolve a conflict, and carries out what is chosen."""

    _asks_about_change = False

    @on(OpenProject)
    def _open(self, wanted: OpenProject) -> None:
        """Open a project and show it; show what keeps it from being opened."""
        try:
            self.open_project(
                wanted.path, create=wanted.create, read_only_reason=wanted.read_only_reason
            )
        except HeldError as error:
            self.ask_about_use(AskAboutUse(error))
        except RagftError as error:
            self.show_notice(error.sentence)
        else:
            self.post_message(ShowScreen())

    @on(AskAboutUse)
    def ask_about_use(self, message: AskAboutUse) -> None:
        """Ask what to do with a file that another session writes."""
        from ragft_tui.session.conflicts import Choice, InUse

        conflict = InUse(message.error)

        def carry_out(choice: Choice | None) -> None:
            if choice is Choice.LOOK:
                self._open(OpenProject(conflict.path, read_only_reason=conflict.read_only_reason))
            elif choice is Choice.TAKE_OVER:
                self._take_over(conflict)

        self._ask(conflict, carry_out, cursor=0)

    def ask_about_change(self, error: ChangedByAnotherError, *, by_itself: bool = False) -> None:
        """Ask which version of a file to keep, unless that is being asked already.

        Args:
            error: What was found.
            by_itself: Whether the question comes by itself. Where text is typed it waits in the
                banner then, and nowhere does it take a key that was meant for something else.
        """
        session = self.session
        is_typing = isinstance(self.focused, Input | TextArea)
        if session is None or self._asks_about_change or (by_itself and is_typing):
            return
        from ragft_tui.session.conflicts import Changed, Choice
        from ragft_tui.tui.dialogs import ReadDialog

        self._asks_about_change = True
        conflict = Changed(session, error)

        def carry_out(choice: Choice | None) -> None:
            self._asks_about_change = False
            if choice is Choice.SHOW_DIFFERENCE:
                page = show("\n".join(conflict.difference()))
                dialog = ReadDialog("The difference", lambda _: page)
                self.push_screen(dialog, lambda _: self.ask_about_change(error))
            elif choice is not None:
                self._resolve(conflict, choice)

        last = len(conflict.choices) - 1
        self._ask(conflict, carry_out, cursor=last, ignoring_keys=by_itself)

    def _ask(
        self,
        conflict: InUse | Changed,
        carry_out: Callable[[Choice | None], None],
        *,
        cursor: int,
        ignoring_keys: bool = False,
    ) -> None:
        from ragft_tui.tui.dialogs import ChoiceDialog

        choices = conflict.choices
        dialog = ChoiceDialog(
            conflict.title,
            show(conflict.text),
            [Content(choice) for choice in choices],
            cursor,
            ignoring_keys=ignoring_keys,
        )
        self.push_screen(dialog, lambda index: carry_out(None if index is None else choices[index]))

    def _take_over(self, conflict: InUse) -> None:
        from ragft_tui.session.conflicts import WAITING

        self.show_notice(WAITING)

        def wait() -> None:
            try:
                conflict.take_over()
            except HeldError as error:
                self.post_message(AskAboutUse(error))
            except RagftError as error:
                self.call_later(self.show_notice, error.sentence)
            else:
                self.call_later(self._open_taken, conflict.path)

        # A daemon: whoever leaves meanwhile does not wait for it.
        try:
            start_thread("take over", wait)
        except RagftError as error:
            self.show_notice(error.sentence)

    def _open_taken(self, path: Path) -> None:
        if self.session is None:  # nothing else was opened meanwhile
            self._open(OpenProject(path, create=True))

    def _resolve(self, conflict: Changed, choice: Choice) -> None:
        undo = f"{self.keymap.label('review.undo')} in the review"
        try:
            sentence = conflict.resolve(choice, undo)
        except RagftError as error:
            sentence = error.sentence
        if self.session is not None and self.session.interview.position is None:
            self.post_message(ShowScreen("review"))
        self.call_later(self._show_resolved, sentence)

    def _show_resolved(self, sentence: str) -> None:
        if isinstance(self.screen, Page):
            self.screen.refresh_lines()
        self.show_notice(sentence)
