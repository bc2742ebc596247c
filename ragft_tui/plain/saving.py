"""How saving stands: told at the next prompt where it fails, and where it works again."""

from __future__ import annotations

from collections.abc import Iterable

from ragft_tui.session.session import Session
from ragft_tui.session.status import banner_words
from ragft_tui.storage.paths import display
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError
from ragft_tui.storage.saving.saver import Failed, Saved, SaveState


class Saving:
    """What the saver's thread told last, and what of it the user knows."""

    def __init__(self, *, attended: bool) -> None:
        """Know nothing yet.

        Args:
            attended: Whether somebody is there who can be asked.
        """
        self._attended = attended
        self.state: SaveState | None = None
        self._told = ""
        self._left: bytes | None = None
        """The version of another program that the user does not want to decide on now."""

    def news(self, session: Session) -> Iterable[str]:
        """Yield what the user does not know yet; usually nothing."""
        state = self.state
        match state:
            case Failed():
                if (words := self.words(session)) != self._told:
                    self._told = words
                    yield words
            case Saved(note=note):
                if self._told:
                    yield f"Saved again: everything is in {display(session.path)}."
                if note:
                    yield note
                    self.state = Saved(state.at)
                self._told = ""

    def words(self, session: Session) -> str:
        """Return in a sentence or two how saving stands."""
        where = display(session.path)
        asks = '"save" asks what to do.'
        changed = asks if self._attended else "The other version stays in the file."
        if told := banner_words(session, self.state, changed):
            return told
        match self.state:
            case Saved(at):
                return f"Everything is saved in {where}, last at {at:%H:%M}."
            case None:
                return f"Nothing was changed in {where} yet."
            case _:
                return f"Saving in {where}."

    def question(self) -> ChangedByAnotherError | None:
        """Return the change of another program that is to be asked about, if there is one."""
        match self.state:
            case Failed(ChangedByAnotherError() as error) if error.other_version != self._left:
                return error
        return None

    def leave(self, error: ChangedByAnotherError) -> None:
        """Ask no more about a change by itself."""
        self._left = error.other_version

    def ask_again(self) -> None:
        """Ask about a change again that was left undecided."""
        self._left = None
