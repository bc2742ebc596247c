"""The status of saving: a label for the first line, the banner, the question of a changed file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from ragft_tui.storage.files import is_there
from ragft_tui.storage.paths import display
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError
from ragft_tui.storage.saving.saver import Failed, Saved, SaveState

NOTHING_OPEN: Final = "nothing open"
"""The label where there is no session."""


class SaveStatus:
    """How saving stands, as the saver reported it last."""

    def __init__(
        self,
        path: Path,
        on_save: Callable[[SaveState], object] = lambda _: None,
        *,
        read_only_reason: str | None = None,
    ) -> None:
        """Start without a report.

        Args:
            path: The project file.
            on_save: Called after each report, by the saver's thread or amid an edit.
            read_only_reason: Why nothing is saved; `None` if the file is written.
        """
        self.path = path
        self.read_only_reason = read_only_reason
        self.state: SaveState | None = None
        """The last report; `None` before the first."""
        self.note = ""
        """What the user should know about a save; a face empties it once it was shown."""
        self._on_save = on_save
        self._reported = ""
        self._postponed: bytes | None = None
        """The version of another program that the user does not want to decide on now."""

    def update(self, state: SaveState) -> None:
        """Take a report of the saver."""
        if isinstance(state, Saved) and state.note:
            self.note = state.note
        self.state = state
        self._on_save(state)

    def move_to(self, path: Path) -> None:
        """Start anew with another file, which nothing was reported about yet."""
        self.path, self.state, self.note, self._reported = path, None, "", ""

    @property
    def failed(self) -> bool:
        """Whether the last save failed."""
        return isinstance(self.state, Failed)

    @property
    def label(self) -> str:
        """What is saved, in a word or two."""
        if self.read_only_reason:
            return "read-only"
        match self.state:
            case Failed():
                return "NOT SAVED"
            case Saved(at):
                return f"saved {at:%H:%M}"
            case None:
                return "saved" if is_there(self.path) else "new file"
            case _:
                return "saving"

    def banner(self, hint: str) -> str:
        """Return what stays true until it is mended; usually an empty text.

        Args:
            hint: How the user is asked about a file that another program changed.
        """
        if self.read_only_reason:
            return f"Read-only: {self.read_only_reason}. Nothing is changed or saved here."
        match self.state:
            case Failed(ChangedByAnotherError() as error, copy):
                why = f"{error.sentence} {hint}"
            case Failed(error, copy):
                why = f"{error.sentence} Saving is tried again until it works."
            case _:
                return ""
        where = f"Your work is in {display(copy)}." if copy else "Your work is only in memory."
        return f"NOT SAVED. {why} {where}"

    def sentence(self, hint: str) -> str:
        """Return how saving stands, in a sentence or two.

        Args:
            hint: As `banner` takes it.
        """
        if banner := self.banner(hint):
            return banner
        where = display(self.path)
        match self.state:
            case Saved(at):
                return f"Everything is saved in {where}, last at {at:%H:%M}."
            case None:
                return f"Nothing has been changed in {where} yet."
            case _:
                return f"Saving in {where}."

    def news(self, hint: str) -> Iterator[str]:
        """Yield the sentences that were not yielded before; usually none.

        Args:
            hint: As `banner` takes it.
        """
        match self.state:
            case Failed():
                if (sentence := self.sentence(hint)) != self._reported:
                    self._reported = sentence
                    yield sentence
            case Saved():
                if self._reported:
                    yield f"Saving works again: everything is in {display(self.path)}."
                self._reported = ""
        if self.note:
            yield self.note
            self.note = ""

    def change(self) -> ChangedByAnotherError | None:
        """Return the change of another program that keeps the file from being saved, or `None`."""
        match self.state:
            case Failed(ChangedByAnotherError() as error):
                return error
        return None

    def unanswered_change(self) -> ChangedByAnotherError | None:
        """Return the change that the user is to be asked about, unless they postponed that."""
        error = self.change()
        return error if error is not None and error.other_version != self._postponed else None

    def postpone(self, error: ChangedByAnotherError) -> None:
        """Do not ask about a change by itself any more."""
        self._postponed = error.other_version

    def ask_again(self) -> None:
        """Ask about a change again that was postponed."""
        self._postponed = None
