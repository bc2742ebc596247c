"""Plain mode on stdin and stdout."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.plain import Console
from ragft_tui.plain import run as talk
from ragft_tui.session.signals import SIGNAL_STATUS


def run(
    path: Path | None,
    *,
    rulebook: Rulebook | None,
    read_only_reason: str | None,
    by: str,
    encoding: str,
    create: bool,
    greeting: str,
) -> None:
    """Talk until the user leaves or no more lines come, and leave with the status of that.

    Args:
        path: The project file; without one, the list of sessions is told.
        rulebook: What to assess by; `None` leaves the choice to the project.
        read_only_reason: Why nothing may be changed; `None` where projects may be written.
        by: Who decides in reviews, as the settings say it.
        encoding: In which the keys of a terminal come.
        create: Whether a file that is missing is started.
        greeting: What is told first.

    Raises:
        RagftError: Where the file cannot be opened.
    """
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.isatty():
        sys.stdin.reconfigure(encoding=encoding)
    console = Console(sys.stdin or io.StringIO(), sys.stdout, sys.stderr)
    status = talk(
        path,
        console,
        rulebook=rulebook,
        create=create,
        read_only_reason=read_only_reason,
        greeting=greeting,
        by=by,
    )
    if status > SIGNAL_STATUS:
        os._exit(status)  # whoever hung up takes nothing that is left in buffers
    sys.exit(status)
