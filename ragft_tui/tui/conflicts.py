"""The dialogs of conflicts: who may write a file, and which version of it to keep."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from textual.content import Content
from textual.widgets import Input, TextArea

from ragft_tui.core.errors import RagftError
from ragft_tui.session.conflicts import WAITING, Changed, Choice, InUse
from ragft_tui.storage.saving.lock import HeldError
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError
from ragft_tui.threads import start_thread
from ragft_tui.tui.base import BaseApp
from ragft_tui.tui.dialogs import ChoiceDialog, ReadDialog
from ragft_tui.tui.messages import ShowScreen
from ragft_tui.tui.page import Page
from ragft_tui.tui.widgets import show


class ConflictDialogs:
    """Asks how to resolve a conflict, and carries out what is chosen."""

    def __init__(self, app: BaseApp) -> None:
        """Start with no question.

        Args:
            app: Shows the dialogs.
        """
        self._app = app
        self._asks_about_change = False

    def open(self, path: Path, *, create: bool, read_only_reason: str | None = None) -> None:
        """Open a project and show it; show what keeps it from being opened.

        Args:
            path: The project file.
            create: Whether one that is missing is created.
            read_only_reason: Why it is only looked at; `None` where it is to be written.
        """
        try:
            self._app.open_project(path, create=create, read_only_reason=read_only_reason)
        except HeldError as error:
            self.ask_about_use(error)
        except RagftError as error:
            self._app.show_notice(error.sentence)
        else:
            self._app.post_message(ShowScreen())

    def ask_about_use(self, error: HeldError) -> None:
        """Ask what to do with a file that another session writes."""
        conflict = InUse(error)

        def carry_out(choice: Choice | None) -> None:
            if choice is Choice.LOOK:
                self.open(conflict.path, create=False, read_only_reason=conflict.read_only_reason)
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
        session = self._app.session
        is_typing = isinstance(self._app.focused, Input | TextArea)
        if session is None or self._asks_about_change or (by_itself and is_typing):
            return
        self._asks_about_change = True
        conflict = Changed(session, error)

        def carry_out(choice: Choice | None) -> None:
            self._asks_about_change = False
            if choice is Choice.SHOW_DIFFERENCE:
                page = show("\n".join(conflict.difference()))
                dialog = ReadDialog("The difference", lambda _: page)
                self._app.push_screen(dialog, lambda _: self.ask_about_change(error))
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
        choices = conflict.choices
        dialog = ChoiceDialog(
            conflict.title,
            show(conflict.text),
            [Content(choice) for choice in choices],
            cursor,
            ignoring_keys=ignoring_keys,
        )
        self._app.push_screen(
            dialog, lambda index: carry_out(None if index is None else choices[index])
        )

    def _take_over(self, conflict: InUse) -> None:
        self._app.show_notice(WAITING)
        loop = asyncio.get_running_loop()

        def wait() -> None:
            try:
                conflict.take_over()
            except HeldError as error:
                done = partial(self.ask_about_use, error)
            except RagftError as error:
                done = partial(self._app.show_notice, error.sentence)
            else:
                done = partial(self._open_taken, conflict.path)
            with suppress(RuntimeError):  # the program has ended meanwhile
                loop.call_soon_threadsafe(self._app.call_later, done)

        # A daemon: whoever leaves meanwhile does not wait for it.
        try:
            start_thread("take over", wait)
        except RagftError as error:
            self._app.show_notice(error.sentence)

    def _open_taken(self, path: Path) -> None:
        if self._app.session is None:  # nothing else was opened meanwhile
            self.open(path, create=True)

    def _resolve(self, conflict: Changed, choice: Choice) -> None:
        undo = f"{self._app.keymap.label('review.undo')} in the review"
        try:
            sentence = conflict.resolve(choice, undo)
        except RagftError as error:
            sentence = error.sentence
        if self._app.session is not None and self._app.session.interview.position is None:
            self._app.post_message(ShowScreen("review"))
        self._app.call_later(self._show_resolved, sentence)

    def _show_resolved(self, sentence: str) -> None:
        if isinstance(self._app.screen, Page):
            self._app.screen.refresh_lines()
        self._app.show_notice(sentence)
