"""The full screen from its start to its last lines on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ragft_tui.core.errors import RagftError
from ragft_tui.core.text import count_noun
from ragft_tui.cycles import pause_search
from ragft_tui.session.farewell import farewell
from ragft_tui.session.signals import SIGNAL_STATUS, EndingSignals

if TYPE_CHECKING:
    from ragft_tui.session.config import RunConfig
    from ragft_tui.tui.app import RagftApp


def run_full_screen(path: Path | None, config: RunConfig, *, create: bool, greeting: str) -> None:
    """Show the full screen until the user leaves.

    Args:
        path: The project file; without one, the list of sessions is shown.
        config: The configuration of the run.
        create: Whether a file that is missing is started.
        greeting: What the hint line says until the first key.

    Raises:
        RagftError: If the file cannot be opened or saved.
    """
    # What is made until the first picture stays: to look for garbage among it takes a tenth of the
    # start, and a twentieth of all that follows. The app ends that pause.
    pause_search()
    # Textual takes a quarter of a second to import; a command without a screen never pays for it.
    from ragft_tui.terminal.input import watch_terminal
    from ragft_tui.terminal.state import restore_terminal
    from ragft_tui.tui.app import RagftApp

    app = RagftApp(config, path, create=create, greeting=greeting)
    left = None
    try:
        EndingSignals(app.save_now, app.end, restore_terminal)
        watch_terminal()
        left = app.run(mouse=config.settings.mouse)
    finally:
        # Whatever was raised, the shell has its terminal again, and the file has the work.
        try:
            restore_terminal()
        finally:
            if trouble := app.session.close() if app.session else None:
                app.troubles.append(trouble)
    _leave(app, left)


def _leave(app: RagftApp, left: str | None) -> None:
    """Print how it ended, and leave with the status of that.

    Args:
        app: The app that has run.
        left: Its result; `None` if it ended by itself.

    Raises:
        RagftError: If it ended unexpectedly.
        Exception: Whatever ended it.
    """
    status = app.return_code or 0
    by_signal = status > SIGNAL_STATUS
    failure = app.fault
    if failure is None and not by_signal and (status != 0 or left is None):
        # Textual ends with no status at all where its input failed.
        failure = RagftError("ended unexpectedly", advice="what was accepted is saved")
    words = farewell(
        None if failure and not by_signal else app.session,
        app.troubles,
        signal_status=status if by_signal else 0,
        not_taken=tuple(_not_taken(app)),
    )
    # The terminal may be gone, and whatever is left in buffers for it cannot be flushed.
    with suppress(*[OSError, ValueError] if by_signal else []):
        for line in words.lines:
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()
    if by_signal:
        os._exit(status)
    if failure is not None:
        raise failure
    if words.status:
        sys.exit(words.status)


def _not_taken(app: RagftApp) -> Iterator[str]:
    if late := app.key_order.too_late:
        yield f"{count_noun(late, 'key')} came too late to have an effect"
    if dropped := app.key_order.dropped:
        yield f"{count_noun(dropped, 'character was', 'characters were')} not taken"
