"""Textual's command palette, for keys that arrive faster than it finds, and with a way out."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.widgets import Button, Input
from textual.worker import Worker

from ragft_tui.tui.keymap import bindings

__all__ = ["Palette"]


class Palette(CommandPalette):
    """Finds an action by name."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]

    _taken_early = False

    def on_mount(self) -> None:
        """Keep the cursor from blinking, which would send bytes while nobody types."""
        self.query_one(Input).cursor_blink = False

    @on(Input.Submitted)
    @on(Button.Pressed)
    def _select_or_command(self, event: Input.Submitted | Button.Pressed | None = None) -> None:
        """Take what was found for all that is typed, not what stood there before."""
        if event is not None:
            event.prevent_default()
        self._taken_early = not all(worker.is_finished for worker in self.workers)
        if not self._taken_early:
            super()._select_or_command(event)
        elif event is not None:
            event.stop()

    @on(Worker.StateChanged)
    def _take_when_found(self, event: Worker.StateChanged) -> None:
        """Take what was found, where it was asked for while the search went on."""
        if event.worker.is_finished and self._taken_early:
            self._select_or_command()
