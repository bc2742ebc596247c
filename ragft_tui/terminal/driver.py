"""The driver: what goes to the terminal, what comes from it, and stopping for a while."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, Final, cast

from textual import constants, events
from textual.driver import Driver
from textual.geometry import Region, Size

from ragft_tui.terminal.hangup import hang_up
from ragft_tui.terminal.input_stream import InputStream, Part
from ragft_tui.terminal.input_thread import InputThread
from ragft_tui.terminal.output import Output
from ragft_tui.terminal.state import enter, give_back_terminal, take_terminal
from ragft_tui.terminal.too_small import SMALLEST, is_too_small, notice

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

    from ragft_tui.tui.app import RagftApp

_DRAINING: Final = 0.5
"""Seconds that the last output may take; a terminal that is stuck does not get it."""

_STOPPING: Final = 0.1
"""Seconds after which it is sure that the kernel did not stop the process."""

_UNKNOWN_SIZE: Final = (80, 24)


class TerminalDriver(Driver):
    """Runs the full screen on a terminal that may stall, stop, go away, or send anything."""

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
        self._wizard = cast("RagftApp", app)
        self._descriptor = sys.__stdin__.fileno()
        self._picture = sys.__stderr__.fileno()
        self._output = Output(self._picture, self._draw_anew)
        # What was begun before a stop goes on behind it.
        self._stream = InputStream(constants.ESCAPE_DELAY, self._wizard.profile.typed_encoding)
        self._input: InputThread | None = None
        self._screen = Region()
        self._continued = False

    @property
    def can_suspend(self) -> bool:
        """Whether the process can stop and come back."""
        return True

    def write(self, data: str) -> None:
        """Send data to the terminal, without what it shows already; a notice stays alone."""
        if not self._wizard.is_seen:
            return
        if lean := self._wizard.wire.lean(data):
            self._output.write(lean)

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
        take_terminal(self._descriptor, self._picture, lambda: self._wizard.ending)
        if self._wizard.ending:
            return
        self._wizard.is_seen = True
        # First what the system may refuse: a terminal that nothing was sent to needs no undoing.
        self._input = InputThread(
            self._descriptor,
            self._stream,
            self._take,
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
        self._draw_anew()

    def close(self) -> None:
        """Send nothing more."""
        self._output.stop()

    def suspend(self) -> bool:
        """Save, and stop the job until its shell brings it back.

        Returns:
            Whether there was a shell that did. The kernel stops no job that nobody could continue.
        """
        self._wizard.save_now()
        self.suspend_application_mode()
        self._continued = False
        signal.signal(signal.SIGCONT, self._on_continue)
        os.kill(0, signal.SIGTSTP)
        deadline = time.monotonic() + _STOPPING
        while True:
            # At first in any case: so all signals that came during the stop have been handled.
            time.sleep(_STOPPING / 20)
            if self._continued or self._wizard.ending or time.monotonic() > deadline:
                break
        self.resume_application_mode()
        return self._continued

    def _take(self, parts: Iterable[Part]) -> None:
        """Take what was read, and let it have its effect; in the thread that reads."""
        self._wizard.typeahead.put_read(parts)
        self._soon(partial(self._wizard.call_later, self._wizard.key_order.go_on))

    def catch_up(self) -> None:
        """Take what the terminal has for us and was not read yet; for a signal's handler."""
        if self._input is not None:
            self._input.catch_up()

    def _on_fault(self, error: Exception) -> None:
        self._soon(partial(self._wizard.fail, error))

    def _on_stop(self, number: int, frame: FrameType | None) -> None:
        """Suspend when a signal asks for it, but not amid whatever it interrupts."""
        del number, frame
        self._soon(partial(self._wizard.call_later, self._wizard.action_suspend))

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
        was_seen, self._wizard.is_seen = self._wizard.is_seen, not is_too_small(*size)
        if not self._wizard.is_seen:
            leave = self._wizard.keymap.words("app.leave", typing=True)
            self._output.write(notice(*size, leave))
            if self._screen:
                return
            size = Size(max(size.width, SMALLEST[0]), max(size.height, SMALLEST[1]))
        self._screen = size.region
        self.send_message(events.Resize(size, size))
        if not was_seen:  # Textual draws little where it has the size from before
            self._draw_anew()

    def _draw_anew(self) -> None:
        """Have everything drawn, whatever the terminal was sent before; from any thread."""
        self._soon(partial(self._wizard.call_later, self._wizard.draw_anew))

    def _soon(self, call: Callable[[], object]) -> None:
        """Let the event loop do something; from any thread and any handler of a signal."""
        with suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(call)
