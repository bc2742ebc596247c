"""The driver: what goes to the terminal, what comes from it, and stopping for a while."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, ClassVar, Final

from textual import constants, events
from textual.driver import Driver
from textual.geometry import Region, Size

from ragft_tui.terminal.diff_renderer import DiffRenderer
from ragft_tui.terminal.hangup import hang_up
from ragft_tui.terminal.input_stream import InputStream, Part
from ragft_tui.terminal.input_thread import InputThread
from ragft_tui.terminal.output import Output
from ragft_tui.terminal.state import enter, give_back_terminal, take_terminal
from ragft_tui.terminal.too_small import SMALLEST, is_too_small, notice

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

_DRAINING: Final = 0.5
"""Seconds that the last output may take; a terminal that is stuck does not get it."""

_STOPPING: Final = 0.1
"""Seconds after which it is sure that the kernel did not stop the process."""

_UNKNOWN_SIZE: Final = (80, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppHooks:
    """What the driver needs of the app that it runs.

    Where no thread is named, a hook is called in the event loop, as a message of the app.
    """

    renderer: DiffRenderer
    """Leaves out of each frame what the terminal shows already."""
    typed_encoding: str
    """The encoding of what is typed, as Python calls it."""
    receive: Callable[[Iterable[Part]], object]
    """Queues what one read of the terminal gave; called in the thread that reads."""
    process_input: Callable[[], object]
    """Lets what is queued have its effect."""
    redraw: Callable[[], object]
    """Draws everything, also what the terminal shows already."""
    suspend: Callable[[], object]
    """Suspends the program, as a key for it would."""
    save: Callable[[], object]
    """Saves what is not saved yet, before the program stops."""
    fail: Callable[[Exception], object]
    """Ends the program after a fault in the thread that reads."""
    is_ending: Callable[[], bool]
    """Returns whether a signal ends the program, so that the terminal is not taken any more."""
    quit_key: Callable[[], str]
    """Returns the label of the key that quits, for the notice in a window that is too small."""


def driver_for(hooks: AppHooks) -> type[Driver]:
    """Return a driver class that runs one app; Textual makes the driver of a class alone.

    Args:
        hooks: What the driver needs of the app.
    """

    class AppDriver(TerminalDriver):
        app_hooks = hooks

    return AppDriver


class TerminalDriver(Driver):
    """Runs the full screen on a terminal that may stall, stop, go away, or send anything."""

    app_hooks: ClassVar[AppHooks]

    def __init__(
        self,
        app: App[str],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Make the driver.

        Args:
            app: The app to run.
            debug: Taken for the sake of Textual, which never sets it.
            mouse: Whether clicks and drags are reported.
            size: Taken for the sake of Textual: a terminal knows its size.
        """
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        if sys.__stdin__ is None or sys.__stderr__ is None:
            raise OSError("no terminal: stdin or stderr is closed")
        self._hooks = self.app_hooks
        self.has_room = True
        """Whether the window has room for the screen; otherwise it shows a notice alone."""
        self._descriptor = sys.__stdin__.fileno()
        self._picture = sys.__stderr__.fileno()
        self._output = Output(self._picture, self._redraw)
        # What was begun before a stop goes on behind it.
        self._stream = InputStream(constants.ESCAPE_DELAY, self._hooks.typed_encoding)
        self._input: InputThread | None = None
        self._screen = Region()
        self._continued = False

    @property
    def can_suspend(self) -> bool:
        """Whether the process can stop and come back."""
        return True

    def write(self, data: str) -> None:
        """Send data to the terminal, without what it shows already; a notice stays alone."""
        if self.has_room and (changed := self._hooks.renderer.diff(data)):
            self._output.write(changed)

    def process_message(self, message: Message) -> None:
        """Pass on what was clicked; clicks beside the screen would take the focus."""
        beside = isinstance(message, events.MouseEvent) and not self._screen.contains(
            message.x, message.y
        )
        if not beside:
            super().process_message(message)

    def start_application_mode(self) -> None:
        """Take the terminal, and begin to read and draw.

        Raises:
            RagftError: Where no thread can be started.
            OSError: Where no descriptor is left.
        """
        take_terminal(self._descriptor, self._picture, self._hooks.is_ending)
        if self._hooks.is_ending():
            return
        self.has_room = True
        # First what the system may refuse: a terminal that nothing was sent to needs no undoing.
        self._input = InputThread(
            self._descriptor,
            self._stream,
            self._receive,
            lost=hang_up,
            failed=self._on_fault,
        )
        signal.signal(signal.SIGTSTP, self._on_stop)
        signal.signal(signal.SIGCONT, self._on_continue)
        signal.signal(signal.SIGWINCH, self._on_resize)
        self.write(enter(mouse=self._mouse, keyboard_protocol=not constants.DISABLE_KITTY_KEY))
        self._send_size()

    def disable_input(self) -> None:
        """Stop reading."""
        if self._input is not None:
            self._input.stop()
            self._input = None

    def stop_application_mode(self) -> None:
        """Stop reading and drawing, and give the terminal back."""
        for number in (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH):
            signal.signal(number, signal.SIG_DFL)
        self.disable_input()
        self._output.drain(_DRAINING)
        give_back_terminal()

    def suspend_application_mode(self) -> None:
        """Give the terminal to another program for a while."""
        self.stop_application_mode()

    def resume_application_mode(self) -> None:
        """Take the terminal back, and draw everything anew at the size it has now."""
        self.start_application_mode()
        self._redraw()

    def close(self) -> None:
        """Send nothing more."""
        self._output.stop()

    def suspend(self) -> bool:
        """Save, and stop the job until its shell brings it back.

        Returns:
            Whether there was a shell that did. The kernel stops no job that nobody could continue.
        """
        self._hooks.save()
        self.suspend_application_mode()
        self._continued = False
        signal.signal(signal.SIGCONT, self._on_continue)
        os.kill(0, signal.SIGTSTP)
        deadline = time.monotonic() + _STOPPING
        while True:
            # At first in any case: so all signals that came during the stop have been handled.
            time.sleep(_STOPPING / 20)
            if self._continued or self._hooks.is_ending() or time.monotonic() > deadline:
                break
        self.resume_application_mode()
        return self._continued

    def _receive(self, parts: Iterable[Part]) -> None:
        """Queue what was read, and let it have its effect; in the thread that reads."""
        self._hooks.receive(parts)
        self._call_app(self._hooks.process_input)

    def catch_up(self) -> None:
        """Take what the terminal has for us and was not read yet; for a signal's handler."""
        if self._input is not None:
            self._input.catch_up()

    def _on_fault(self, error: Exception) -> None:
        self._soon(partial(self._hooks.fail, error))

    def _on_stop(self, number: int, frame: FrameType | None) -> None:
        """Suspend when a signal asks for it, but not amid whatever it interrupts."""
        del number, frame
        self._call_app(self._hooks.suspend)

    def _on_continue(self, number: int, frame: FrameType | None) -> None:
        """Come back, also from a stop that could not be seen coming."""
        del number, frame
        self._continued = True
        if self._input is not None:
            self._soon(self._come_back)

    def _come_back(self) -> None:
        if self._input is not None:
            self.suspend_application_mode()
            self.resume_application_mode()

    def _on_resize(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._soon(self._send_size)

    def _send_size(self) -> None:
        """Tell the size; one that is too small for anything is told the user instead.

        So all stays as it was until there is room again: the screen, the focus, and every text.
        """
        try:
            columns, rows = os.get_terminal_size(self._descriptor)
        except OSError:
            columns, rows = 0, 0
        size = Size(columns or _UNKNOWN_SIZE[0], rows or _UNKNOWN_SIZE[1])
        had_room, self.has_room = self.has_room, not is_too_small(*size)
        if not self.has_room:
            self._output.write(notice(*size, self._hooks.quit_key()))
            if self._screen:
                return
            size = Size(max(size.width, SMALLEST[0]), max(size.height, SMALLEST[1]))
        self._screen = size.region
        self.send_message(events.Resize(size, size))
        if not had_room:  # Textual draws little where it has the size from before
            self._redraw()

    def _redraw(self) -> None:
        """Have everything drawn, whatever the terminal was sent before; from any thread."""
        self._call_app(self._hooks.redraw)

    def _call_app(self, call: Callable[[], object]) -> None:
        """Queue a call as a message of the app; from any thread and any handler of a signal."""
        self._soon(partial(self._app.call_later, call))

    def _soon(self, call: Callable[[], object]) -> None:
        """Let the event loop do something; from any thread and any handler of a signal."""
        with suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(call)
