"""A screen with a hint line, the base of all screens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual import on
from textual.events import ScreenResume
from textual.getters import query_one
from textual.reactive import Reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from ragft_tui.core.errors import RagftError
from ragft_tui.keys.hints import Hints
from ragft_tui.tui.messages import Notice
from ragft_tui.tui.widgets.lines import HintLine

if TYPE_CHECKING:
    from ragft_tui.report.legend import Term

Result = TypeVar("Result")


_PAUSE: Final = 0.6
"""Seconds without a key after which the next one is meant for a screen that opened by itself."""


class HintScreen(Screen[Result]):
    """A screen with a hint line."""

    AUTO_FOCUS = None
    CONTEXTS: ClassVar[tuple[str, ...]] = ()
    """The contexts whose keys work here, the nearest first."""

    # Textual repaints the whole screen at each change of the focus, though the two widgets repaint
    # themselves. To report upstream: "Screen.focused need not repaint the screen".
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    hint_line = query_one(HintLine)

    is_styled = False
    """Whether nothing can have changed since its widgets were mounted and styled."""
    ignoring_keys = False
    """Whether keys are ignored until they pause."""
    _pause: Timer | None = None

    def contexts(self) -> tuple[str, ...]:
        """Return the contexts whose keys work now, the nearest first."""
        return self.CONTEXTS

    def hints(self) -> Hints:
        """Return which keys matter now."""
        return Hints()

    @property
    def is_typing(self) -> bool:
        """Whether letters are text where the focus is."""
        return self.focused is not None and self.focused.check_consume_key("a", "a")

    @property
    def read_only_reason(self) -> str | None:
        """Why keys that change the project do not work; `None` where they do."""
        return None

    def legend(self) -> tuple[Term, ...]:
        """Return the words and signs that are shown here, with what they mean."""
        return ()

    def hand_over(self) -> None:
        """Give the session the text in progress."""

    def show_notice(self, text: str) -> None:
        """Show a notice in the hint line until the next key."""
        self.hint_line.notice = text

    def ignore_keys(self) -> None:
        """Ignore keys until they pause: what comes now was not meant for this screen."""
        self.ignoring_keys = True
        self.show_notice("Keys are heard when you pause.")
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._heed_keys)

    def _heed_keys(self) -> None:
        self.ignoring_keys = False
        self.show_notice("")

    @contextmanager
    def showing_errors(self) -> Iterator[None]:
        """Show an error as a notice where the body raises one."""
        try:
            yield
        except RagftError as error:
            self.show_notice(error.sentence)

    def show_keys(self) -> None:
        """Show the keys that work where the focus is; how to list all and to leave comes last."""
        contexts = self.contexts() if self.is_modal else (*self.contexts(), "app")
        is_read_only = self.read_only_reason is not None
        self.hint_line.show_keys(contexts, self.focused, self.hints(), read_only=is_read_only)

    def on_descendant_focus(self) -> None:
        """Show the keys of what is focused now."""
        self.show_keys()

    @on(ScreenResume)
    def _keep_styles(self, event: ScreenResume) -> None:
        # To report upstream: "A resumed screen styles its widgets again".
        if self.is_styled:
            event.refresh_styles = self.is_styled = False

    @on(Notice)
    def _show_notice(self, message: Notice) -> None:
        self.show_notice(message.text)
