"""The driver: what goes to the terminal, and what comes from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from ragft_tui.tui.app import RagftApp

__all__ = ["TerminalDriver"]


class TerminalDriver(LinuxDriver):
    """Textual's driver for terminals, sending only what differs from what is shown."""

    def write(self, data: str) -> None:
        """Send data to the terminal, without what it shows already."""
        app = cast("RagftApp", self._app)
        if lean := app.wire.lean(data):
            super().write(lean)
