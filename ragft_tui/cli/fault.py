"""What the user is told when the program itself is at fault: one line, and none of their text."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Final

__all__ = ["FAULT_STATUS", "fault_line"]

FAULT_STATUS: Final = 70
"""The status for a fault of the program, as in sysexits.h."""


def fault_line(error: BaseException) -> str:
    """Return what to report of a fault: its kind and its place, without the values around it."""
    frames = traceback.extract_tb(error.__traceback__)
    package = Path(__file__).parent.parent.name
    ours = [frame for frame in frames if package in Path(frame.filename).parts]
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"the program has a fault ({type(error).__name__}{place}); please report it"
