"""Ctrl+Z and its relatives: saved before the stop, and the screen as it was after it."""

from __future__ import annotations

import os
import re
import select
import shlex
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from tests.pty.conftest import SCRIPT, Start
from tests.support.keys import encode_key
from tests.support.terminal import AT_REST, TIMEOUT, Terminal

PROMPT: Final = "ready> "
FILE: Final = "app.toml"


@contextmanager
def shell(work: Path, environment: dict[str, str]) -> Iterator[Terminal]:
    """Run a shell that controls jobs, at its prompt."""
    env = environment | {"PS1": PROMPT, "PS2": "", "ENV": "", "HISTFILE": ""}
    with Terminal(["sh", "-i"], cwd=work, env=env) as terminal:
        terminal.wait_for(PROMPT.strip())
        yield terminal


def open_file(terminal: Terminal, work: Path) -> int:
    """Start the program at the prompt, type the first half of a name, and return the process."""
    tell = "echo $$ >pid; exec"
    line = f"sh -c '{tell} \"$0\" {FILE}' {shlex.quote(str(SCRIPT))}\r"
    terminal.send_bytes(line.encode())
    type_half(terminal)
    return int((work / "pid").read_text())


def type_half(terminal: Terminal) -> None:
    """Type the first half of a name in a new project."""
    terminal.wait_for("What must the application be able to do")
    terminal.type("Refund pol")
    terminal.wait_for("Refund pol")
    terminal.settle()


def type_rest(terminal: Terminal, work: Path) -> None:
    """Type the other half, leave, and look into the file."""
    terminal.wait_for("Refund pol")
    terminal.type("icy")
    terminal.wait_for("Refund policy")
    terminal.press("f10")
    terminal.wait_gone("Refund policy")
    assert terminal.modes == AT_REST
    assert 'name = "Refund policy"' in (work / FILE).read_text()


def wait_stopped(process: int) -> None:
    """Wait until the kernel has stopped a process, without taking what it sends."""
    deadline = time.monotonic() + TIMEOUT
    while Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "T":
        assert time.monotonic() < deadline
        select.select([], [], [], 0.01)


