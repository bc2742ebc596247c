"""The smallest app of Textual, which a start of the program is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "Hello from one Static"


class Hello(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """Yield the line."""
        yield Static(READY)


if __name__ == "__main__":
    Hello().run()
