"""The plain mode in a terminal: over ssh, left in every way, and together with the full screen."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pexpect
import pytest

from tests.pty.conftest import SCRIPT, Start
from tests.support.sshd import Server, need_ssh, ssh_server
from tests.support.terminal import TIMEOUT, Terminal

PROGRAM: Final = (str(SCRIPT), "--plain")
NAME: Final = "Refund policy"
DESCRIPTION: Final = "Quotes the current refund policy and links the clause."
NOT_TEXT: Final = re.compile(r"[^\n -~\xa0-\U0010ffff]")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    need_ssh()
    with ssh_server(tmp_path_factory.mktemp("ssh"), keeps_asking=False) as server:
        yield server


class Caller:
    """Somebody who talks to the program over ssh, and keeps all that came."""

    def __init__(self, server: Server, work: Path, environment: dict[str, str]) -> None:
        command = ["env", "-i", "-C", str(work), *(f"{k}={v}" for k, v in environment.items())]
        client, *words = server.client(server.port, shlex.join([*command, str(SCRIPT), "app.toml"]))
        self._talk = pexpect.spawn(
            client, words, env=environment, encoding="utf-8", timeout=TIMEOUT
        )
        self.heard = ""

    def hear(self, expected: str) -> None:
        """Wait for a text; line ends count as spaces, for lines are wrapped."""
        self._talk.expect(r"\s+".join(re.escape(word) for word in expected.split()))
        self.heard += self._talk.before + self._talk.after

    def type(self, line: str, answer: str) -> None:
        """Type a line and wait for an answer."""
        self._talk.sendline(line)
        self.hear(answer)

    def leave(self) -> None:
        """Leave, and wait for the end."""
        self._talk.sendline("quit")
        self._talk.expect(pexpect.EOF)
        self.heard += self._talk.before
        self._talk.close()
        assert self._talk.exitstatus == 0


def with_the_full_screen(terminal: Terminal, *steps: tuple[tuple[str, ...], str]) -> None:
    """Press keys and wait for what they lead to, then leave."""
    for keys, expected in steps:
        for key in keys:
            if len(key) > 10:
                terminal.type(key)
                terminal.wait_for(key.split()[-1])  # in one read with others it would be a paste
            else:
                terminal.press(key)
        terminal.wait_for(expected)
    terminal.press("f10")
    assert terminal.wait_exit() == 0


def test_an_interview_over_ssh_and_on_the_full_screen_by_turns_is_the_same_file_as_on_one_of_them(
    start: Start, work: Path, environment: dict[str, str], server: Server
) -> None:
    dumb = environment | {"TERM": "dumb"}
    first = Caller(server, work, dumb)
    first.hear("Name:")
    first.type(NAME, "Description:")
    first.type(DESCRIPTION, "Volatility, about")
    first.type("3 because Legal, 3 May", "Citations, about")
    first.leave()
    with start("app.toml") as terminal:
        terminal.wait_for("Citations · about")
        with_the_full_screen(terminal, (("3", "enter"), "Tone · about"))
    second = Caller(server, work, dumb)
    second.hear("Tone, about")
    second.type("no", "Verdict still: retrieval, lean.")
    second.type("review", "Decisions are signed: ada. 1. Refund policy: retrieval, lean")
    second.type("accept", "Refund policy: accepted, retrieval, lean, by ada.")
    second.leave()
    for caller in (first, second):
        assert not NOT_TEXT.search(caller.heard.replace("\r\n", "\n")), repr(caller.heard)

    with start("other.toml") as terminal:
        with_the_full_screen(
            terminal,
            ((), "What must the application be able to do"),
            ((NAME, "enter", DESCRIPTION, "enter"), "Volatility · about"),
            (("3", "b"), "Enter keep it"),
            (("Legal, 3 May", "enter", "enter"), "Citations · about"),
            (("3", "enter"), "Tone · about"),
            (("1", "enter"), "Good prompt · about"),
            (("f2",), "0 of 1 decided"),
            (("a",), "1 of 1 decided"),
        )
    one, other = ((work / name).read_text() for name in ("app.toml", "other.toml"))
    assert one.replace('"App"', '"Other"') == other


@contextmanager
def talking(work: Path, environment: dict[str, str]) -> Iterator[Terminal]:
    """Talk in a terminal that could draw, and audit what it was sent."""
    with Terminal([*PROGRAM, "app.toml"], cwd=work, env=environment) as terminal:
        yield terminal
    assert not NOT_TEXT.search(terminal.raw.decode().replace("\r\n", "\n")), terminal.raw


ENDS: Final = {
    "SIGHUP": lambda terminal: terminal.signal(signal.SIGHUP),
    "SIGTERM": lambda terminal: terminal.signal(signal.SIGTERM),
    "SIGINT": lambda terminal: terminal.press("ctrl+c"),
    "SIGQUIT": lambda terminal: terminal.press("ctrl+\\"),
    "hang-up": lambda terminal: terminal.hang_up(),
}
"""Ways to be ended, by signal."""


@pytest.mark.parametrize("way", ENDS)
def test_however_it_is_ended_all_that_came_is_saved(
    way: str, work: Path, environment: dict[str, str]
) -> None:
    with talking(work, environment) as terminal:
        terminal.wait_for("Name:")
        terminal.type(f"{NAME}\n")
        terminal.wait_for("Description:")
        terminal.type("<<\nFirst line.\nSecond line.\n")
        terminal.wait_for("Line: Line: Line:")
        ENDS[way](terminal)
        number = getattr(signal, way.replace("hang-up", "SIGHUP"))
        assert terminal.wait_exit() == 128 + number
        if way != "hang-up":
            assert "Everything is saved in app.toml." in terminal.screen_text()
    (item,) = tomllib.loads((work / "app.toml").read_text())["capabilities"]
    assert item["draft"] == {"name": NAME, "description": "First line.\nSecond line."}
    assert not list(work.glob(".ragft-*"))


def test_the_end_of_the_input_leaves_in_peace(work: Path, environment: dict[str, str]) -> None:
    with talking(work, environment) as terminal:
        terminal.wait_for("Name:")
        terminal.type(f"{NAME}\n")
        terminal.wait_for("Description:")
        terminal.press("ctrl+d")
        assert terminal.wait_exit() == 0
        assert "\nEverything is saved in app.toml." in terminal.screen_text()


def test_a_terminal_that_takes_no_output_cannot_hold_it_up(
    work: Path, environment: dict[str, str]
) -> None:
    with talking(work, environment) as terminal:
        terminal.wait_for("Name:")
        terminal.type(f"{NAME}\n{DESCRIPTION}\n")
        terminal.wait_for("Answer:")
        terminal.press("ctrl+s")
        terminal.type("daily\n")
        file = work / "app.toml"
        # Nothing comes that could be waited for.
        while not (file.exists() and "daily" in file.read_text()):
            terminal.settle(0.02)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_exit(5) == 128 + signal.SIGTERM
    (item,) = tomllib.loads(file.read_text())["capabilities"]
    assert item["answers"] == {"volatility": "daily"}


def test_a_terminal_that_goes_without_a_signal_ends_it(
    work: Path, environment: dict[str, str]
) -> None:
    leader, follower = os.openpty()
    command = [*PROGRAM, "app.toml"]
    with subprocess.Popen(
        command,
        cwd=work,
        env=environment,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
    ) as program:
        os.close(follower)
        heard = b""
        while not heard.endswith(b"Name: "):
            heard += os.read(leader, 4096)
        os.write(leader, f"{NAME}\n".encode())
        while not heard.endswith(b"Description: "):
            heard += os.read(leader, 4096)
        os.close(leader)
        assert program.wait(TIMEOUT) == 128 + signal.SIGHUP
    assert NAME in (work / "app.toml").read_text()


def test_a_file_of_lines_drives_it_and_its_mistakes_are_counted(
    work: Path, environment: dict[str, str]
) -> None:
    lines = f"{NAME}\n{DESCRIPTION}\nhourly\ndaily\nreview\naccept\n"
    done = subprocess.run(
        [*PROGRAM, "--by", "Grace", "app.toml"],
        cwd=work,
        env=environment,
        input=lines,
        capture_output=True,
        text=True,
        check=False,
        timeout=TIMEOUT,
    )
    assert done.returncode == 1
    told, _, last = done.stderr.rpartition("Everything is saved in app.toml. ")
    # A path with a space is quoted, as a shell needs it.
    assert re.search(r"ragft-tui'? --plain open app.toml` continues where you left off.\n$", last)
    assert told == (
        'ragft-tui: line 3: "hourly" is not one of the options; it can be "static", "monthly", '
        '"weekly", "daily", "realtime" or "unknown"\n'
        "ragft-tui: 1 line was not taken.\n"
    )
    assert not NOT_TEXT.search(done.stdout)
    assert "Refund policy: accepted, retrieval, lean, by Grace." in done.stdout


def test_a_screen_reader_is_talked_to_without_an_option(start: Start) -> None:
    with start("app.toml", ACCESSIBLE="1") as terminal:
        terminal.wait_for("Name:")
        terminal.type("quit\n")
        assert terminal.wait_exit() == 0
        assert b"\x1b" not in terminal.raw


def test_it_is_taken_over_by_another_session_and_takes_over_itself(
    work: Path, environment: dict[str, str]
) -> None:
    with talking(work, environment) as first:
        first.wait_for("Name:")
        first.type(f"{NAME}\n")
        first.wait_for("Description:")
        while not (work / "app.toml").exists():
            first.settle(0.02)
        with talking(work, environment) as second:
            second.wait_for("Choose:")
            assert "is in use by ada in terminal" in second.screen_text()
            second.type("2\n")
            second.wait_for(f'Name so far: "{NAME}"')
            assert first.wait_exit(5) == 128 + signal.SIGHUP
            assert "app.toml was taken over by ada in terminal" in first.screen_text()
            second.type("quit\n")
            assert second.wait_exit() == 0
