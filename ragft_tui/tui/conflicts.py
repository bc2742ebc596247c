"""What the disk makes the program ask: who may write a file, and which version of it to keep."""

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
from ragft_tui.core.review.diff import differences
from ragft_tui.report.differences import difference_lines
from ragft_tui.storage.files import is_there
from ragft_tui.storage.paths import display
from ragft_tui.storage.saving.lock import HeldError, take_over
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError
from ragft_tui.threads import start_thread
from ragft_tui.tui.inert import show
from ragft_tui.tui.screens.dialogs import ChoiceDialog, ReadDialog

if TYPE_CHECKING:
    from ragft_tui.session.session import Session
    from ragft_tui.tui.app import RagftApp

_Choices = list[tuple[str, Callable[[], None]]]


class Asking:
    """Asks in dialogs, and does what is chosen."""

    def __init__(self, app: RagftApp) -> None:
        """Begin with nothing to ask.

        Args:
            app: Shows the dialogs.
        """
        self._app = app
        self._change: ChangedByAnotherError | None = None
        """The change of the file that is being asked about."""

    def in_use(self, held: HeldError) -> None:
        """Ask what to do with a file that another session writes."""
        holder = held.holder
        choices: _Choices = []
        if is_there(held.path):
            choices.append(("Look, without changing anything", lambda: self._look(held)))
        why = holder.takeover_obstacle if holder else "it is not known who it is"
        if not why:
            choices.append(("Take over: it saves and leaves", lambda: self._take_over(held)))
        choices.append(("Leave it alone", lambda: None))
        words = f"{display(held.path)} is in use by {holder or 'another session'}."
        if why:
            words += f" It cannot be taken over: {why}."
        self._ask("In use", words, choices, at=0)

    def changed(self, error: ChangedByAnotherError, *, unasked: bool = False) -> None:
        """Ask which version of a file to keep, unless that is being asked already.

        Args:
            error: What was found.
            unasked: Whether the question comes by itself. Where text is typed it waits in the
                banner then, and nowhere does it take a key that was meant for something else.
        """
        if self._change is not None:
            return
        if unasked and isinstance(self._app.focused, Input | TextArea):
            return
        self._change = error
        words = f"{display(error.path)} was changed by another program since it was read here. "
        choices: _Choices = [("Keep mine; theirs is kept beside", self._keep_mine)]
        session = self._app.session
        try:
            theirs = session.theirs(error) if session else None
        except RagftError as problem:
            theirs = None
            words += f"It cannot be taken: {problem}"
        if theirs is not None:
            choices.append(("Take theirs; undo brings mine back", self._take_theirs))
        choices.append(("Save mine beside, and go on there", self._go_on_beside))
        if theirs is not None:
            choices.append(("Show the difference", self._show_difference))
        at = len(choices) - 1
        self._ask("Changed by another program", words, choices, at=at, deaf=unasked)

    def _ask(
        self, title: str, words: str, choices: _Choices, at: int, *, deaf: bool = False
    ) -> None:
        def choose(index: int | None) -> None:
            if index is None:
                self._change = None
            else:
                choices[index][1]()

        rows = [Content(row) for row, _ in choices]
        self._app.push_screen(ChoiceDialog(title, show(words), rows, at, deaf=deaf), choose)

    def _look(self, held: HeldError) -> None:
        why = f"{held.holder or 'another session'} writes it"
        self.open(held.path, create=False, read_only_reason=why)

    def _take_over(self, held: HeldError) -> None:
        self._notice("Waiting until it has saved and left...")
        loop = asyncio.get_running_loop()

        def wait() -> None:
            try:
                take_over(held)
            except HeldError as again:
                done = partial(self.in_use, again)
            except RagftError as error:
                done = partial(self._notice, error.sentence)
            else:
                done = partial(self._open_unless_left, held)
            with suppress(RuntimeError):  # the program has ended meanwhile
                loop.call_soon_threadsafe(self._app.call_later, done)

        # A daemon: whoever leaves meanwhile does not wait for it.
        try:
            start_thread("take over", wait)
        except RagftError as error:
            self._notice(error.sentence)

    def _open_unless_left(self, held: HeldError) -> None:
        if self._app.session is None:  # nothing else was opened meanwhile
            self.open(held.path, create=True)

    def open(self, path: Path, *, create: bool, read_only_reason: str = "") -> None:
        """Open a project and show it; ask or say what keeps it from being opened.

        Args:
            path: The project file.
            create: Whether one that is missing is created.
            read_only_reason: Why it is only looked at; empty where it is to be written.
        """
        try:
            self._app.open_project(path, create=create, read_only_reason=read_only_reason)
        except HeldError as again:
            self.in_use(again)
        except RagftError as error:
            self._notice(error.sentence)
        else:
            self._app.show_session()

    def _keep_mine(self) -> None:
        def keep(error: ChangedByAnotherError) -> str:
            copy = self._session.keep_mine(error)
            return f"Yours is saved; the other version is in {copy.name} beside it."

        self._decide(keep)

    def _take_theirs(self) -> None:
        def take(error: ChangedByAnotherError) -> str:
            self._session.take_theirs(error)
            undo = self._app.keymap.label("review.undo")
            return f"The other version is here now; {undo} in the review brings yours back."

        self._decide(take)

    def _go_on_beside(self) -> None:
        def go_on(error: ChangedByAnotherError) -> str:
            self._session.go_on_beside()
            self._app.saved_anew()
            return f"Yours goes on in {self._session.path.name}; {error.path.name} is theirs."

        self._decide(go_on)

    def _decide(self, act: Callable[[ChangedByAnotherError], str]) -> None:
        error, self._change = self._change, None
        if error is None:
            return
        try:
            words = act(error)
        except RagftError as problem:
            words = problem.sentence
        if self._session.interview.place is None:
            self._app.show_review()
        self._notice(words)

    def _show_difference(self) -> None:
        error, self._change = self._change, None
        if error is None:
            return
        found = differences(self._session.project, self._session.theirs(error))
        lines = difference_lines(found, "mine", "theirs") or ["Only the way it is written differs."]
        page = show("\n".join(lines))
        self._app.push_screen(ReadDialog("The difference", page), lambda _: self.changed(error))

    @property
    def _session(self) -> Session:
        session = self._app.session
        if session is None:
            raise RuntimeError("no project is open")
        return session

    def _notice(self, words: str) -> None:
        self._app.say(words)
