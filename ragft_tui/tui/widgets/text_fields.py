"""Fields for text: compact, without a blinking cursor, and safe against every paste."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input, TextArea

from ragft_tui.core.text import clean, one_line, over_limit
from ragft_tui.tui.safe import inert

__all__ = ["PastedList", "Refused", "TextBox", "TextLine"]


@dataclass
class Refused(Message):
    """Text was not taken; says why."""

    why: str


@dataclass
class PastedList(Message):
    """Several lines were pasted into an empty field; nothing was inserted yet."""

    text: str


class TextLine(Input):
    """A field of one line; a paste of several lines is joined, so that none is lost."""

    DEFAULT_CSS = """
    TextLine, TextLine:focus { background: $surface; }
    """

    def __init__(self, value: str = "", *, id: str | None = None, lists: bool = False) -> None:  # noqa: A002
        """Make a field.

        Args:
            value: The text to begin with.
            id: Its id.
            lists: Whether several lines pasted into the empty field are offered as a list.
        """
        super().__init__(value, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._lists = lists

    def render_line(self, y: int) -> Strip:
        """Draw a line, with nothing in it that the terminal would obey."""
        return inert(super().render_line(y))

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        if self._lists and not self.value and _is_list(event.text):
            self.post_message(PastedList(event.text))
            return
        text = one_line(event.text)
        if why := over_limit(self.value + text):
            self.post_message(Refused(f"Not pasted: that would make {why}."))
            return
        self.replace(text, *self.selection)


class TextBox(TextArea):
    """A field of several lines, in which Enter belongs to the form and Ctrl+J makes a new line."""

    DEFAULT_CSS = """
    TextBox, TextBox:focus { background: $surface; padding: 0; }
    """

    def __init__(self, text: str = "", *, id: str | None = None, lists: bool = False) -> None:  # noqa: A002
        """Make a field.

        Args:
            text: The text to begin with.
            id: Its id.
            lists: Whether several lines pasted into the empty field are offered as a list.
        """
        super().__init__(
            text, id=id, compact=True, tab_behavior="focus", highlight_cursor_line=False
        )
        self.cursor_blink = False
        self._lists = lists

    def render_line(self, y: int) -> Strip:
        """Draw a line, with nothing in it that the terminal would obey."""
        return inert(super().render_line(y))

    def newline(self) -> None:
        """Start a new line at the cursor."""
        self.insert_text("\n")

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" or event.key.startswith("alt+"):
            event.prevent_default()
        elif event.is_printable and (why := over_limit(self.text + "x")):
            event.prevent_default()
            event.stop()
            self.post_message(Refused(f"The field is full: {why}."))

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        if self._lists and not self.text.strip() and _is_list(event.text):
            self.post_message(PastedList(event.text))
            return
        self.insert_text(event.text)

    def insert_text(self, text: str) -> None:
        """Put text at the cursor, where the field has room for it."""
        text = clean(text)
        if why := over_limit(self.text + text):
            self.post_message(Refused(f"Not pasted: that would make {why}."))
            return
        result = self.replace(text, *self.selection)
        self.move_cursor(result.end_location)


def _is_list(text: str) -> bool:
    return sum(bool(line.strip()) for line in clean(text).split("\n")) > 1
