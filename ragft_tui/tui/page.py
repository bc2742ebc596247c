"""The base of the full-screen pages: their lines, what all of them show, and their cursors."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.actions import ActionParseResult
from textual.app import ComposeResult
from textual.getters import app, query_one
from textual.widget import Widget
from textual.widgets import Input, TextArea

from ragft_tui.session.opening import is_named_by_file
from ragft_tui.session.status import NOTHING_OPEN
from ragft_tui.storage.recent import Cursor
from ragft_tui.tui.base import BaseApp
from ragft_tui.tui.hint_screen import HintScreen
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.lines import Banner, HintLine, StatusLine

if TYPE_CHECKING:
    from ragft_tui.core.model import Capability
    from ragft_tui.session.history import Reverted
    from ragft_tui.session.session import Session


class Page(HintScreen[None]):
    """A screen with a status line at its top and a hint line at its bottom."""

    DEFAULT_CSS = """
    Page {
        layout: vertical;
        overflow: hidden;
        background: $background;
        StatusLine { dock: top; }
        HintLine { dock: bottom; }
        &.-tiny StatusLine { height: 1; border-bottom: none; }
        &.-tiny Banner { max-height: 1; }
    }
    """
    ESCAPE_TO_MINIMIZE = False

    app = app(BaseApp)
    status_line = query_one(StatusLine)
    banner = query_one(Banner)

    @property
    def session(self) -> Session:
        """The open session; only pages about a project ask for it."""
        session = self.app.session
        if session is None:
            raise RuntimeError("no project is open")
        return session

    def compose(self) -> ComposeResult:
        """Put the body of the page between its lines."""
        yield StatusLine()
        yield Banner()
        yield from self.compose_body()
        yield HintLine()

    def compose_body(self) -> ComposeResult:
        """Yield what stands between the lines."""
        yield from ()

    @property
    def read_only_reason(self) -> str | None:
        """Why nothing may be changed; `None` where everything may."""
        return self.app.session.read_only_reason if self.app.session else None

    @property
    def has_lines(self) -> bool:
        """Whether it has its lines; while it is coming or going, they may be missing."""
        return None not in map(self.query_one_optional, (StatusLine, Banner, HintLine))

    def why_not(self, action: str | ActionParseResult) -> str | None:
        """Return why an action of this page does not work now; `None` where it does.

        Args:
            action: The action, as the table of keys names it.
        """
        changing = {key.action for key in self.app.keymap.of(*self.contexts()) if key.changes}
        if self.read_only_reason is not None and isinstance(action, str) and action in changing:
            return f"Read-only: {self.read_only_reason}."
        return None

    def hand_over(self) -> None:
        """Give the session the text in progress, and where the cursors are."""
        self.session.cursors = tuple(self._cursors())

    def key_label(self, name: str, *, typing: bool = False) -> str:
        """Return how the key of an action is written in a sentence.

        Args:
            name: The id of the action, such as `review.undo`.
            typing: Whether to prefer a key that works while text is typed, too.
        """
        return self.app.keymap.label(name, typing=typing)

    def show_project(self) -> None:
        """Show the project as it is now."""

    def action_undo(self) -> None:
        """Undo the last change."""
        self._show_reverted(self.session.undo())

    def action_redo(self) -> None:
        """Redo the change that was undone last."""
        self._show_reverted(self.session.redo())

    def _show_reverted(self, reverted: Reverted) -> None:
        self.show_project()
        self.show_notice(reverted.sentence)

    def show_capability(self, capability: Capability, title: str) -> None:
        """Show everything about a capability in a dialog.

        Args:
            capability: The capability; the verdict on it is shown as it would be.
            title: The heading of the dialog.
        """
        from ragft_tui.tui.capability_content import capability_page
        from ragft_tui.tui.dialogs import ReadDialog

        page = partial(capability_page, capability, self.session.rulebook)
        self.app.push_screen(ReadDialog(title, page))

    def action_rename(self) -> None:
        """Ask for another name of the application."""
        from ragft_tui.session import review
        from ragft_tui.tui.dialogs import TextDialog

        def draft(text: str) -> None:
            review.draft_name(self.session, text)
            self.show_name()

        def accept(text: str) -> None:
            review.rename(self.session, text)
            self.show_name()

        so_far = review.name_so_far(self.session.project)
        self.app.push_screen(
            TextDialog(
                "Rename the application",
                review.ASK_FOR_NAME,
                so_far,
                changed=draft,
                accept=accept,
                selected=is_named_by_file(self.session) and so_far == self.session.project.name,
            )
        )

    def show_name(self) -> None:
        """Show the name of the application as it is now, and nothing else anew."""
        self.refresh_lines()

    def refresh_lines(self) -> None:
        """Bring the lines up to date."""
        self.show_keys()
        line, banner, session = self.status_line, self.banner, self.app.session
        line.position = self.describe_position()
        if session is None:
            line.state, line.failed, banner.text = NOTHING_OPEN, False, ""
            return
        status = session.status
        line.state = status.label
        line.failed = banner.failed = status.failed
        banner.text = status.banner(f"{self.key_label('app.save')} asks.") or status.note
        if news := session.take_news():
            self.show_notice(news)

    def describe_position(self) -> str:
        """Return the name of the project and the position in it, for the status line."""
        return "ragft-tui"

    def restore_cursors(self) -> None:
        """Put the cursors where they were when the session was left, as far as they still can."""
        fields = {field.id: field for field in self.focus_chain}
        for cursor in self.session.cursors:
            if field := fields.get(cursor.field):
                field.focus()
                _put_cursor(field, cursor)
        self.session.cursors = ()

    def _cursors(self) -> Iterator[Cursor]:
        """Yield the marked rows of the lists and, last, the cursor of what is focused."""
        lists = [each for each in self.focus_chain if isinstance(each, LineList)]
        for field in (*(each for each in lists if each is not self.focused), self.focused):
            match field:
                case Input(id=str(name), cursor_position=column):
                    yield Cursor(name, 0, column)
                case TextArea(id=str(name), cursor_location=(row, column)):
                    yield Cursor(name, row, column)
                case LineList(id=str(name), cursor=row) if row >= 0:
                    yield Cursor(name, row, 0)


def _put_cursor(field: Widget, cursor: Cursor) -> None:
    match field:
        case Input():
            field.cursor_position = min(cursor.column, len(field.value))
        case TextArea():
            field.move_cursor((cursor.row, cursor.column))
        case LineList() if cursor.row >= 0:
            field.cursor = cursor.row