def fill(terminal: Terminal) -> None:
    """Write to the terminal until it takes no more: nobody reads what is on the way."""
    descriptor = os.open(terminal._process._tty, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        while True:
            os.write(descriptor, b"x")
    except BlockingIOError:
        os.close(descriptor)


def at_prompt(terminal: Terminal) -> None:
    """Check that the shell has the terminal back as it was before."""
    prompt = re.compile(rf"{PROMPT.strip()}\s*\Z")
    terminal.wait_for(prompt)
    assert terminal.modes == AT_REST
    # Not run yet: only a terminal that echoes shows it.
    terminal.send_bytes(b"echo $((6*7))")
    terminal.wait_for("echo $((6*7))")
    terminal.send_bytes(b"\r")
    terminal.wait_for(re.compile("^42$", re.MULTILINE))
    terminal.wait_for(prompt)


def picture(terminal: Terminal) -> str:
    """Return the screen without what it says of saving."""
    terminal.settle()
    return re.sub(
        r" *(saving|saved( \d\d:\d\d)?|new file)$", "", terminal.screen_text(), flags=re.MULTILINE
    )


@pytest.mark.parametrize("how", ["alt+z", "signal"])
def test_it_is_saved_before_the_stop_and_fg_brings_the_screen_as_it_was(
    how: str, work: Path, environment: dict[str, str]
) -> None:
    with shell(work, environment) as terminal:
        process = open_file(terminal, work)
        before, modes = picture(terminal), terminal.modes
        if how == "signal":
            os.kill(process, signal.SIGTSTP)
        else:
            terminal.press("alt+z")
        at_prompt(terminal)
        assert 'name = "Refund pol"' in (work / FILE).read_text()
        terminal.send_bytes(b"fg\r")
        terminal.wait_for("Refund pol")
        assert picture(terminal) == before
        assert terminal.modes == modes
        type_rest(terminal, work)
        at_prompt(terminal)


def test_ctrl_z_undoes_in_a_field_of_text_and_stops_elsewhere(
    work: Path, environment: dict[str, str]
) -> None:
    with shell(work, environment) as terminal:
        open_file(terminal, work)
        terminal.press("ctrl+z")
        terminal.wait_gone("pol")
        terminal.wait_for("Refund")
        terminal.press("ctrl+y")
        terminal.wait_for("Refund pol")
        terminal.press("f2")
        terminal.wait_for("Verdict")
        terminal.press("ctrl+z")
        at_prompt(terminal)
        terminal.send_bytes(b"fg\r")
        terminal.wait_for("Verdict")
        terminal.press("f10")
        terminal.wait_gone("Verdict")


def test_from_the_description_it_stops_too_and_the_window_may_change_meanwhile(
    work: Path, environment: dict[str, str]
) -> None:
    with shell(work, environment) as terminal:
        open_file(terminal, work)
        terminal.press("tab")
        terminal.type("Quotes")
        terminal.press("alt+z")
        at_prompt(terminal)
        terminal.resize(100, 30)
        terminal.send_bytes(b"fg\r")
        terminal.wait_for("Quotes")
        terminal.wait_until(lambda _: "F1 keys" in terminal.line(29), "the hints are below")
        terminal.press("shift+tab")
        type_rest(terminal, work)


def test_continued_in_the_background_it_waits_for_the_foreground(
    work: Path, environment: dict[str, str]
) -> None:
    with shell(work, environment) as terminal:
        process = open_file(terminal, work)
        terminal.press("alt+z")
        at_prompt(terminal)
        terminal.send_bytes(b"bg\r")
        # The shell tells of it only when it is asked for another prompt.
        for _ in range(100):
            terminal.send_bytes(b"\r")
            terminal.settle(0.05)
            if "Stopped (tty output)" in terminal.screen_text():
                break
        wait_stopped(process)
        assert terminal.modes == AT_REST
        at_prompt(terminal)
        terminal.send_bytes(b"fg\r")
        type_rest(terminal, work)


def test_started_in_the_background_it_waits_for_the_foreground(
    work: Path, environment: dict[str, str]
) -> None:
    with shell(work, environment) as terminal:
        terminal.send_bytes(f"{shlex.quote(str(SCRIPT))} {FILE} & echo $! >pid\r".encode())
        terminal.wait_until(lambda _: (work / "pid").exists(), "it is started")
        wait_stopped(int((work / "pid").read_text()))
        at_prompt(terminal)
        terminal.send_bytes(b"fg\r")
        type_half(terminal)
        type_rest(terminal, work)
        at_prompt(terminal)


@pytest.mark.parametrize("how", ["alt+z", "signal"])
def test_where_no_shell_could_bring_it_back_it_goes_on_and_says_so(
    how: str, start: Start, work: Path
) -> None:
    with start(FILE) as terminal:
        type_half(terminal)
        before = terminal.modes
        if how == "signal":
            terminal.signal(signal.SIGTSTP)
        else:
            terminal.press("alt+z")
        terminal.wait_for("Cannot suspend here: no shell would bring it back.")
        assert terminal.modes == before
        assert 'name = "Refund pol"' in (work / FILE).read_text()
        type_rest(terminal, work)


def test_after_a_stop_that_it_could_not_see_everything_is_drawn_again(
    start: Start, work: Path
) -> None:
    with start(FILE) as terminal:
        type_half(terminal)
        terminal.signal(signal.SIGSTOP)
        mark = terminal.mark()
        terminal.signal(signal.SIGCONT)
        terminal.wait_until(
            lambda _: b"Refund pol" in terminal.bytes_since(mark), "the name is drawn again"
        )
        type_rest(terminal, work)


def test_a_terminal_that_takes_nothing_does_not_keep_it_from_stopping(
    work: Path, environment: dict[str, str]
) -> None:
    with shell(work, environment) as terminal:
        process = open_file(terminal, work)
        fill(terminal)
        os.write(terminal._process._master, encode_key("f1"))
        os.write(terminal._process._master, encode_key("alt+z"))
        wait_stopped(process)
        assert 'name = "Refund pol"' in (work / FILE).read_text()
        at_prompt(terminal)
        terminal.send_bytes(b"fg\r")
        terminal.wait_for("Esc close")
        terminal.press("f1")
        type_rest(terminal, work)


def test_a_session_that_was_suspended_can_be_taken_over(
    work: Path, environment: dict[str, str], start: Start
) -> None:
    with shell(work, environment) as terminal:
        open_file(terminal, work)
        terminal.press("alt+z")
        terminal.wait_for("Stopped")
        with start(FILE) as other:
            other.wait_for("In use")
            other.press("2", "enter")
            type_rest(other, work)
