"""How saving stands, in words: a few for the first line, all of them for the banner."""

from __future__ import annotations

from ragft_tui.session.session import Session
from ragft_tui.storage import recent
from ragft_tui.storage.files import is_there
from ragft_tui.storage.paths import display
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError
from ragft_tui.storage.saving.saver import Failed, Saved, SaveState


def status_words(session: Session | None, state: SaveState | None) -> tuple[str, bool]:
    """Return in a few words what is saved, and whether the last save failed.

    Args:
        session: The open session.
        state: What its saver told last; `None` where it told nothing yet.
    """
    if session is None:
        return "nothing open", False
    if session.read_only_reason:
        return "read-only", False
    match state:
        case Failed():
            return "NOT SAVED", True
        case Saved(at):
            return f"saved {at:%H:%M}", False
        case None:
            return ("saved" if is_there(session.path) else "new file"), False
        case _:
            return "saving", False


def banner_words(session: Session | None, state: SaveState | None, changed: str) -> str:
    """Return what stays true until it is mended; usually nothing.

    Args:
        session: The open session.
        state: What its saver told last; `None` where it told nothing yet.
        changed: What is said of a file that another program changed: how one is asked about it.
    """
    if session is not None and session.read_only_reason:
        return f"Read-only: {session.read_only_reason}. Nothing is changed or saved here."
    match state:
        case Failed(ChangedByAnotherError() as error, copy):
            why = f"{error.sentence} {changed}"
        case Failed(error, copy):
            why = f"{error.sentence} It is tried until it works."
        case _:
            return ""
    where = f"Your work is in {display(copy)}." if copy else "No place takes your work."
    return f"NOT SAVED. {why} {where}"


def saved_words(session: Session | None, command: str) -> str:
    """Return at the end where everything is saved; nothing where there is no file.

    Args:
        session: The session that was closed.
        command: What goes on with it, said where this machine remembers it.
    """
    if session is None or session.read_only_reason or not is_there(session.path):
        return ""
    goes_on = f" `{command}` goes on where you left." if recent.last_session(session.path) else ""
    # What another program did to the file meanwhile is its own; there is nothing of this session.
    told = "Saved" if session.begun else "You changed nothing"
    return f"{told} in {display(session.path)}.{goes_on}"
