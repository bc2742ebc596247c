"""The base of pages and dialogs: a screen with a hint line of keys and notices."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import on
from textual.getters import query_one
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from ragft_tui.tui.messages import Notice
from ragft_tui.tui.widgets import HintLine

Result = TypeVar("Result")


class HintScreen(Screen[Result]):
    """A screen with a hint line."""

    AUTO_FOCUS = None
    CONTEXTS: ClassVar[tuple[str, ...]] = ()
    """The contexts whose keys work here, the nearest first."""

    # Textual repaints the whole screen at each change of the focus, though the two widgets repaint
    # themselves. To report upstream: "Screen.focused need not repaint the screen".
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    hint_line = query_one(HintLine)

    def contexts(self) -> tuple[str, ...]:
        """Return the contexts whose keys work now, the nearest first."""
        return self.CONTEXTS

    @property
    def is_read_only(self) -> bool:
        """Whether keys that change the project do not work."""
        return False

    def hand_over(self) -> None:
        """Give the session the text in progress."""

    def show_notice(self, text: str) -> None:
        """Show a notice in the hint line until the next key."""
        self.hint_line.notice = text

    def show_keys(self) -> None:
        """Show the keys that work where the focus is; how to list all and to leave comes last."""
        contexts = self.contexts() if self.is_modal else (*self.contexts(), "app")
        self.hint_line.show_keys(contexts, self.focused, read_only=self.is_read_only)

    def on_descendant_focus(self) -> None:
        """Show the keys of what is focused now."""
        self.show_keys()

    @on(Notice)
    def _show_notice(self, message: Notice) -> None:
        self.show_notice(message.text)
