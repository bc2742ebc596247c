"""The preview of an import: what was read, what each row changes, and which rows are ticked."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one

from ragft_tui.core.importing import CHANGING, PlanRow, RowState
from ragft_tui.core.text import one_line
from ragft_tui.keys.hints import Hints
from ragft_tui.report.importing import (
    count_extras,
    describe_briefly,
    describe_mapping,
    describe_notes,
    describe_row,
    describe_source,
    describe_unread,
)
from ragft_tui.session.importing import Preview
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.dialogs import ChoiceDialog, ReadDialog
from ragft_tui.tui.page import Page
from ragft_tui.tui.widgets.content import Clipped, Static, show
from ragft_tui.tui.widgets.entries import Paragraph, lay_out
from ragft_tui.tui.widgets.line_list import LineList

_STATE = 10
_LONGEST_NAME = 32
_STYLES = {
    RowState.NEW: "bold",
    RowState.CHANGED: "$text-warning",
    RowState.SAME: "$text-muted",
}


class ImportList(LineList):
    """The rows of a preview."""

    DEFAULT_CSS = "ImportList { scrollbar-gutter: stable; scrollbar-size-horizontal: 0; }"
    BINDINGS = bindings("import")


class ImportScreen(Page):
    """Shows what an import does before anything is done."""

    CSS_PATH = "import_preview.tcss"
    CONTEXTS = ("import",)

    table = query_one(ImportList)
    details = query_one("#details", Clipped)

    def __init__(
        self,
        preview: Preview,
        take_in: Callable[[], None],
        together: Callable[[], None] | None = None,
    ) -> None:
        """Make the screen.

        Args:
            preview: What is shown.
            take_in: Takes the ticked rows in; where it raises, the error is shown.
            together: Keeps a pasted list as one description; `None` where there is none.
        """
        super().__init__()
        self._preview = preview
        self._take_in = take_in
        self._together = together

    def compose_body(self) -> ComposeResult:
        """Yield how it was read, the rows, and all of the marked one."""
        yield Static(id="read")
        with Vertical(id="rows"):
            yield ImportList(id="table")
        rest = self.key_label("import.details")
        yield Clipped(f"… {rest} shows the rest", id="details")

    def on_screen_resume(self) -> None:
        """Show the preview beside the project as it is now."""
        self._preview.refresh(self.session.project)
        self.show_project()
        self.table.focus()

    def hints(self) -> Hints:
        """Return the keys that matter: a pasted list can be kept together."""
        return Hints(("import.accept", "import.together") if self._together else ())

    def describe_position(self) -> str:
        """Return the project, and what is imported into it."""
        names = ", ".join(reading.name for reading in self._preview.readings)
        return f"{one_line(self.session.project.name)} · import of {one_line(names)}"

    def show_project(self) -> None:
        """Bring all of it up to date."""
        preview = self._preview
        lines: list[str] = []
        for reading in preview.readings:
            source = reading.found.source
            lines += [describe_source(source), describe_mapping(source), *describe_notes(source)]
        muted = (show(line, "$text-muted") for line in lines if line)
        content = [show(preview.counts, "bold"), *muted]
        self.query_one("#read", Static).content = Content("\n").join(content)
        count = len(preview.rows) + len(preview.unread)
        self.table.fill(count, self._row, max(self.table.cursor, 0))
        self._show_details()
        self.refresh_lines()

    def _planned(self, index: int) -> PlanRow | None:
        """Return a row of the plan; `None` for one that was not read."""
        rows = self._preview.rows
        return rows[index] if 0 <= index < len(rows) else None

    def _row(self, index: int) -> Content:
        row = self._planned(index)
        if row is None:
            _, unread = self._preview.unread[index - len(self._preview.rows)]
            about = show(describe_unread(unread))
            return Content.assemble("    ", (f"{'not read':{_STATE}}", "$text-error"), about)
        box = f"[{'x' if index in self._preview.ticked else ' '}] "
        box = box if row.state in CHANGING else "    "
        name = one_line(row.candidate.name)
        width = min(max(self.size.width // 3, 12), _LONGEST_NAME)
        extras = f"({extras}) " if (extras := count_extras(row)) else ""
        return Content.assemble(
            box,
            (f"{row.state.value:{_STATE}}", _STYLES[row.state]),
            show(name).truncate(width, ellipsis=True, pad=True),
            "  ",
            extras,
            show(describe_briefly(row.candidate), "$text-muted"),
        )

    @on(LineList.Moved)
    def _show_details(self) -> None:
        self.details.parts = [Paragraph(each) for each in self._about()]

    def _about(self) -> list[Content]:
        """Return all of the marked row."""
        index, preview = self.table.cursor, self._preview
        row = self._planned(index)
        if row is None:
            unread = preview.unread[index - len(preview.rows)] if preview.unread else None
            return [show(describe_unread(unread[1], unread[0]))] if unread else []
        candidate = row.candidate
        where = [f"line {candidate.line}" if len(preview.readings) == 1 else ""]
        if candidate.group:
            where.append(f"under {one_line(candidate.group)}")
        aside = f"  ({', '.join(filter(None, where))})"
        return [
            Content.assemble(show(one_line(candidate.name), "bold"), show(aside, "$text-muted")),
            *([show(candidate.description)] if row.state is not RowState.CHANGED else []),
            *(show(line) for line in describe_row(row, self.session.rulebook)),
        ]

    def action_tick(self) -> None:
        """Tick or untick the marked row, and mark the next one."""
        self._preview.toggle(frozenset([self.table.cursor]))
        self.table.cursor += 1
        self.show_project()

    def action_tick_all(self) -> None:
        """Tick all rows, or none."""
        self._preview.toggle(self._preview.every)
        self.show_project()

    def action_accept(self) -> None:
        """Take the ticked rows in."""
        with self.showing_errors():
            self._take_in()
            self.dismiss()

    def action_back(self) -> None:
        """Go back; nothing is imported."""
        self.dismiss()

    def action_together(self) -> None:
        """Keep a pasted list as one description."""
        if self._together is None:
            self.show_notice("It was not pasted, or is too long for one description.")
        else:
            self._together()
            self.dismiss()

    def action_details(self) -> None:
        """Show all of the marked row."""

        def page(width: int) -> Content:
            row = self._planned(self.table.cursor)
            columns = row.candidate.columns if row else ()
            cells = (show(f"{column}: {one_line(cell)}", "$text-muted") for column, cell in columns)
            parts = [Paragraph(each) for each in (*self._about(), *cells)]
            return Content("\n").join(lay_out(parts, width or self.size.width))

        self.app.push_screen(ReadDialog("A row of the import", page))

    def action_read_otherwise(self) -> None:
        """Ask which part of how it was read is to be another."""
        reading = self._preview.readings[0]
        settings = reading.settings(self.session.rulebook)
        width = max(len(each.title) for each in settings)

        def choose(index: int | None) -> None:
            if index is not None:
                self._ask_setting(index)

        rows = [show(f"{one_line(each.title):<{width}}  {each.value}") for each in settings]
        self.app.push_screen(
            ChoiceDialog("How it is read", "Which of these is wrong?", rows), choose
        )

    def _ask_setting(self, at: int) -> None:
        setting = self._preview.readings[0].settings(self.session.rulebook)[at]
        labels = [label for label, _ in setting.choices]
        cursor = labels.index(setting.value) if setting.value in labels else 0

        def choose(index: int | None) -> None:
            if index is not None:
                how = setting.choices[index][1]
                with self.showing_errors():
                    self._preview.read_again(0, how, self.session.rulebook)
                    self.show_project()

        prompt = show(f"{setting.title}: {setting.value} now.")
        rows = [show(label) for label in labels]
        dialog = ChoiceDialog("How it is read", prompt, rows, cursor)
        self.app.push_screen(dialog, choose)
