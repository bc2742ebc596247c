"""What is forked for journeys is to the kernel what users start."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Final

import pytest

from tests.pty.conftest import SCRIPT, Start
from tests.support.linux import linux_only
from tests.support.terminal import Terminal

pytestmark = [linux_only, pytest.mark.once]

_VALID: Final = sum(1 << (number - 1) for number in signal.valid_signals())
"""The signals that are no business of the C library's own."""


def seen_by_kernel(process: int) -> dict[str, object]:
    """Return what the kernel has of a process, but for numbers that differ with each start."""
    proc = Path(f"/proc/{process}")
    status = dict(line.split(":", 1) for line in (proc / "status").read_text("utf-8").splitlines())
    return {
        "parent": int(status["PPid"]),
        "leads": (os.getsid(process), os.getpgid(process)) == (process, process),
        "cwd": (proc / "cwd").readlink(),
        "threads": int(status["Threads"]),
        "terminals": sum("/pts/" in name for name in open_files(process)),
        **{name: int(status[name], 16) & _VALID for name in ("SigBlk", "SigIgn", "SigCgt")},
    }


def open_files(process: int) -> list[str]:
    return [str(link.readlink()) for link in Path(f"/proc/{process}/fd").iterdir()]


def opened(terminal: Terminal) -> dict[str, object]:
    terminal.wait_for("What must the application be able to do")
    terminal.settle()
    return seen_by_kernel(terminal.pid)


@pytest.mark.usefixtures("warm")
def test_what_is_forked_is_to_the_kernel_as_what_is_started(
    start: Start, work: Path, environment: dict[str, str]
) -> None:
    with Terminal([str(SCRIPT), "app.toml"], cwd=work, env=environment) as started:
        expected, files = opened(started), open_files(started.pid)
        started.press("f10")
        status = started.wait_exit()
    with start("app.toml") as forked:
        assert opened(forked) == expected
        assert len(open_files(forked.pid)) <= len(files)
        forked.press("f10")
        assert forked.wait_exit() == status == 0
        assert forked.screen_text() == started.screen_text()
