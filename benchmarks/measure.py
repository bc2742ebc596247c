"""What a command costs, and a line of figures."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def child(*command: str | Path) -> tuple[float, float, str]:
    """Return seconds of processor time, megabytes, and what a command prints."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        printed = process.stdout.read() if process.stdout else ""
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed


def tell(kind: str, name: str, figures: str, *, fits: bool) -> None:
    """Print a line of figures, and whether a bound was missed."""
    print(f"{kind} {name:30} {figures}{'' if fits else '  MISSED'}", flush=True)  # noqa: T201
