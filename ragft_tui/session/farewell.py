"""The farewell: the last lines of a run on stderr, and the status that it ends with."""

from __future__ import annotations

from collections.abc import Sequence

from ragft_tui.core.records import dataclass
from ragft_tui.session.command import command, typed_file
from ragft_tui.session.session import Session
from ragft_tui.storage import recent
from ragft_tui.storage.files import is_there
from ragft_tui.storage.paths import display


@dataclass(frozen=True, slots=True)
class Farewell:
    """How a run ends."""

    lines: tuple[str, ...]
    status: int
    """0 where everything was done; 1 where work is not in its file, or input was not taken; 128 and
    the number of the signal that ended it."""


def farewell(
    session: Session | None,
    troubles: Sequence[str],
    *,
    signal_status: int = 0,
    not_taken: Sequence[str] = (),
    options: Sequence[str] = (),
    fails: bool = False,
) -> Farewell:
    """Return the farewell of a run whose session is closed.

    Args:
        session: The session; `None` if none was open at the end.
        troubles: What became of work that is not in its file, in clauses.
        signal_status: The status of the signal that ended the run; 0 without one.
        not_taken: What else was not taken, such as keys that came too late, in clauses.
        options: The options that open the session again as it was.
        fails: Whether what was not taken is a failure.
    """
    taken_over_by = session.taken_over_by if session else None
    clauses = [*troubles, *not_taken]
    if session is not None and taken_over_by:
        clauses.insert(0, f"{display(session.path)} was taken over by {taken_over_by}")
    lines = [f"ragft-tui: {clause}." for clause in clauses]
    if not (troubles or taken_over_by) and (saved := _saved(session, options)):
        lines.append(saved)
    failed = bool(troubles) or (fails and bool(not_taken))
    return Farewell(tuple(lines), signal_status or int(failed))


def _saved(session: Session | None, options: Sequence[str]) -> str:
    """Return where everything is saved; an empty text where there is no file."""
    if session is None or session.read_only_reason or not is_there(session.path):
        return ""
    where = display(session.path)
    goes_on = ""
    if recent.last_session(session.path):
        again = command(*options, "open", typed_file(session.path))
        goes_on = f" `{again}` continues where you left off."
    # What another program did to the file meanwhile is its own; there is nothing of this session.
    done = "Everything is saved" if session.has_work else "Nothing was changed"
    return f"{done} in {where}.{goes_on}"
