"""What is typed at a terminal is delivered, and its end is told once."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from textual import events
from textual.message import Message

from ragft_tui.tui.input_thread import InputThread
from ragft_tui.tui.terminal_state import give_back_terminal, take_terminal


@dataclass
class Desk:
    """A terminal whose keys are read."""

    user: int
    program: int
    delivered: queue.Queue[Message] = field(default_factory=queue.Queue)
    lost: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.thread = InputThread(self.program, 0.02, self.delivered.put, self.lost.set)

    def next(self) -> str:
        """Return what is delivered next."""
        event = self.delivered.get(timeout=10)
        if isinstance(event, events.Paste):
            return event.text
        assert isinstance(event, events.Key)
        return event.key


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Give a terminal that is taken and read."""
    user, program = os.openpty()
    take_terminal(program)
    desk = Desk(user, program)
    yield desk
    desk.thread.stop()
    give_back_terminal()
    os.close(user)
    os.close(program)


def test_keys_are_delivered_and_an_escape_alone_after_its_delay(desk: Desk) -> None:
    os.write(desk.user, b"a\x1b[A\x1b")
    assert [desk.next(), desk.next(), desk.next()] == ["a", "up", "escape"]


def test_a_paste_without_an_end_is_delivered_after_a_second(desk: Desk) -> None:
    os.write(desk.user, b"\x1b[200~some text")
    begun = time.monotonic()
    assert desk.next() == "some text"
    assert 0.9 < time.monotonic() - begun < 5
    os.write(desk.user, b"x")
    assert desk.next() == "x"


def test_the_end_of_the_terminal_is_told_and_nothing_spins(desk: Desk) -> None:
    os.dup2(os.open(os.devnull, os.O_RDWR), desk.user)
    assert desk.lost.wait(10)
    desk.thread._thread.join(10)
    assert not desk.thread._thread.is_alive()


def test_told_to_stop_it_reads_nothing_more(desk: Desk) -> None:
    desk.thread.stop()
    assert not desk.thread._thread.is_alive()
    os.write(desk.user, b"x")
    assert os.read(desk.program, 1) == b"x"
    desk.thread = InputThread(desk.program, 0.02, desk.delivered.put, desk.lost.set)
    os.write(desk.user, b"y")
    assert desk.next() == "y"
