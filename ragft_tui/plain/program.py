"""Plain mode from its first line to its last word, with the status to leave with."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from ragft_tui.core.rules.rulebook import Rulebook
from ragft_tui.plain.dialogue import Dialogue
from ragft_tui.plain.teletype import EndedBySignalError, Teletype
from ragft_tui.store.paths import display
from ragft_tui.store.session import Session
from ragft_tui.store.signals import EndingSignals
from ragft_tui.store.status import saved_words

__all__ = ["run"]

_FAILED: Final = 1
_HUNG_UP: Final = 129
"""What the signal gives that tells of a terminal that is gone; some go without telling."""


def run(
    path: Path | None,
    teletype: Teletype,
    *,
    rulebook: Rulebook | None,
    create: bool,
    looking: str = "",
    greeting: str = "",
    by: str = "",
) -> int:
    """Talk until somebody leaves, no more lines come, or a signal asks for the end.

    Args:
        path: The project file; without one, the list of sessions is told.
        teletype: Where to talk.
        rulebook: What to assess by; `None` for the rulebook that a project names.
        create: Whether a file that is missing is started.
        looking: Why nothing may be changed; empty where projects are opened to be written.
        greeting: What is told first.
        by: Who decides in reviews, as the settings say it.

    Returns:
        0 where everything was done; 1 where lines of a file were not taken, or work is not in its
        file; 128 and the number of the signal that ended it.

    Raises:
        RagftError: Where the file cannot be opened.
        OSError: Where nothing takes the output any more; what was accepted is saved.
    """
    dialogue = Dialogue(teletype, rulebook, looking=looking, by=by)
    status = 0
    signals = EndingSignals(dialogue.save_now, teletype.leave)
    try:
        if greeting:
            teletype.say(greeting)
        dialogue.talk(dialogue.open(path, create=create) if path else dialogue.here())
    except EndedBySignalError as end:
        status = end.status
    except OSError as error:
        if not teletype.attended or isinstance(error, BrokenPipeError):
            raise
        status = _HUNG_UP
    finally:
        session = dialogue.session
        try:
            dialogue.close()
        finally:
            signals.give_back()
    return _farewell(teletype, dialogue, session, status)


def _farewell(teletype: Teletype, dialogue: Dialogue, session: Session | None, status: int) -> int:
    """Say what there is to say at the end, and return the status to leave with."""
    # Whoever hung up cannot be told anything.
    with suppress(*[OSError, ValueError] if status else []):
        if status:
            teletype.say("")  # the prompt, or what the terminal echoed of Ctrl+C, has no end
        if session is not None and session.taken_over_by:
            where = display(session.path)
            teletype.warn(f"ragft-tui: {where} was taken over by {session.taken_over_by}.")
        for trouble in dialogue.troubles:
            teletype.warn(f"ragft-tui: {trouble}.")
        if teletype.mistakes:
            noun = "line was" if teletype.mistakes == 1 else "lines were"
            teletype.warn(f"ragft-tui: {teletype.mistakes} {noun} not taken.")
        ended_well = not (dialogue.troubles or (session and session.taken_over_by))
        if ended_well and (told := saved_words(session, "ragft-tui --plain resume")):
            teletype.warn(told)
    failed = dialogue.troubles or teletype.mistakes
    return status or (_FAILED if failed else 0)
