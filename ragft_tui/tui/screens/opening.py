"""What is shown while a large project is read."""

from __future__ import annotations

from pathlib import Path

from ragft_tui.core.text import one_line
from ragft_tui.tui.page import Page


class OpeningScreen(Page):
    """Tells which project is opened: to read a megabyte takes as long as half of a start."""

    def __init__(self, path: Path) -> None:
        """Make the screen.

        Args:
            path: The project file.
        """
        super().__init__()
        self._path = path

    def on_screen_resume(self) -> None:
        """Show the lines."""
        self.refresh_lines()

    def refresh_lines(self) -> None:
        """Name the file."""
        self.status_line.position, self.status_line.state = one_line(self._path.name), "opening"

    def hand_over(self) -> None:
        """Do nothing: the project was left where the next screen will show it."""
