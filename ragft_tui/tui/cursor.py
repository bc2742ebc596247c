"""Where one is typing and what is marked: taken from the fields of a screen, and put back there."""

from __future__ import annotations

from collections.abc import Iterator

from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from ragft_tui.storage.recent import Cursor
from ragft_tui.tui.widgets.line_list import LineList


def cursors_of(screen: Screen[None]) -> tuple[Cursor, ...]:
    """Return what is marked in the lists of a screen, and last where one is typing.

    Args:
        screen: The screen; fields without an id are left out.
    """
    lists = [item for item in screen.query(LineList) if item.focusable and item.cursor >= 0]
    fields = [item for item in lists if item is not screen.focused]
    return tuple(_places([*fields, screen.focused]))


def _places(fields: list[Widget | None]) -> Iterator[Cursor]:
    for field in fields:
        match field:
            case Input(id=str(name), cursor_position=column):
                yield Cursor(name, 0, column)
            case TextArea(id=str(name), cursor_location=(row, column)):
                yield Cursor(name, row, column)
            case LineList(id=str(name), cursor=row) if row >= 0:
                yield Cursor(name, row, 0)


def put_cursors(screen: Screen[None], cursors: tuple[Cursor, ...]) -> None:
    """Put everything back as it was, as far as its place is still there.

    Args:
        screen: The screen that holds the fields.
        cursors: What `cursors_of` returned.
    """
    for cursor in cursors:
        try:
            field = screen.query_one(f"#{cursor.field}")
        except NoMatches:
            continue
        if field.focusable:
            field.focus()
            _put(field, cursor)


def _put(field: Widget, cursor: Cursor) -> None:
    match field:
        case Input():
            field.cursor_position = min(cursor.column, len(field.value))
        case TextArea():
            field.move_cursor((cursor.row, cursor.column))
        case LineList() if cursor.row >= 0:
            field.cursor = cursor.row
