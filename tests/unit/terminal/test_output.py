"""What is to be shown goes out in its order, and a terminal that is stuck holds up nobody."""

from __future__ import annotations

import os
import select
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from ragft_tui.terminal.output import Output
from ragft_tui.terminal.state import LEAVE_SEQUENCE, restore_terminal, take_terminal

LIMIT = 32 * 1024
FRAME = 200_000
"""More than a terminal takes that nobody reads."""


@dataclass
class Screen:
    """A terminal with an output; nothing is read until it is asked for."""

    user: int
    program: int
    output: Output
    drawn_anew: threading.Event = field(default_factory=threading.Event)

    def read_until(self, end: bytes) -> bytes:
        """Read until something comes."""
        read = bytearray()
        while not read.endswith(end):
            assert select.select([self.user], [], [], 10)[0], bytes(read[-200:])
            read += os.read(self.user, 1 << 16)
        return bytes(read)


@pytest.fixture
def screen() -> Iterator[Screen]:
    """Give a terminal that is taken."""
    user, program = os.openpty()
    take_terminal(program, program)
    drawn_anew = threading.Event()
    output = Output(program, drawn_anew.set)
    yield Screen(user, program, output, drawn_anew)
    output.stop()
    restore_terminal()
    os.close(user)
    os.close(program)


def test_everything_is_sent_in_its_order(screen: Screen) -> None:
    for number in range(200):
        screen.output.write(f"{number},")
    screen.output.write("退款\udc80.")
    expected = "".join(f"{number}," for number in range(200)) + "退款?."
    assert screen.read_until(b".") == expected.encode()
    screen.output.drain(10)


def test_a_terminal_that_is_stuck_holds_up_nobody_and_is_drawn_anew_later(screen: Screen) -> None:
    begun = time.monotonic()
    screen.output.write("x" * FRAME)
    while select.select([], [screen.program], [], 0)[1]:
        continue
    for _ in range(1000):
        screen.output.write("y" * 1000)
    screen.output.drain(0.05)
    assert time.monotonic() - begun < 1
    assert not screen.drawn_anew.is_set()
    screen.output.write("end.")
    read = screen.read_until(b"end.")
    assert screen.drawn_anew.wait(10)
    assert len(read) - FRAME < 4 * LIMIT


def test_what_was_copied_last_comes_though_the_frames_around_it_are_dropped(screen: Screen) -> None:
    screen.output.write("x" * FRAME)
    while select.select([], [screen.program], [], 0)[1]:
        continue
    screen.output.write("\x1b]52;c;Zmlyc3Q=\x07")
    screen.output.write("\x1b]52;c;bGFzdA==\x07")
    for _ in range(1000):
        screen.output.write("y" * 1000)
    screen.output.write("end.")
    read = screen.read_until(b"end.")
    assert read.count(b"\x1b]52;") == 1
    assert read.count(b"\x1b]52;c;bGFzdA==\x07") == 1


def test_nothing_is_sent_to_a_terminal_that_was_given_back(screen: Screen) -> None:
    restore_terminal()
    screen.output.write("a frame over the prompt")
    screen.output.drain(10)
    assert screen.read_until(LEAVE_SEQUENCE.encode()) == LEAVE_SEQUENCE.encode()
    assert not select.select([screen.user], [], [], 0.05)[0]


def test_a_terminal_that_is_gone_is_no_fault(screen: Screen) -> None:
    os.dup2(os.open(os.devnull, os.O_RDWR), screen.user)
    screen.output.write("x")
    screen.output.drain(10)
    screen.output.write("y")
    screen.output.drain(10)
