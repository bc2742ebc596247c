"""What is typed at a terminal is delivered, and its end is told once."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pytest

from ragft_tui.terminal import input as terminal_input
from ragft_tui.terminal.input import EscapeSequence, InputParser, InputThread, Part
from ragft_tui.terminal.state import restore_terminal, take_terminal


@dataclass
class Desk:
    """A terminal whose keys are read."""

    user: int
    program: int
    delivered: queue.Queue[Part] = field(default_factory=queue.Queue)
    lost: threading.Event = field(default_factory=threading.Event)
    faults: queue.Queue[Exception] = field(default_factory=queue.Queue)
    parser: InputParser = field(default_factory=lambda: InputParser(0.02))

    def __post_init__(self) -> None:
        self.read(self.deliver)

    def deliver(self, parts: Iterable[Part]) -> None:
        """Take what one read gave."""
        for part in parts:
            self.delivered.put(part)

    def read(self, deliver: Callable[[Iterable[Part]], None]) -> None:
        """Begin to read."""
        self.thread = InputThread(
            self.program, self.parser, deliver, on_hangup=self.lost.set, on_error=self.faults.put
        )

    def next(self) -> str:
        """Return what is delivered next."""
        part = self.delivered.get(timeout=10)
        return part.sequence if isinstance(part, EscapeSequence) else part.text


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Give a terminal that is taken and read."""
    user, program = os.openpty()
    take_terminal(program, program)
    desk = Desk(user, program)
    yield desk
    desk.thread.stop()
    restore_terminal()
    os.close(user)
    os.close(program)


def test_keys_are_delivered_and_an_escape_alone_after_its_delay(desk: Desk) -> None:
    os.write(desk.user, b"a\x1b[A\x1b")
    assert [desk.next(), desk.next(), desk.next()] == ["a", "\x1b[A", "\x1b"]


def test_a_paste_without_an_end_is_delivered_after_a_while(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`tests/pty/test_input_bytes.py` waits as long as users do."""
    monkeypatch.setattr(terminal_input, "PASTE_TIMEOUT", 1.0)
    os.write(desk.user, b"\x1b[200~some text")
    begun = time.monotonic()
    assert desk.next() == "some text"
    assert 0.9 < time.monotonic() - begun < 10
    os.write(desk.user, b"x")
    assert desk.next() == "x"


def test_a_paste_that_is_cut_short_is_delivered_to_whoever_must_save_it(desk: Desk) -> None:
    os.write(desk.user, b"\x1b[200~first and")
    desk.thread.catch_up()
    assert desk.next() == "first and"


def test_a_paste_goes_on_where_reading_was_stopped_meanwhile(desk: Desk) -> None:
    os.write(desk.user, b"\x1b[200~first")
    with desk.thread._reading:
        pass
    desk.thread.stop()
    desk.read(desk.deliver)
    os.write(desk.user, b" and last\x1b[201~")
    assert desk.next() == "first and last"


def test_who_asks_for_what_comes_without_end_gets_some_of_it() -> None:
    endless = os.open("/dev/zero", os.O_RDONLY)
    got: list[Part] = []
    thread = InputThread(
        endless, InputParser(0.02), got.extend, on_hangup=got.clear, on_error=print
    )
    thread.stop()
    got.clear()
    thread.catch_up()
    assert got
    os.close(endless)


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
    desk.read(desk.deliver)
    os.write(desk.user, b"y")
    assert desk.next() == "y"


def test_a_fault_is_told_for_no_key_is_heard_any_more(desk: Desk) -> None:
    def fail(parts: Iterable[Part]) -> None:
        raise ValueError(parts)

    desk.thread.stop()
    desk.read(fail)
    os.write(desk.user, b"x")
    assert isinstance(desk.faults.get(timeout=10), ValueError)
