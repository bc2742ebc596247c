"""Fields for text: compact, without a blinking cursor, and safe against every paste."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import ClassVar, Final

from textual import events
from textual.geometry import Offset
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.widgets.input import Selection
from textual.widgets.text_area import Location

from ragft_tui.core.patterns import pattern
from ragft_tui.core.text import FIELD_CHARACTERS, clean, describe_excess, fit_field, visible
from ragft_tui.terminal.graphemes import (
    backspace_start,
    grapheme_end,
    grapheme_start,
    next_boundary,
)
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.messages import ListPasted, Notice
from ragft_tui.tui.widgets.line_history import LineHistory, changed_until

_FEW: Final = 32
"""Characters of one read that nobody types at once."""
_MOST_PASTED: Final = 8 * FIELD_CHARACTERS
"""Characters of a paste that are not even looked at; to clean megabytes takes seconds."""
_SHORT: Final = 500
"""Characters of a text whose words are undone one by one where they were typed in one read."""

# Textual's `compact` toggles the class in the constructor, which styles a field that is not mounted
# yet. To report upstream: "toggle_class styles a widget in its constructor".
_COMPACT: Final = "-textual-compact"
"""The class of a field without borders."""

_WHITE_SPACE: Final = pattern(r"\s+")
_NOT_UNDONE: Final = "There is nothing to undo in this text."
_NOT_REDONE: Final = "There is nothing to redo in this text."


class TextLine(Input):
    """A field of one line; a paste of several lines is joined, so that none is lost."""

    takes_any: ClassVar[bool] = True
    """Whether any character is text here, whatever stands before it."""

    BINDINGS = bindings("field")

    compact: Reactive[bool] = Reactive(default=True)

    DEFAULT_CSS = """
    TextLine, TextLine:focus, TextLine:ansi {
        width: 1fr;
        background: $surface;
        background-tint: transparent;
    }
    TextLine, TextLine:ansi {
        .input--cursor {
            color: $input-cursor-foreground;
            background: $input-cursor-background;
            text-style: $input-cursor-text-style;
        }
        .input--selection {
            color: $input-selection-foreground;
            background: $input-selection-background;
            text-style: $input-selection-text-style;
        }
    }
    """

    def __init__(self, value: str = "", *, id: str | None = None, lists: bool = False) -> None:  # noqa: A002
        """Make a field.

        Args:
            value: The text to begin with.
            id: Its id.
            lists: Whether several lines pasted into the empty field are offered as a list.
        """
        super().__init__(value, id=id, classes=_COMPACT, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._lists = lists
        self._history = LineHistory()
        self._recording = True

    def on_mount(self) -> None:
        """Blink only where things may move."""
        self.cursor_blink = self.app.animation_level != "none"

    def load(self, text: str) -> None:
        """Begin with another text, at its end; what was there before cannot be undone."""
        self._set(text, len(text))
        self._history = LineHistory()

    def watch_value(self, old: str, new: str) -> None:
        """Record a change, so that it can be undone."""
        if self._recording:
            self._history.record(old, new)

    def action_undo(self) -> None:
        """Undo the last change of the text."""
        self._step_to(self._history.undo(self.value), _NOT_UNDONE)

    def action_redo(self) -> None:
        """Redo the change that was undone last."""
        self._step_to(self._history.redo(self.value), _NOT_REDONE)

    def _step_to(self, text: str | None, otherwise: str) -> None:
        if text is None:
            self.post_message(Notice(otherwise))
        else:
            self._set(text, changed_until(self.value, text))

    def _set(self, text: str, cursor: int) -> None:
        self._recording = False
        self.value = text
        self._recording = True
        if self.cursor_position == cursor:  # a first text takes it along, and does not scroll to it
            self.cursor_position = 0
        self.cursor_position = cursor

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next letter appears; Textual puts the terminal's cursor one column further.

        https://github.com/Textualize/textual/issues/6082
        """
        return super().cursor_screen_offset - (int(self.cursor_at_end), 0)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Return whether a key types a character."""
        del key
        return _is_text(character)

    def fitting(self, text: str) -> str:
        """Return as much of a text as there is room for at the cursor."""
        start, end = sorted(self.selection)
        return fit_field(text, self.value[:start] + self.value[end:])

    def type_in(self, text: str) -> int:
        """Type characters at the cursor, and return how many of them had room."""
        fits = self.fitting(text)
        typed = _WHITE_SPACE.sub(" ", fits) if "\n" in fits else fits
        # As if they came one by one: what is undone is a word, however fast it was typed.
        is_short = len(self.value) + len(typed) < _SHORT
        self._insert(typed, range(1, len(typed) + 1) if is_short else [len(typed)])
        return len(fits)

    def _insert(self, text: str, steps: Iterable[int]) -> None:
        """Put a text in the place of what is selected.

        Args:
            text: The text.
            steps: The numbers of its characters after which it can be undone to.
        """
        start, end = sorted(self.selection)
        left, right = self.value[:start], self.value[end:]
        for old, new in pairwise([self.value, *(left + text[:step] + right for step in steps)]):
            self._history.record(old, new)
        self._set(left + text + right, start + len(text))

    def action_cursor_left(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's
        """Go left by what looks like one character."""
        super().action_cursor_left(select)
        self._go(grapheme_start(self.value, self.cursor_position), select=select)

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's
        """Go right by what looks like one character."""
        super().action_cursor_right(select)
        self._go(grapheme_end(self.value, self.cursor_position), select=select)

    def action_delete_left(self) -> None:
        """Delete what looks like one character before the cursor, or the vowel sign on it."""
        start, end = sorted(self.selection)
        self.delete(backspace_start(self.value, end) if start == end else start, end)

    def action_delete_right(self) -> None:
        """Delete what looks like one character behind the cursor."""
        start, end = sorted(self.selection)
        self.delete(start, next_boundary(self.value, end) if start == end else end)

    def _go(self, place: int, *, select: bool) -> None:
        self.selection = Selection(self.selection.start if select else place, place)

    def _on_paste(self, event: events.Paste) -> None:
        if _is_insertable(self, event, takes_list=self._lists and not self.value):
            # Blanks at its ends stay: they part it from the words that it is pasted between.
            text = _WHITE_SPACE.sub(" ", visible(event.text).strip("\n"))
            start, end = sorted(self.selection)
            if _has_room(self, self.value[:start] + text + self.value[end:]):
                self._insert(text, [len(text)])


class TextBox(TextArea):
    """A field of several lines, in which Enter belongs to the form and Ctrl+J makes a new line."""

    takes_any: ClassVar[bool] = True
    """Whether any character is text here, whatever stands before it."""

    BINDINGS = bindings("field")

    compact: Reactive[bool] = Reactive(default=True)

    DEFAULT_CSS = """
    TextBox, TextBox:focus { background: $surface; padding: 0; }
    TextBox, TextBox:dark, TextBox:light, TextBox:ansi {
        .text-area--cursor {
            color: $input-cursor-foreground;
            background: $input-cursor-background;
            text-style: $input-cursor-text-style;
        }
        .text-area--selection {
            color: $input-selection-foreground;
            background: $input-selection-background;
            text-style: $input-selection-text-style;
        }
    }
    """

    def __init__(self, text: str = "", *, id: str | None = None, lists: bool = False) -> None:  # noqa: A002
        """Make a field.

        Args:
            text: The text to begin with.
            id: Its id.
            lists: Whether several lines pasted into the empty field are offered as a list.
        """
        super().__init__(
            text,
            id=id,
            classes=_COMPACT,
            compact=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
        )
        self.cursor_blink = False
        self._lists = lists

    def on_mount(self) -> None:
        """Blink only where things may move."""
        self.cursor_blink = self.app.animation_level != "none"

    def action_undo(self) -> None:
        """Undo the last change of the text."""
        if self.history.undo_stack:
            super().action_undo()
        else:
            self.post_message(Notice(_NOT_UNDONE))

    def action_redo(self) -> None:
        """Redo the change that was undone last."""
        if self.history.redo_stack:
            super().action_redo()
        else:
            self.post_message(Notice(_NOT_REDONE))

    def action_cut(self) -> None:
        """Cut what is selected; where nothing is, a whole line would be gone for a slip."""
        if self.selection.is_empty:
            self.app.copy_to_clipboard("")
        else:
            super().action_cut()

    def newline(self) -> None:
        """Start a new line at the cursor."""
        self.insert_text("\n")

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Return whether a key types a character."""
        del key
        return _is_text(character)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" or event.key.startswith("alt+"):
            event.prevent_default()

    def fitting(self, text: str) -> str:
        """Return as much of a text as there is room for at the cursor."""
        return fit_field(text, self._with(""))

    def type_in(self, text: str) -> int:
        """Type characters at the cursor, and return how many of them had room."""
        typed = self.fitting(text)
        self._restart_blink()
        # One by one, as long as that is no burst: undo keeps together what was typed in a row.
        for piece in typed if len(typed) < _FEW else [typed]:
            self._replace_via_keyboard(piece, *self.selection)
        self.scroll_cursor_visible()  # what that does itself is of the size before
        return len(typed)

    def get_cursor_left_location(self) -> Location:
        """Return the place before what looks like one character."""
        return self._outside(super().get_cursor_left_location())

    def get_cursor_right_location(self) -> Location:
        """Return the place behind what looks like one character."""
        row, column = super().get_cursor_right_location()
        return row, grapheme_end(self.document[row], column)

    def get_cursor_up_location(self) -> Location:
        """Return the place above."""
        return self._outside(super().get_cursor_up_location())

    def get_cursor_down_location(self) -> Location:
        """Return the place below."""
        return self._outside(super().get_cursor_down_location())

    def get_cursor_word_left_location(self) -> Location:
        """Return the start of the word before."""
        return self._outside(super().get_cursor_word_left_location())

    def get_cursor_word_right_location(self) -> Location:
        """Return the end of the word behind."""
        row, column = super().get_cursor_word_right_location()
        return row, grapheme_end(self.document[row], column)

    def action_delete_left(self) -> None:
        """Delete what looks like one character before the cursor, or the vowel sign on it."""
        row, column = self.cursor_location
        if self.selection.is_empty and column:
            start = backspace_start(self.document[row], column)
            self._delete_via_keyboard((row, column), (row, start))
        else:
            super().action_delete_left()

    def _outside(self, location: Location) -> Location:
        """Return the start of what a place is inside of: the cursor covers it whole."""
        row, column = location
        return row, grapheme_start(self.document[row], column)

    async def _on_paste(self, event: events.Paste) -> None:
        if _is_insertable(self, event, takes_list=self._lists and not self.text.strip()):
            self.insert_text(event.text)

    def insert_text(self, text: str) -> bool:
        """Put text at the cursor, and return whether the field has room for it."""
        text = clean(text)
        has_room = _has_room(self, self._with(text))
        if has_room:
            result = self.replace(text, *self.selection)
            self.move_cursor(result.end_location)
        return has_room

    def _with(self, text: str) -> str:
        """Return what is as long as the field with a text in the place of what is selected."""
        return self.text.replace(self.selected_text, text, 1)


def _is_text(character: str | None) -> bool:
    """Return whether a key types it; Textual drops joiners, wide spaces and the newest emoji.

    To report upstream: "Key.is_printable is false for U+200D and U+3000, so that no field takes
    them".
    """
    if character is None:
        return False
    return character.isprintable() or (character > "\x9f" and clean(character) == character)


def _is_insertable(field: Widget, event: events.Paste, *, takes_list: bool) -> bool:
    """Return whether a field is to insert a paste, which Textual does not get.

    Args:
        field: Where it was pasted; it posts why the paste is refused, or that it is a list. To
            report upstream: "Input._on_paste keeps the first line only".
        event: The paste.
        takes_list: Whether several lines are a list.
    """
    event.prevent_default()
    event.stop()
    if len(event.text) > _MOST_PASTED:
        return _has_room(field, event.text)
    is_list = sum(bool(line.strip()) for line in clean(event.text).split("\n")) > 1
    if takes_list and is_list:
        field.post_message(ListPasted(event.text))
    return not (takes_list and is_list)


def _has_room(field: Widget, text: str) -> bool:
    """Return whether a field has room for a text, or else post why it is refused."""
    if why := describe_excess(text):
        field.post_message(Notice(f"Not pasted: that would make {why}."))
    return not why
