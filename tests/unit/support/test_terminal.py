"""A terminal for tests, tried with small real programs."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

ENV = {"PATH": os.defpath, "LANG": "C.UTF-8"}


def shell(script: str, cwd: Path, *, cols: int = 80, rows: int = 24) -> Terminal:
    return Terminal(["sh", "-c", script], cwd=cwd, env=ENV, cols=cols, rows=rows)


def python(script: str, cwd: Path) -> Terminal:
    return Terminal([sys.executable, "-I", "-S", "-c", script], cwd=cwd, env=ENV)


def test_the_program_starts_with_the_directory_environment_and_size_it_was_given(
    tmp_path: Path,
) -> None:
    with Terminal(["env"], cwd=tmp_path, env=ENV, term="vt100") as terminal:
        assert terminal.wait_exit() == 0
    expected = {**ENV, "TERM": "vt100"}
    assert dict(line.split("=", 1) for line in terminal.screen_text().split()) == expected
    with shell("stty size; pwd", tmp_path, cols=132, rows=43) as terminal:
        assert terminal.wait_exit() == 0
    assert terminal.line(0) == "43 132"
    assert tmp_path.name in terminal.screen_text()


def test_the_terminal_controls_a_session_of_its_own(tmp_path: Path) -> None:
    script = """
import os
assert os.getsid(0) == os.getpid() == os.tcgetpgrp(0)
open("/dev/tty", "w").write("through the controlling terminal")
"""
    with python(script, tmp_path) as terminal:
        terminal.wait_for("through the controlling terminal")
        assert terminal.wait_exit() == 0


def test_waiting_sees_what_appears_and_what_goes_away(tmp_path: Path) -> None:
    script = r"""echo before; read line; printf '\033[H\033[Jafter %s' "$line"; cat"""
    with shell(script, tmp_path) as terminal:
        terminal.wait_for("before")
        terminal.type("that")
        terminal.press("enter")
        terminal.wait_gone("before")
        terminal.wait_for(re.compile(r"^after (this|that)$", re.MULTILINE))
        terminal.wait_until(lambda text: text.splitlines()[0] == "after that")
        assert terminal.cursor == (10, 0, False)


def test_a_failed_wait_shows_the_screen_and_how_the_program_ended(tmp_path: Path) -> None:
    with (
        shell("echo no such luck; exit 3", tmp_path) as terminal,
        pytest.raises(AssertionError, match="shows 'luck!'") as caught,
    ):
        terminal.wait_for("luck!")
    assert "ended with status 3" in str(caught.value)
    assert "\nno such luck\n" in str(caught.value)


def test_a_wait_in_vain_ends(tmp_path: Path) -> None:
    with shell("cat", tmp_path) as terminal:
        with pytest.raises(
            AssertionError, match=r"within 0\.01 s: the screen shows /x\+/\n.* runs"
        ):
            terminal.wait_for(re.compile("x+"), timeout=0.01)
        with pytest.raises(AssertionError, match="the program ends"):
            terminal.wait_exit(timeout=0.01)


@pytest.mark.parametrize(
    ("script", "status"),
    [("exit 0", 0), ("exit 7", 7), ("kill -TERM $$", 143), ("exec no-such-program", 127)],
)
def test_the_exit_status_is_that_of_a_shell(script: str, status: int, tmp_path: Path) -> None:
    with shell(script, tmp_path) as terminal:
        assert terminal.wait_exit() == status
    assert terminal.wait_exit() == status, "also when all is over"


def test_the_last_output_is_not_lost(tmp_path: Path) -> None:
    with shell("seq 5000; printf last", tmp_path) as terminal:
        assert terminal.wait_exit() == 0
        assert terminal.line(-1) == "last"
        assert terminal.raw.count(b"\n") == 5000


def test_a_signal_reaches_the_program(tmp_path: Path) -> None:
    with shell("echo ready; exec cat", tmp_path) as terminal:
        terminal.wait_for("ready")
        terminal.signal(signal.SIGKILL)
        assert terminal.wait_exit() == 128 + signal.SIGKILL
        terminal.signal(signal.SIGTERM)


def test_ctrl_c_interrupts_also_if_the_tests_run_in_the_background(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with shell("echo ready; exec cat", tmp_path) as terminal:
            terminal.wait_for("ready")
            terminal.press("ctrl+c")
            assert terminal.wait_exit() == 128 + signal.SIGINT
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_program_can_end_well_when_the_line_drops(tmp_path: Path) -> None:
    script = """
import signal, sys
signal.signal(signal.SIGHUP, lambda *_: (open("saved", "w").write("all of it"), sys.exit(5)))
print("ready", flush=True)
signal.pause()
"""
    with python(script, tmp_path) as terminal:
        terminal.wait_for("ready")
        terminal.hang_up()
        assert terminal.wait_exit() == 5
    assert (tmp_path / "saved").read_text() == "all of it"
    assert terminal.line(0) == "ready", "the last screen stays"


def test_a_resize_reaches_the_program(tmp_path: Path) -> None:
    script = """
