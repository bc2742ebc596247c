"""The terminal taken for the full screen, and given back even where it takes no output."""

from __future__ import annotations

import errno
import os
import select
import signal
import termios
import threading
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final

LEAVE: Final = (
    "\x1b[?2026l\x1b[?2004l\x1b[?1002l\x1b[?1006l\x1b[<u\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"
)
"""Ends what `enter` begins: the keyboard protocol before the screen that it belongs to."""

_PATIENCE: Final = 0.2
"""Seconds that giving back may take, where output that is stuck must be dropped first."""

_PAUSE: Final = 0.005
_GONE: Final = (OSError, termios.error)
_NONE_LEFT: Final = {errno.EMFILE, errno.ENFILE}


@dataclass(frozen=True, slots=True)
class _Before:
    """What the terminal was like before it was taken."""

    descriptor: int
    attributes: list[int | list[bytes | int]]
    output: int
    """The terminal opened once more, when there were descriptors for sure. The one that the program
    was given is shared with the shell, and may wait."""


_giving_back: Final = threading.RLock()

_taken: Final[list[_Before]] = []
"""Empty or of one element: taking it out is one step, whichever thread or handler does it."""


def enter(*, mouse: bool, keyboard_protocol: bool) -> str:
    """Return what is sent to a terminal that was taken.

    Focus reports, resize reports and the position of the mouse in pixels or without a button are
    not asked for: they would come without anybody typing.

    Args:
        mouse: Whether clicks and drags are reported.
        keyboard_protocol: Whether keys are asked for in the protocol of kitty, by which Escape and
            keys with modifiers can be told apart, and what stands in the place of a key on an
            English keyboard; others ignore it.
    """
    return "".join(
        [
            "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h",
            "\x1b[?1002h\x1b[?1006h" if mouse else "",
            "\x1b[>29u" if keyboard_protocol else "",
            "\x1b[?2026$p",
        ]
    )


def take_terminal(
    descriptor: int, picture: int, leaving: Callable[[], bool] = lambda: False
) -> None:
    """Make keys come one by one, and remember how it was before.

    In the background the process is stopped until the shell gives it the terminal.

    Args:
        descriptor: Where the keys are read.
        picture: Where the picture is sent to.
        leaving: Whether the program ends, so that the terminal stays with the other job.

    Raises:
        OSError: Where no descriptor is left.
    """
    try:
        if not _in_foreground(descriptor, leaving):
            return
        attributes = termios.tcgetattr(descriptor)
        if not _taken:
            before = termios.tcgetattr(descriptor)
            _taken.append(_Before(descriptor, before, _opened_anew(descriptor, picture)))
        attributes[tty.IFLAG] &= ~(
            termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
        )
        attributes[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        attributes[tty.CC][termios.VMIN] = 1
        attributes[tty.CC][termios.VTIME] = 0
        termios.tcsetattr(descriptor, termios.TCSANOW, attributes)
    except _GONE as error:
        if error.args[0] in _NONE_LEFT:
            raise


def _in_foreground(descriptor: int, leaving: Callable[[], bool]) -> bool:
    """Change nothing; the kernel stops whoever does that to a terminal of another job."""
    while not leaving():
        try:
            termios.tcsetattr(descriptor, termios.TCSANOW, termios.tcgetattr(descriptor))
        except termios.error as error:
            if error.args[0] == errno.EINTR:
                continue
            raise
        return True
    return False


def is_taken() -> bool:
    """Tell whether the terminal is taken, so that output may be sent to it."""
    return bool(_taken)


def give_back_terminal() -> None:
    """Make the terminal what it was before it was taken, without waiting for it.

    Output that the terminal does not take is dropped, and so are keys that nobody read: a shell
    would run what was typed blindly. May be called from any thread, more than once, and when the
    terminal is gone.
    """
    # Whoever comes second may end the process next, and must wait for the first to be done.
    if not _giving_back.acquire(timeout=2 * _PATIENCE):
        return
    try:
        _give_back()
    finally:
        _giving_back.release()


def _give_back() -> None:
    try:
        before = _taken.pop()
    except IndexError:
        return
    with suppress(*_GONE), _unstopped():
        if not _in_background(before.descriptor):
            termios.tcsetattr(before.descriptor, termios.TCSANOW, before.attributes)
            termios.tcflush(before.descriptor, termios.TCIFLUSH)
            _send(before)
    with suppress(OSError):
        os.close(before.output)


def _send(before: _Before) -> None:
    """Send the end of the full screen, dropping output that is stuck in its way."""
    deadline = time.monotonic() + _PATIENCE
    rest = LEAVE.encode()
    while rest and time.monotonic() < deadline:
        if select.select([], [before.output], [], 0)[1]:
            with suppress(BlockingIOError):
                rest = rest[os.write(before.output, rest) :]
                continue
        # Room alone does not wake a thread that waits to write; a change of attributes does.
        termios.tcflush(before.output, termios.TCOFLUSH)
        termios.tcsetattr(before.descriptor, termios.TCSANOW, before.attributes)
        rest = LEAVE.encode()
        time.sleep(_PAUSE)


def _opened_anew(descriptor: int, picture: int) -> int:
    """Open the terminal once more; where it cannot be, take what the picture is sent to."""
    flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
    # That of another user, as after su, or of another container, has no name that can be opened.
    for name in (os.ttyname, lambda _: "/dev/tty"):
        try:
            return os.open(name(descriptor), flags)
        except OSError as error:
            if error.errno in _NONE_LEFT:
                raise
    return os.dup(picture)


def _in_background(descriptor: int) -> bool:
    """Tell whether the terminal belongs to another job now."""
    try:
        return os.tcgetpgrp(descriptor) != os.getpgrp()
    except OSError:
        return False  # not the terminal of this session, so nobody controls jobs on it


@contextmanager
def _unstopped() -> Iterator[None]:
    """Keep this thread from stopping the process by touching a terminal that just changed hands."""
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
