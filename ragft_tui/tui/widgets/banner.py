"""A banner: what stays true until it is mended, under the first line of a screen."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ragft_tui.tui.inert import show


class Banner(Widget):
    """A word of warning that takes no room while there is none."""

    DEFAULT_CSS = """
    Banner {
        display: none;
        height: auto;
        max-height: 4;
        padding: 0 1;
        color: $text-warning;
        &.-told { display: block; }
        &.-failed { color: $text-error; text-style: $failed-text-style; }
    }
    """

    words = reactive("", layout=True)
    """What it says."""
    failed = reactive(default=False, toggle_class="-failed")
    """Whether it tells of work that is not saved."""

    def watch_words(self, words: str) -> None:
        """Take room only for a word."""
        self.set_class(bool(words), "-told")

    def render(self) -> Content:
        """Say it."""
        return show(self.words)
