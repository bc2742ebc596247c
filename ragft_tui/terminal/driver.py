"""The driver of the full screen: output, input, resizing, suspending, a window too small."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from textwrap import wrap
from typing import ClassVar, Final

from textual import constants, events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Region, Size
from textual.message import Message

from ragft_tui.core.records import dataclass
from ragft_tui.terminal.diff_renderer import DiffRenderer
from ragft_tui.terminal.input import InputParser, InputThread, Part, hang_up
from ragft_tui.terminal.output import Output
from ragft_tui.terminal.profile import SMALLEST_SIZE, is_too_small
from ragft_tui.terminal.state import enter_sequence, restore_terminal, take_terminal

_DRAIN_TIMEOUT: Final = 0.5
"""Seconds that the last output may take; a terminal that is stuck does not get it."""

_STOP_TIMEOUT: Final = 0.1
"""Seconds after which the kernel has not stopped the process, and will not."""

_UNKNOWN_SIZE: Final = (80, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppHooks:
    """The functions of the app that the driver calls.

    They are called in the event loop, as messages of the app, if nothing else is said.
    """

    renderer: DiffRenderer
    """Renders the difference between each frame and what the terminal shows."""
    typed_encoding: str
    """The encoding of the input, as Python calls it."""
    receive: Callable[[Iterable[Part]], object]
    """Queues the parts of one read of the terminal; called in the thread that reads."""
    process_input: Callable[[], object]
    """Processes the input that is queued."""
    redraw: Callable[[], object]
    """Draws everything, also what the terminal shows already."""
    suspend: Callable[[], object]
    """Suspends the program, as its key does."""
    save: Callable[[], object]
    """Saves what is not saved yet; called right before the program stops."""
    fail: Callable[[Exception], object]
    """Ends the program after an exception in the thread that reads."""
    is_ending: Callable[[], bool]
    """Returns whether a signal ends the program, so that the terminal is not taken again."""
    quit_key: Callable[[], str]
    """Returns the label of the key that quits, for a window that is too small."""


def driver_for(hooks: AppHooks) -> type[Driver]:
    """Return a driver class with the hooks of one app, as Textual makes drivers by their class.

    Args:
        hooks: The functions of the app that the driver calls.
    """

    class AppDriver(TerminalDriver):
        app_hooks = hooks

    return AppDriver


class TerminalDriver(Driver):
    """Drives a terminal that may stall, be suspended, go away, or send anything.

    Textual's driver for Linux uses a processor at the end of the input
    (https://github.com/Textualize/textual/pull/6690), does not restore the terminal on signals
    (https://github.com/Textualize/textual/issues/5140), and misses a stop by another program
    (https://github.com/Textualize/textual/issues/1582).
    """

    app_hooks: ClassVar[AppHooks]

    def __init__(
        self,
        app: App[str],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Make the driver, with the arguments that Textual passes.

        Args:
            app: The app to run.
            debug: Whether Textual debugs.
            mouse: Whether to ask for clicks and drags.
            size: A fixed size; not used, as the terminal has one.

        Raises:
            OSError: If there is no terminal.
        """
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        if sys.__stdin__ is None or sys.__stderr__ is None:
            raise OSError("no terminal: stdin or stderr is closed")
        self.has_room = True
        """Whether the window is large enough for the screens; otherwise it shows a notice."""
        self._descriptor = sys.__stdin__.fileno()
        self._display = sys.__stderr__.fileno()
        self._output = Output(self._display, self._redraw)
        # What is unfinished at a stop goes on after it.
        self._parser = InputParser(constants.ESCAPE_DELAY, self.app_hooks.typed_encoding)
        self._input: InputThread | None = None
        self._screen = Region()
        self._continued = False

    @property
    def can_suspend(self) -> bool:
        """Whether the program can be suspended."""
        return True

    def write(self, data: str) -> None:
        """Write what differs from what the terminal shows; a notice stays alone."""
        if self.has_room and (changed := self.app_hooks.renderer.diff(data)):
            self._output.write(changed)

    def process_message(self, message: Message) -> None:
        """Pass an event on, but no click outside the screen, which would take the focus."""
        if not isinstance(message, events.MouseEvent) or self._screen.contains_point(
            message.offset
        ):
            super().process_message(message)

    def start_application_mode(self) -> None:
        """Take the terminal, and start to read and to draw.

        Raises:
            RagftError: If no thread can be started.
            OSError: If no file descriptor is left.
        """
        take_terminal(self._descriptor, self._display, self.app_hooks.is_ending)
        if self.app_hooks.is_ending():
            return
        self.has_room = True
        # First what the system may refuse: a terminal that nothing was sent to needs no undoing.
        self._input = InputThread(
            self._descriptor,
            self._parser,
            self._receive,
            on_hangup=hang_up,
            on_error=lambda error: self._call_soon(partial(self.app_hooks.fail, error)),
        )
        # Nothing is done amid whatever a signal interrupts.
        signal.signal(signal.SIGTSTP, lambda *_: self._call_app(self.app_hooks.suspend))
        signal.signal(signal.SIGCONT, lambda *_: self._on_continue())
        signal.signal(signal.SIGWINCH, lambda *_: self._call_soon(self._send_size))
        self.write(
            enter_sequence(mouse=self._mouse, keyboard_protocol=not constants.DISABLE_KITTY_KEY)
        )
        self._send_size()

    def disable_input(self) -> None:
        """Stop reading."""
        if self._input is not None:
            self._input.stop()
            self._input = None

    def stop_application_mode(self) -> None:
        """Stop reading and drawing, and restore the terminal."""
        self._release(drop_keys=True)

    def _release(self, *, drop_keys: bool) -> None:
        for number in (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH):
            signal.signal(number, signal.SIG_DFL)
        self.disable_input()
        self._output.drain(_DRAIN_TIMEOUT)
        restore_terminal(drop_keys=drop_keys)

    def suspend_application_mode(self) -> None:
        """Let another program have the terminal."""
        self.stop_application_mode()

    def resume_application_mode(self) -> None:
        """Take the terminal again, and draw everything at the size that it has now."""
        self.start_application_mode()
        self._redraw()

    def close(self) -> None:
        """Write nothing more."""
        self._output.stop()

    def suspend(self) -> bool:
        """Save, and stop the job until the shell continues it.

        Returns:
            Whether it was stopped and continued. The kernel stops no job that no shell controls.
        """
        self.app_hooks.save()
        self.suspend_application_mode()
        self._continued = False
        signal.signal(signal.SIGCONT, lambda *_: self._on_continue())
        os.kill(0, signal.SIGTSTP)
        deadline = time.monotonic() + _STOP_TIMEOUT
        while True:
            # First of all: so every signal that came during the stop is handled.
            time.sleep(_STOP_TIMEOUT / 20)
            if self._continued or self.app_hooks.is_ending() or time.monotonic() > deadline:
                break
        self.resume_application_mode()
        return self._continued

    def _receive(self, parts: Iterable[Part]) -> None:
        """Queue the parts of a read and have them processed; in the thread that reads."""
        self.app_hooks.receive(parts)
        self._call_app(self.app_hooks.process_input)

    def catch_up(self) -> None:
        """Read what is not read yet, for a signal handler."""
        if self._input is not None:
            self._input.catch_up()

    def _on_continue(self) -> None:
        """Handle SIGCONT, also after a stop that no signal announced."""
        self._continued = True
        if self._input is not None:
            self._call_soon(self._restart)

    def _restart(self) -> None:
        if self._input is not None:
            self._release(drop_keys=False)  # typed while it stood still, they were meant for it
            self.resume_application_mode()

    def _send_size(self) -> None:
        """Send the size to the app, or a notice to the terminal if the window is too small.

        The app keeps its last size then: the screen, the focus and every text stay as they are.
        """
        try:
            columns, rows = os.get_terminal_size(self._descriptor)
        except OSError:
            columns, rows = 0, 0
        size = Size(columns or _UNKNOWN_SIZE[0], rows or _UNKNOWN_SIZE[1])
        had_room, self.has_room = self.has_room, not is_too_small(*size)
        if not self.has_room:
            self._output.write(size_notice(*size, self.app_hooks.quit_key()))
            if self._screen:
                return
            size = Size(max(size.width, SMALLEST_SIZE[0]), max(size.height, SMALLEST_SIZE[1]))
        self._screen = size.region
        self.send_message(events.Resize(size, size))
        if not had_room:  # Textual draws little if the size is the same as before
            self._redraw()

    def _redraw(self) -> None:
        """Have the app draw everything; from any thread."""
        self._call_app(self.app_hooks.redraw)

    def _call_app(self, call: Callable[[], object]) -> None:
        """Call a function as a message of the app; from any thread and signal handler."""
        self._call_soon(partial(self._app.call_later, call))

    def _call_soon(self, call: Callable[[], object]) -> None:
        """Call a function in the event loop; from any thread and signal handler."""
        with suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(call)


def size_notice(columns: int, rows: int, quit_key: str) -> str:
    """Return the output for a window that is too small: as much of a sentence as fits.

    Args:
        columns: The width of the window.
        rows: The height of the window.
        quit_key: The label of the key that quits.
    """
    needs = "{} x {}".format(*SMALLEST_SIZE)
    sentences = (
        f"This window is too small: now {columns} x {rows}, needs {needs}. {quit_key} leaves.",
        f"Too small: now {columns} x {rows}, needs {needs}.",
        f"Needs {needs}.",
    )
    wrapped = [wrap(sentence, columns, break_long_words=False) for sentence in sentences]
    fitting = (lines for lines in wrapped if len(lines) <= rows and _width(lines) <= columns)
    lines = next(fitting, [needs[:columns]])
    top, left = (rows - len(lines)) // 2 + 1, (columns - _width(lines)) // 2 + 1
    placed = (f"\x1b[{top + at};{left}H{line}" for at, line in enumerate(lines))
    return f"\x1b[m\x1b[2J{''.join(placed)}"


def _width(lines: list[str]) -> int:
    return max(map(len, lines))
