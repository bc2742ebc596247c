"""The commands that open the full screen."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ragft_tui.cli.chosen import Chosen
from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.store import paths
from ragft_tui.store.recent import recent
from ragft_tui.store.sample import demo_file

if TYPE_CHECKING:
    from ragft_tui.store.session import Session

__all__ = ["has_terminal", "run", "run_demo", "run_last", "run_new"]


def has_terminal() -> bool:
    """Tell whether a full screen can be shown: keys come from stdin, the picture goes to stderr."""
    streams = (sys.__stdin__, sys.__stderr__)
    return all(stream is not None and stream.isatty() for stream in streams)


def run(path: Path | None, chosen: Chosen, *, create: bool = False, greeting: str = "") -> None:
    """Show the full screen until the user leaves.

    Args:
        path: The project file; without one, the list of sessions is shown.
        chosen: What the user chose for all commands.
        create: Whether a file that is missing is started.
        greeting: What the hint line says until the first key.

    Raises:
        RagftError: Where there is no terminal, or the file cannot be opened or saved.
    """
    _need_terminal()
    # Textual takes a quarter of a second to import; a command without a screen never pays for it.
    from ragft_tui.tui.app import RagftApp
    from ragft_tui.tui.signals import SIGNAL_STATUS, on_end_signals, watch_terminal

    app = RagftApp(
        chosen.rulebook(),
        path,
        demo=demo_file,
        theme=chosen.theme,
        create=create,
        greeting=greeting,
        looking="--read-only was given" if chosen.read_only else "",
    )
    on_end_signals(app.save_now, app.end)
    watch_terminal()
    left = app.run()
    status = app.return_code or 0
    trouble = app.session.close() if app.session is not None else ""
    if status > SIGNAL_STATUS:
        _leave_by_signal(status, app.session, trouble)
    for told in app.troubles:
        _say(f"ragft-tui: {told}.")
    if trouble and app.session is not None:
        _say(f"ragft-tui: {paths.display(app.session.path)}: {trouble}.")
    if app.fault is not None:
        raise app.fault
    if status != 0 or left is None:
        # Textual ends with no status at all where its input failed.
        raise RagftError("ended before its time", advice="what was accepted is saved")
    if trouble or app.troubles:
        sys.exit(1)
    session = app.session
    if session is not None and not session.looking and session.path.exists():
        where = paths.display(session.path)
        _say(f"Saved in {where}. `ragft-tui resume` goes on where you left.")


def _leave_by_signal(status: int, session: Session | None, trouble: str) -> NoReturn:
    """Say what there is to say, and end with the status of a signal."""
    # The terminal may be gone, and whatever is left in buffers for it cannot be flushed.
    with suppress(OSError, ValueError):
        if session is not None:
            where = f"ragft-tui: {paths.display(session.path)}"
            if session.taken_over_by:
                _say(f"{where} was taken over by {session.taken_over_by}.")
            if trouble:
                _say(f"{where}: {trouble}.")
            elif not session.looking:
                _say("ragft-tui: everything is saved.")
    os._exit(status)


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def run_new(path: Path, chosen: Chosen) -> None:
    """Start a project in a file that must not exist yet.

    Raises:
        RagftError: Where it exists, or as `run` does.
    """
    if path.exists() or path.is_symlink():
        advice = f"`ragft-tui open {paths.display(path)}` opens it"
        raise UsageError("exists already", where=paths.display(path), advice=advice)
    run(path, chosen, create=True)


def run_demo(chosen: Chosen) -> None:
    """Open the sample, and say where it is kept.

    Raises:
        RagftError: Where it cannot be written, or as `run` does.
    """
    path = demo_file()
    run(path, chosen, greeting=f"A sample to try, kept in {paths.display(path)}")


def run_last(chosen: Chosen) -> None:
    """Open the session that was open last.

    Raises:
        RagftError: Where there is none, or as `run` does.
    """
    _need_terminal()
    sessions = [session for session in recent() if session.exists]
    if not sessions:
        raise UsageError("there is no session to resume", advice="`ragft-tui FILE` starts one")
    run(sessions[0].path, chosen)


def _need_terminal() -> None:
    if not has_terminal():
        raise UsageError(
            "a full screen needs a terminal on stdin and stderr",
            advice="`ragft-tui --help` tells what works without one",
        )
    if os.environ.get("TERM", "") == "dumb":
        raise UsageError("TERM=dumb cannot show a full screen", advice="set TERM to what you use")
