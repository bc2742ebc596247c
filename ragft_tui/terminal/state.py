"""The state of the terminal: taken for the full screen, and restored even where it is stuck."""

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
from typing import Final

from ragft_tui.core.records import dataclass

LEAVE_SEQUENCE: Final = (
    "\x1b[?2026l\x1b[?2004l\x1b[?1002l\x1b[?1006l\x1b[<u\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"
)
"""Undoes `enter_sequence`: the keyboard protocol before the screen that it belongs to."""

_RESTORE_TIMEOUT: Final = 0.2
"""Seconds that restoring may take, where output that is stuck must be dropped first."""

_PAUSE: Final = 0.005
_GONE: Final = (OSError, termios.error)
_NONE_LEFT: Final = {errno.EMFILE, errno.ENFILE}


@dataclass(frozen=True, slots=True)
class _SavedState:
    """The state of the terminal before it was taken."""

    descriptor: int
    attributes: list[int | list[bytes | int]]
    output: int
    """A descriptor of the terminal, made while there are some left. It does not block if it was
    opened anew; the one that the program was given is shared with the shell, and may block."""


_restoring: Final = threading.RLock()

_taken: Final[list[_SavedState]] = []
"""Empty or of one element: to pop it is atomic, in whichever thread or signal handler."""


def enter_sequence(*, mouse: bool, keyboard_protocol: bool) -> str:
    """Return the sequence that is sent to a terminal that was taken.

    It asks for no reports of focus, size, pixels, or a mouse without a button: they would come
    without anybody typing.

    Args:
        mouse: Whether to ask for clicks and drags.
        keyboard_protocol: Whether to ask for kitty's keyboard protocol, which tells Escape and keys
            with modifiers apart and names the key on an English keyboard. Others ignore it.
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
    descriptor: int, output: int, is_ending: Callable[[], bool] = lambda: False
) -> None:
    """Set the terminal to raw input, and remember its state.

    In the background the process is stopped until the shell gives it the terminal.

    Args:
        descriptor: The terminal that keys are read from.
        output: The terminal that is written to.
        is_ending: Returns whether the program ends, so that another job keeps the terminal.

    Raises:
        OSError: If no file descriptor is left.
    """
    try:
        if not _wait_for_foreground(descriptor, is_ending):
            return
        attributes = termios.tcgetattr(descriptor)
        if not _taken:
            before = termios.tcgetattr(descriptor)
            _taken.append(_SavedState(descriptor, before, _reopen(descriptor, output)))
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


def _wait_for_foreground(descriptor: int, is_ending: Callable[[], bool]) -> bool:
    """Set the attributes as they are: the kernel stops a process that does so in the background."""
    while not is_ending():
        try:
            termios.tcsetattr(descriptor, termios.TCSANOW, termios.tcgetattr(descriptor))
        except termios.error as error:
            if error.args[0] == errno.EINTR:
                continue
            raise
        return True
    return False


def is_taken() -> bool:
    """Return whether the terminal is taken, so that it may be written to."""
    return bool(_taken)


def restore_terminal(*, drop_keys: bool = True) -> None:
    """Restore the terminal to the state before it was taken, without waiting for it.

    Output that the terminal does not take is dropped. May be called from any thread, more than
    once, and when the terminal is gone.

    Args:
        drop_keys: Whether to drop keys that nobody has read: a shell would run what was typed
            blindly. Who takes the terminal again right away keeps them.
    """
    # A second caller may end the process next, and must wait until the first is done.
    if not _restoring.acquire(timeout=2 * _RESTORE_TIMEOUT):
        return
    try:
        saved = _taken.pop()
        with suppress(*_GONE), _without_stop():
            if not _in_background(saved.descriptor):
                termios.tcsetattr(saved.descriptor, termios.TCSANOW, saved.attributes)
                if drop_keys:
                    termios.tcflush(saved.descriptor, termios.TCIFLUSH)
                _write_end(saved)
        with suppress(OSError):
            os.close(saved.output)
    except IndexError:
        return  # it is restored already
    finally:
        _restoring.release()


def _write_end(saved: _SavedState) -> None:
    """Write the end of the full screen, and drop output that is stuck in its way."""
    deadline = time.monotonic() + _RESTORE_TIMEOUT
    rest = LEAVE_SEQUENCE.encode()
    while rest and time.monotonic() < deadline:
        if select.select([], [saved.output], [], 0)[1]:
            with suppress(BlockingIOError):
                rest = rest[os.write(saved.output, rest) :]
                continue
        # Room alone does not wake a thread that waits to write; a change of attributes does.
        termios.tcflush(saved.output, termios.TCOFLUSH)
        termios.tcsetattr(saved.descriptor, termios.TCSANOW, saved.attributes)
        rest = LEAVE_SEQUENCE.encode()
        time.sleep(_PAUSE)


def _reopen(descriptor: int, output: int) -> int:
    """Return a new descriptor of the terminal, opened again if it can be."""
    flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
    # A terminal of another user, as after su, or of another container cannot be opened by name.
    for name in (os.ttyname, lambda _: "/dev/tty"):
        try:
            return os.open(name(descriptor), flags)
        except OSError as error:
            if error.errno in _NONE_LEFT:
                raise
    return os.dup(output)


def _in_background(descriptor: int) -> bool:
    """Return whether the terminal belongs to another job now."""
    try:
        return os.tcgetpgrp(descriptor) != os.getpgrp()
    except OSError:
        return False  # not the controlling terminal, so there is no job control on it


@contextmanager
def _without_stop() -> Iterator[None]:
    """Keep this thread from being stopped for touching a terminal that another job just got."""
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
