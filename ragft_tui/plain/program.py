"""Plain mode from its first line to its last word, with the status to leave with."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.plain.app import PlainApp
from ragft_tui.plain.console import Console, EndedBySignalError
from ragft_tui.session.session import Session
from ragft_tui.session.signals import EndingSignals
from ragft_tui.session.status import saved_words
from ragft_tui.storage.paths import display

_FAILED: Final = 1
_HUNG_UP: Final = 129
"""What the signal gives that tells of a terminal that is gone; some go without telling."""


def run(
    path: Path | None,
    console: Console,
    *,
    rulebook: Rulebook | None,
    create: bool,
    read_only_reason: str = "",
    greeting: str = "",
    by: str = "",
) -> int:
    """Talk until somebody leaves, no more lines come, or a signal asks for the end.

    Args:
        path: The project file; without one, the list of sessions is told.
        console: Where to talk.
        rulebook: What to assess by; `None` for the rulebook that a project names.
        create: Whether a file that is missing is started.
        read_only_reason: Why nothing may be changed; empty where projects are opened to be written.
        greeting: What is told first.
        by: Who decides in reviews, as the settings say it.

    Returns:
        0 where everything was done; 1 where lines of a file were not taken, or work is not in its
        file; 128 and the number of the signal that ended it.

    Raises:
        RagftError: Where the file cannot be opened.
        OSError: Where nothing takes the output any more; what was accepted is saved.
    """
    app = PlainApp(console, rulebook, read_only_reason=read_only_reason, by=by)
    status = 0
    signals = EndingSignals(app.save_now, console.leave)
    try:
        if greeting:
            console.say(greeting)
        app.talk(app.open(path, create=create) if path else app.here())
    except EndedBySignalError as end:
        status = end.status
    except OSError as error:
        if not console.attended or isinstance(error, BrokenPipeError):
            raise
        status = _HUNG_UP
    finally:
        session = app.session
        try:
            app.close()
        finally:
            signals.give_back()
    return _farewell(console, app, session, status)


def _farewell(console: Console, app: PlainApp, session: Session | None, status: int) -> int:
    """Say what there is to say at the end, and return the status to leave with."""
    # Whoever hung up cannot be told anything.
    with suppress(*[OSError, ValueError] if status else []):
        if status:
            console.say("")  # the prompt, or what the terminal echoed of Ctrl+C, has no end
        if session is not None and session.taken_over_by:
            where = display(session.path)
            console.warn(f"ragft-tui: {where} was taken over by {session.taken_over_by}.")
        for trouble in app.troubles:
            console.warn(f"ragft-tui: {trouble}.")
        if console.mistakes:
            noun = "line was" if console.mistakes == 1 else "lines were"
            console.warn(f"ragft-tui: {console.mistakes} {noun} not taken.")
        ended_well = not (app.troubles or (session and session.taken_over_by))
        if ended_well and (told := saved_words(session, "ragft-tui --plain resume")):
            console.warn(told)
    failed = app.troubles or console.mistakes
    return status or (_FAILED if failed else 0)