import os, signal
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGWINCH})  # none is missed before it waits
print("ready", flush=True)
while signal.sigwait({signal.SIGWINCH}):
    os.write(1, b"%d by %d" % os.get_terminal_size())
"""
    with python(script, tmp_path) as terminal:
        terminal.wait_for("ready")
        terminal.resize(40, 15)
        terminal.wait_for("40 by 15")
        assert len(terminal.screen_text().split("\n")) == 15


READER = """
import os, sys, tty
tty.setraw(0)
print(sys.argv[-1] + "ready", end="\\r\\n", flush=True)
while True: print(os.read(0, 4096), end="\\r\\n", flush=True)
"""
"""Shows the bytes that it gets, as they come."""


def test_keys_arrive(tmp_path: Path) -> None:
    with python(READER, tmp_path) as terminal:
        terminal.wait_for("ready")
        terminal.press("f10")
        terminal.wait_for(r"b'\x1b[21~'")
        terminal.type("žluť")
        terminal.wait_for(r"b'\xc5\xbelu\xc5\xa5'")


def test_an_escape_does_not_join_the_next_key(tmp_path: Path) -> None:
    with python(READER, tmp_path) as terminal:
        terminal.wait_for("ready")
        terminal.press("esc", "x")
        terminal.wait_for(re.compile(r"^b'\\x1b'\nb'x'$", re.MULTILINE))


def test_a_paste_is_bracketed_for_a_program_that_wants_it(tmp_path: Path) -> None:
    with python(READER, tmp_path) as terminal:
        terminal.wait_for("ready")
        terminal.paste("one\ntwo")
        terminal.wait_for(r"b'one\rtwo'")
    wanting = READER.replace("sys.argv[-1]", repr("\x1b[?2004h"))
    with python(wanting, tmp_path) as terminal:
        terminal.wait_for("ready")
        assert 2004 in terminal.modes
        terminal.paste("one\ntwo")
        terminal.wait_for(r"b'\x1b[200~one\rtwo\x1b[201~'")


def test_typing_more_than_the_terminal_holds_does_not_block(tmp_path: Path) -> None:
    # Both directions together hold less than this: a terminal that only wrote would never end.
    text = "".join(f"{number:07}\n" for number in range(25_000))
    with shell(f"stty raw -echo; echo ready; head -c {len(text)}", tmp_path) as terminal:
        terminal.wait_for("ready")
        mark = terminal.mark()
        terminal.type(text)
        assert terminal.wait_exit() == 0
        assert terminal.bytes_since(mark).decode().strip() == text.strip()


def test_typing_to_a_program_that_ended_fails(tmp_path: Path) -> None:
    with shell("exit 4", tmp_path) as terminal:
        terminal.wait_exit()
        with pytest.raises(AssertionError, match=r"reads b'y'\nthe program ended with status 4"):
            terminal.press("y")


def test_settling_waits_for_a_pause(tmp_path: Path) -> None:
    with shell("printf one; cat", tmp_path) as terminal:
        terminal.wait_for("one")
        mark = terminal.mark()
        terminal.settle(quiet=0.02)
        assert terminal.bytes_since(mark) == b""
    with (
        shell("yes", tmp_path) as terminal,
        pytest.raises(AssertionError, match="no output for 1 s"),
    ):
        terminal.settle(quiet=1, timeout=0.01)


def test_nothing_outlives_the_terminal(tmp_path: Path) -> None:
    def fail_meanwhile() -> None:
        script = "trap '' HUP INT TERM; exec 9>alive; sleep 1000 & echo ready; sleep 1000"
        with shell(script, tmp_path) as terminal:
            terminals.append(terminal)
            terminal.wait_for("ready")
            raise RuntimeError("meanwhile")

    terminals: list[Terminal] = []
    os.mkfifo(tmp_path / "alive")
    pipe = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(RuntimeError, match="meanwhile"):
            fail_meanwhile()
        # The programs hold the pipe open: it ends when the last of them has.
        assert select.select([pipe], [], [], 20)[0]
        assert os.read(pipe, 1) == b""
    finally:
        os.close(pipe)
    assert terminals[0].closed
    assert terminals[0].wait_exit() == 128 + signal.SIGKILL
    with pytest.raises(ChildProcessError):
        os.waitpid(terminals[0]._process.pid, os.WNOHANG)


def test_styles_of_what_is_shown_can_be_asked_for(tmp_path: Path) -> None:
    with shell(r"printf 'plain \033[1;7;31mloud\033[m'", tmp_path) as terminal:
        assert terminal.wait_exit() == 0
    assert not terminal.cell_of("plain").bold
    loud = terminal.cell_of("loud")
    assert (loud.text, loud.bold, loud.reverse, loud.foreground) == ("l", True, True, "red")
    assert terminal.cell(6, 0) == loud
    with pytest.raises(AssertionError, match="'silent' is not on the screen"):
        terminal.cell_of("silent")
