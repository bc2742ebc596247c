"""A signal saves where the system has nothing left: no thread, no file, no memory, no space."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

import pytest

from tests.pty.conftest import Start
from tests.support.disks import SmallDisk, need_disks
from tests.support.linux import linux_only
from tests.support.other_user import OtherUser
from tests.support.terminal import AT_REST, Terminal

pytestmark = [linux_only, pytest.mark.once]

PLAIN: Final = ("--plain",)


def no_threads(user: OtherUser, process: int) -> None:
    user.limit(process, nproc=1)


def no_files(user: OtherUser, process: int) -> None:
    """Allow no number that is not in use: whatever is opened next would get it."""
    used = {int(file.name) for file in Path(f"/proc/{process}/fd").iterdir()}
    user.limit(process, nofile=next(number for number in count() if number not in used))


def no_memory(user: OtherUser, process: int) -> None:
    """Allow no more than what is mapped."""
    pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[0])
    limits = {"as": pages * os.sysconf("SC_PAGE_SIZE")}
    user.limit(process, **limits)


@pytest.mark.parametrize(
    ("take", "number", "face"),
    [
        (no_threads, signal.SIGTERM, ()),
        (no_threads, signal.SIGHUP, PLAIN),
        (no_files, signal.SIGHUP, ()),
        (no_files, signal.SIGTERM, PLAIN),
        (no_memory, signal.SIGTERM, ()),
        (no_memory, signal.SIGHUP, PLAIN),
    ],
)
def test_a_signal_saves_what_was_typed(
    take: Callable[[OtherUser, int], None],
    number: signal.Signals,
    face: tuple[str, ...],
    start: Start,
    work: Path,
    tmp_path: Path,
) -> None:
    user = OtherUser()
    user.give(work, tmp_path / "home")
    with start(*face, "app.toml", wrap=[*user.run_as(), sys.executable]) as terminal:
        begin(terminal)
        take(user, terminal.pid)
        # Without memory, or without a file to import what follows the letters from, it may end by
        # itself, with status 1, before the signal is there.
        end(terminal, number, *([1] if take in (no_memory, no_files) else []))
    assert 'name = "Refund policy"' in (work / "app.toml").read_text("utf-8")
    assert [path.name for path in work.iterdir()] == ["app.toml"]


@pytest.mark.parametrize("face", [(), PLAIN], ids=["screen", "plain"])
def test_where_the_state_directory_is_full_the_project_is_saved(
    face: tuple[str, ...], start: Start, work: Path, tmp_path: Path
) -> None:
    need_disks(tmp_path / "home" / "state")
    with SmallDisk(tmp_path / "home" / "state", 64) as disk:
        disk.fill()
        enter = [*disk.enter, "env", f"--chdir={work}", sys.executable]
        with start(*face, "app.toml", wrap=enter) as terminal:
            begin(terminal)
            end(terminal, signal.SIGTERM)
    assert 'name = "Refund policy"' in (work / "app.toml").read_text("utf-8")
    assert [path.name for path in work.iterdir()] == ["app.toml"]


def begin(terminal: Terminal) -> None:
    terminal.wait_for("able to do")
    terminal.type("Refund policy")
    terminal.wait_for("Refund policy")
    if 1049 not in terminal.modes:
        terminal.press("enter")
        terminal.wait_for("Description")


def end(terminal: Terminal, number: signal.Signals, *others: int) -> None:
    terminal.signal(number)
    assert terminal.wait_exit() in {128 + number, *others}
    assert terminal.modes == AT_REST
