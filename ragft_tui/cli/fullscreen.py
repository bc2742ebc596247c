"""The full screen, from its opening to the last word on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ragft_tui.core.errors import RagftError
from ragft_tui.session.signals import SIGNAL_STATUS, EndingSignals
from ragft_tui.session.status import saved_words
from ragft_tui.storage import paths

if TYPE_CHECKING:
    from ragft_tui.core.rulebook.model import Rulebook
    from ragft_tui.session.session import Session
    from ragft_tui.storage.settings import ChosenSettings
    from ragft_tui.terminal.profile import TerminalProfile
    from ragft_tui.tui.app import RagftApp


def run(
    path: Path | None,
    *,
    rulebook: Rulebook | None,
    settings: ChosenSettings,
    profile: TerminalProfile,
    create: bool,
    greeting: str,
    read_only_reason: str,
) -> None:
    """Show the full screen until the user leaves.

    Args:
        path: The project file; without one, the list of sessions is shown.
        rulebook: What to assess by; `None` leaves the choice to the project.
        settings: What the user chose once.
        profile: What the terminal can show.
        create: Whether a file that is missing is started.
        greeting: What the hint line says until the first key.
        read_only_reason: Why nothing may be changed; empty where projects are opened to be written.

    Raises:
        RagftError: Where the file cannot be opened or saved.
    """
    # Textual takes a quarter of a second to import; a command without a screen never pays for it.
    from ragft_tui.terminal.input import watch_terminal
    from ragft_tui.terminal.state import restore_terminal
    from ragft_tui.tui.app import RagftApp

    app = RagftApp(
        rulebook,
        path,
        settings=settings,
        profile=profile,
        create=create,
        greeting=greeting,
        read_only_reason=read_only_reason,
    )
    left, trouble = None, ""
    try:
        EndingSignals(app.save_now, app.end, restore_terminal)
        watch_terminal()
        left = app.run(mouse=settings.values.mouse)
    finally:
        # Whatever was raised, the shell has its terminal again, and the file has the work.
        try:
            restore_terminal()
        finally:
            trouble = app.session.close() if app.session else ""
    _farewell(app, left, trouble)


def _farewell(app: RagftApp, left: str | None, trouble: str) -> None:
    """Say how it ended, and leave with the status of that.

    Args:
        app: What was run.
        left: Its result; `None` where it ended by itself.
        trouble: What became of the work where it is not in its file.

    Raises:
        RagftError: Where it ended before its time.
        Exception: Whatever ended it.
    """
    status = app.return_code or 0
    told = [*app.troubles]
    if late := app.key_order.too_late:
        told.append(f"{late:,} {'key' if late == 1 else 'keys'} came too late to have an effect")
    if dropped := app.key_order.dropped:
        told.append(
            f"{dropped:,} {'character was' if dropped == 1 else 'characters were'} not taken"
        )
    if status > SIGNAL_STATUS:
        _leave_by_signal(status, app.session, trouble, told)
    for words in told:
        _say(f"ragft-tui: {words}.")
    if trouble and app.session is not None:
        _say(f"ragft-tui: {paths.display(app.session.path)}: {trouble}.")
    if app.fault is not None:
        raise app.fault
    if status != 0 or left is None:
        # Textual ends with no status at all where its input failed.
        raise RagftError("ended before its time", advice="what was accepted is saved")
    if trouble or app.troubles:
        sys.exit(1)
    if saved := saved_words(app.session, "ragft-tui resume"):
        _say(saved)


def _leave_by_signal(
    status: int, session: Session | None, trouble: str, told: Iterable[str]
) -> NoReturn:
    """Say what there is to say, and end with the status of a signal."""
    # The terminal may be gone, and whatever is left in buffers for it cannot be flushed.
    with suppress(OSError, ValueError):
        for words in told:
            _say(f"ragft-tui: {words}.")
        if session is not None:
            where = f"ragft-tui: {paths.display(session.path)}"
            if session.taken_over_by:
                _say(f"{where} was taken over by {session.taken_over_by}.")
            if trouble:
                _say(f"{where}: {trouble}.")
            elif not session.read_only_reason:
                _say("ragft-tui: everything is saved.")
    os._exit(status)


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
