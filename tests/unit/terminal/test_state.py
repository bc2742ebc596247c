"""A terminal that was taken is given back as it was, also where it takes no output."""

from __future__ import annotations

import os
import select
import termios
import threading
import time
import tty
from collections.abc import Iterator

import pytest

from ragft_tui.terminal.state import (
    LEAVE_SEQUENCE,
    enter_sequence,
    is_taken,
    restore_terminal,
    take_terminal,
)


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """Give both ends of a terminal that nobody reads: that of the user, and that of the program."""
    user, program = os.openpty()
    yield user, program
    restore_terminal()
    for end in (user, program):
        os.close(end)


def read_all(user: int) -> bytes:
    """Read what there is to read."""
    read = bytearray()
    while select.select([user], [], [], 0.05)[0]:
        read += os.read(user, 1 << 16)
    return bytes(read)


def test_keys_come_one_by_one_until_it_is_given_back(ends: tuple[int, int]) -> None:
    user, program = ends
    before = termios.tcgetattr(program)
    take_terminal(program, program)
    assert is_taken()
    os.write(user, b"\x03\x11\r")
    assert os.read(program, 10) == b"\x03\x11\r"
    restore_terminal()
    assert not is_taken()
    assert termios.tcgetattr(program) == before
    assert read_all(user) == LEAVE_SEQUENCE.encode()


def test_it_is_given_back_once_however_often_it_is_asked_for(ends: tuple[int, int]) -> None:
    user, program = ends
    take_terminal(program, program)
    for _ in range(3):
        restore_terminal()
    assert read_all(user) == LEAVE_SEQUENCE.encode()


def test_taken_twice_it_becomes_what_it_was_before_the_first_time(ends: tuple[int, int]) -> None:
    _, program = ends
    before = termios.tcgetattr(program)
    take_terminal(program, program)
    take_terminal(program, program)
    restore_terminal()
    assert termios.tcgetattr(program) == before


def test_what_nobody_read_is_not_left_for_the_shell(ends: tuple[int, int]) -> None:
    user, program = ends
    take_terminal(program, program)
    os.write(user, b"rm -r work\r")
    assert select.select([program], [], [], 1)[0]
    restore_terminal()
    assert not select.select([program], [], [], 0.05)[0]


def test_what_nobody_read_stays_for_who_takes_it_again(ends: tuple[int, int]) -> None:
    user, program = ends
    take_terminal(program, program)
    os.write(user, b"re\x7f\x04\x1b[B\x03\r")
    assert select.select([program], [], [], 1)[0]
    restore_terminal(drop_keys=False)
    take_terminal(program, program)
    assert os.read(program, 100) == b"re\x7f\x04\x1b[B\x03\r"


def test_output_that_is_stuck_is_dropped_and_nobody_waits(ends: tuple[int, int]) -> None:
    user, program = ends
    take_terminal(program, program)
    writer = threading.Thread(target=os.write, args=[program, b"x" * 20_000])
    writer.start()
    while select.select([], [program], [], 0)[1]:
        continue
    begun = time.monotonic()
    restore_terminal()
    assert time.monotonic() - begun < 0.5
    assert termios.tcgetattr(program)[tty.LFLAG] & termios.ECHO
    assert read_all(user).endswith(LEAVE_SEQUENCE.encode())
    writer.join()


def test_the_descriptor_that_the_shell_shares_still_waits(ends: tuple[int, int]) -> None:
    _, program = ends
    take_terminal(program, program)
    restore_terminal()
    assert os.get_blocking(program)


def test_a_terminal_that_is_gone_is_let_go(ends: tuple[int, int]) -> None:
    user, program = ends
    take_terminal(program, program)
    os.dup2(os.open(os.devnull, os.O_RDWR), user)
    restore_terminal()
    assert not is_taken()


@pytest.mark.parametrize("mouse", [True, False])
def test_what_is_begun_is_ended(mouse: bool) -> None:  # noqa: FBT001
    begun = enter_sequence(mouse=mouse, keyboard_protocol=True)
    for mode in ("2004", "1049") + (("1002", "1006") if mouse else ()):
        assert f"\x1b[?{mode}h" in begun
        assert f"\x1b[?{mode}l" in LEAVE_SEQUENCE
    for mode in ("25", "7"):
        assert f"\x1b[?{mode}l" in begun
        assert f"\x1b[?{mode}h" in LEAVE_SEQUENCE
    assert begun.count("\x1b[>") == LEAVE_SEQUENCE.count("\x1b[<")
    assert mouse == ("\x1b[?1002h" in begun)
