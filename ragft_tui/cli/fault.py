"""What the user is told when the program itself is at fault: one line, and none of their text."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Final

FAULT_STATUS: Final = 70
"""The status for a fault of the program, as in sysexits.h."""


def fault_line(error: BaseException) -> str:
    """Keep a report of a fault, and return what to tell: its kind, its place, and the report."""
    from ragft_tui.storage.crashes import write_report
    from ragft_tui.storage.paths import display

    frames = traceback.extract_tb(error.__traceback__)
    package = Path(__file__).parent.parent.name
    ours = [frame for frame in frames if package in Path(frame.filename).parts]
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    report = write_report(error)
    attached = f" with {display(report)}, which holds none of your text" if report else ""
    return f"the program has a fault ({type(error).__name__}{place}); please report it{attached}"
