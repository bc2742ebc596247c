"""The picker of themes, which shows each one at once."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import app, query_one

from ragft_tui.core.errors import ROOT, RagftError
from ragft_tui.storage.settings import Source, save_theme
from ragft_tui.storage.themes import load_themes
from ragft_tui.tui.base import BaseApp
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.dialogs import Dialog
from ragft_tui.tui.themes import register_themes
from ragft_tui.tui.widgets.content import Static, show
from ragft_tui.tui.widgets.line_list import LineList

_OTHER_LINES = 8
"""The lines of the dialog around the list: frame, heading, title of the theme, keys."""


class ThemePicker(Dialog[str]):
    """A small box in a corner; the marked theme is shown, and kept only by Enter."""

    CONTEXTS = ("theme",)
    BINDINGS = bindings("theme")

    app = app(BaseApp)
    about = query_one("#about", Static)

    def __init__(self) -> None:
        """Find all themes."""
        super().__init__("Theme")
        self._before = self.app.theme
        self._found = load_themes()
        self._themes = tuple(self._found.themes.values())
        register_themes(self.app, self._found)

    def compose_body(self) -> ComposeResult:
        """Yield the names, and what the marked one is."""
        yield LineList()
        yield Static(id="about")

    def on_mount(self) -> None:
        """Begin with the theme that is shown."""
        lines = self.query_one(LineList)
        names = [theme.name for theme in self._themes]
        cursor = names.index(self._before) if self._before in names else 0
        lines.fill(len(names), self._row, cursor)
        lines.focus()
        self._describe(cursor)
        self.show_notice(self._found.notice)

    def on_resize(self) -> None:
        """Leave room for all that is not the list."""
        self.query_one(LineList).styles.max_height = max(self.size.height - _OTHER_LINES, 1)

    def action_close(self) -> None:
        """Go back to the theme from before."""
        self.app.theme = self._before
        self.dismiss(None)

    @on(LineList.Moved)
    def _preview(self, event: LineList.Moved) -> None:
        self.app.theme = self._themes[event.index].name
        self._describe(event.index)

    @on(LineList.Selected)
    def _keep(self, event: LineList.Selected) -> None:
        theme = self._themes[event.index]
        try:
            save_theme(theme.name)
        except RagftError as error:
            notice = f"For this session only: {error.sentence}"
        else:
            notice = f"Kept for sessions to come: {theme.name}."
            origin = self.app.config.origin(ROOT / "theme")
            if origin.source in {Source.VARIABLE, Source.OPTION}:
                notice = f"Kept: {theme.name}; but {origin} overrides it."
        self.dismiss(notice)

    def _describe(self, index: int) -> None:
        self.about.content = show(self._themes[index].spec.title, "$text-muted")

    def _row(self, index: int) -> Content:
        theme = self._themes[index]
        return Content.assemble(f"{theme.name:<16}", "yours" if theme.own else "")
