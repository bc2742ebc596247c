"""Every key of the full screen, once: what it is called, where it works, and what it does."""

from __future__ import annotations

from typing import Final

from ragft_tui.keys.interview import INTERVIEW_KEYS
from ragft_tui.keys.key import Key
from ragft_tui.keys.pages import PAGE_KEYS

_SHARED_KEYS: Final = (
    Key("text.accept", ("enter",), "accept", "accept", "Accept the text"),
    Key(
        "lines.newline",
        ("ctrl+j", "alt+enter"),
        "newline",
        "new line",
        "Start a new line",
        hint=False,
    ),
    Key("field.undo", ("ctrl+z",), "undo", "undo", "Undo a change of the text", hint=False),
    Key("field.redo", ("ctrl+y",), "redo", "redo", "Redo a change of the text", hint=False),
    Key("field.select_all", ("f7",), "select_all", "select all", "Select all text", hint=False),
    Key(
        "choice.accept",
        ("enter",),
        "noop",
        "choose",
        "Choose the marked line",
        shows_keys_of=("list.select",),
    ),
    Key(
        "choice.mark",
        tuple("1234567890"),
        "mark({key!r})",
        "mark",
        "Mark a line by its digits",
        key_display="0-9",
    ),
    Key(
        "theme.keep",
        ("enter",),
        "noop",
        "keep",
        "Keep the theme, also for later sessions",
        shows_keys_of=("list.select",),
    ),
    Key("theme.back", ("escape", "q"), "close", "discard", "Go back to the theme from before"),
    Key("reader.copy", ("c", "y"), "copy", "copy", "Copy the page, also into a file"),
    Key(
        "reader.scroll",
        ("up", "down"),
        "noop",
        "scroll",
        "Scroll the page",
        key_display="↑ ↓",
        shows_keys_of=("list.up", "list.down"),
    ),
    Key(
        "outdated.accept",
        ("a",),
        "accept",
        "accept all",
        "Accept all verdicts as they are now",
        changes=True,
    ),
    Key(
        "dialog.close",
        ("escape", "q"),
        "close",
        "close",
        "Close the dialog; what you typed is kept",
        way_out=True,
    ),
    Key("list.up", ("up", "k"), "move(-1)", "up", "Up one line", hint=False),
    Key("list.down", ("down", "j"), "move(1)", "down", "Down one line", hint=False),
    Key("list.first", ("home", "g"), "first", "first", "First line", hint=False),
    Key("list.last", ("end", "G"), "last", "last", "Last line", hint=False),
    Key("list.page_up", ("pageup", "ctrl+u"), "page_up", "page up", "Up one page", hint=False),
    Key(
        "list.page_down",
        ("pagedown", "ctrl+d"),
        "page_down",
        "page down",
        "Down one page",
        hint=False,
    ),
    Key(
        "list.select", ("enter", "space"), "select", "select", "Select the marked line", hint=False
    ),
    Key(
        "app.palette",
        ("ctrl+p", "f12"),
        "app.command_palette",
        "palette",
        "Find an action by name",
        hint=False,
        way_out=True,
    ),
    Key(
        "app.save",
        ("ctrl+s", "ctrl+o"),
        "app.save",
        "save",
        "Save now (it is also done for you)",
        hint=False,
    ),
    Key("app.theme", ("f9",), "app.theme", "theme", "Choose a theme", hint=False),
    Key(
        "app.quit",
        ("q", "f10", "ctrl+q"),
        "app.leave",
        "quit",
        "Quit (everything is saved)",
        way_out=True,
    ),
    Key(
        "app.interrupt",
        ("ctrl+c",),
        "app.interrupt",
        "how to quit",
        "Say how to quit",
        hint=False,
    ),
    Key(
        "app.suspend",
        ("ctrl+z", "alt+z"),
        "app.suspend",
        "suspend",
        "Suspend (`fg` brings it back)",
        hint=False,
        way_out=True,
    ),
    Key("app.redraw", ("ctrl+l",), "app.redraw", "redraw", "Redraw the screen", hint=False),
    Key(
        "app.help",
        ("f1", "question_mark"),
        "app.help",
        "keys",
        "Show the keys that work here",
        way_out=True,
    ),
)
"""The keys of fields, dialogs and lists, and those that work everywhere."""

KEYS: Final = (*INTERVIEW_KEYS, *PAGE_KEYS, *_SHARED_KEYS)
"""All keys; a key's place in the table is its place in the hint line and the help."""
