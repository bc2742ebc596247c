"""Plain mode from its first line to its last word, with the status to leave with."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from ragft_tui.plain.app import PlainApp
from ragft_tui.plain.console import Console, EndedBySignalError
from ragft_tui.session.config import RunConfig
from ragft_tui.session.farewell import farewell
from ragft_tui.session.signals import EndingSignals

_HUNG_UP: Final = 129
"""What the signal gives that tells of a terminal that is gone; some go without telling."""


def run(
    path: Path | None,
    console: Console,
    config: RunConfig,
    *,
    create: bool,
    greeting: str = "",
) -> int:
    """Talk until somebody leaves, no more lines come, or a signal asks for the end.

    Args:
        path: The project file; without one, the list of sessions is told.
        console: Where to talk.
        config: The configuration of the run.
        create: Whether a file that is missing is started.
        greeting: What is told first.

    Returns:
        0 where everything was done; 1 where lines of a file were not taken, or work is not in its
        file; 128 and the number of the signal that ended it.

    Raises:
        RagftError: Where the file cannot be opened.
        OSError: Where nothing takes the output any more; what was accepted is saved.
    """
    app = PlainApp(console, config)
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
    lines = f"{console.mistakes} {'line was' if console.mistakes == 1 else 'lines were'} not taken"
    last = farewell(
        session,
        app.troubles,
        resume="ragft-tui --plain resume",
        signal_status=status,
        not_taken=[lines] if console.mistakes else (),
        fails=True,
    )
    # Whoever hung up cannot be told anything.
    with suppress(*[OSError, ValueError] if status else []):
        if status:
            console.say("")  # the prompt, or what the terminal echoed of Ctrl+C, has no end
        for line in last.lines:
            console.warn(line)
    return last.status
