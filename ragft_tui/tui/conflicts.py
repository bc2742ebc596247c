"""Conflicts in dialogs: who may write a file, and which version of it to keep."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Input, TextArea

from ragft_tui.core.errors import RagftError
from ragft_tui.session.conflicts import WAITING, Changed, Choice, InUse
from ragft_tui.storage.saving.lock import HeldError
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError
from ragft_tui.threads import start_thread
from ragft_tui.tui.inert import show
from ragft_tui.tui.screens.dialogs import ChoiceDialog, ReadDialog

if TYPE_CHECKING:
    from ragft_tui.tui.app import RagftApp


class Asking:
    """Asks in dialogs, and does what is chosen."""

    def __init__(self, app: RagftApp) -> None:
        """Begin with nothing to ask.

        Args:
            app: Shows the dialogs.
        """
        self._app = app
        self._changed: Changed | None = None
        """The change of the file that is being asked about."""

    def in_use(self, held: HeldError) -> None:
        """Ask what to do with a file that another session writes."""
        conflict = InUse(held)

        def choose(choice: Choice | None) -> None:
            if choice is Choice.LOOK:
                self.open(conflict.path, create=False, read_only_reason=conflict.read_only_reason)
            elif choice is Choice.TAKE_OVER:
                self._take_over(conflict)

        self._ask(conflict, choose, at=0)

    def changed(self, error: ChangedByAnotherError, *, unasked: bool = False) -> None:
        """Ask which version of a file to keep, unless that is being asked already.

        Args:
            error: What was found.
            unasked: Whether the question comes by itself. Where text is typed it waits in the
                banner then, and nowhere does it take a key that was meant for something else.
        """
        session = self._app.session
        if session is None or self._changed is not None:
            return
        if unasked and isinstance(self._app.focused, Input | TextArea):
            return
        self._changed = conflict = Changed(session, error)

        def choose(choice: Choice | None) -> None:
            self._changed = None
            if choice is Choice.SHOW_DIFFERENCE:
                page = show("\n".join(conflict.difference()))
                self._app.push_screen(
                    ReadDialog("The difference", page), lambda _: self.changed(error)
                )
            elif choice is not None:
                self._resolve(conflict, choice)

        self._ask(conflict, choose, at=len(conflict.choices) - 1, deaf=unasked)

    def _resolve(self, conflict: Changed, choice: Choice) -> None:
        try:
            words = conflict.resolve(
                choice, f"{self._app.keymap.label('review.undo')} in the review"
            )
        except RagftError as problem:
            words = problem.sentence
        session = self._app.session
        if session is not None and session.interview.position is None:
            self._app.show_review()
        self._app.refresh_lines()
        self._notice(words)

    def _ask(
        self,
        conflict: InUse | Changed,
        choose: Callable[[Choice | None], None],
        at: int,
        *,
        deaf: bool = False,
    ) -> None:
        choices = conflict.choices
        rows = [Content(choice) for choice in choices]
        dialog = ChoiceDialog(conflict.title, show(conflict.text), rows, at, deaf=deaf)
        self._app.push_screen(
            dialog, lambda index: choose(None if index is None else choices[index])
        )

    def _take_over(self, conflict: InUse) -> None:
        self._notice(WAITING)
        loop = asyncio.get_running_loop()

        def wait() -> None:
            try:
                conflict.take_over()
            except HeldError as again:
                done = partial(self.in_use, again)
            except RagftError as error:
                done = partial(self._notice, error.sentence)
            else:
                done = partial(self._open_unless_left, conflict.path)
            with suppress(RuntimeError):  # the program has ended meanwhile
                loop.call_soon_threadsafe(self._app.call_later, done)

        # A daemon: whoever leaves meanwhile does not wait for it.
        try:
            start_thread("take over", wait)
        except RagftError as error:
            self._notice(error.sentence)

    def _open_unless_left(self, path: Path) -> None:
        if self._app.session is None:  # nothing else was opened meanwhile
            self.open(path, create=True)

    def open(self, path: Path, *, create: bool, read_only_reason: str | None = None) -> None:
        """Open a project and show it; ask or say what keeps it from being opened.

        Args:
            path: The project file.
            create: Whether one that is missing is created.
            read_only_reason: Why it is only looked at; `None` where it is to be written.
        """
        try:
            self._app.open_project(path, create=create, read_only_reason=read_only_reason)
        except HeldError as again:
            self.in_use(again)
        except RagftError as error:
            self._notice(error.sentence)
        else:
            self._app.show_session()

    def _notice(self, words: str) -> None:
        self._app.say(words)
