"""Exports on the full screen: which format, and where the report goes."""

from __future__ import annotations

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.text import capitalize
from ragft_tui.report.formats import FORMATS, Format
from ragft_tui.session.export import can_be_forced, export, proposed_path
from ragft_tui.session.session import Session
from ragft_tui.storage.paths import display
from ragft_tui.tui.bindings import keymap_of
from ragft_tui.tui.dialogs import ChoiceDialog, TextDialog
from ragft_tui.tui.hint_screen import HintScreen
from ragft_tui.tui.widgets.content import show


class ExportDialog(TextDialog):
    """Asks where a report goes, and writes it; over a file that exists at the second Enter."""

    def __init__(self, session: Session, form: Format) -> None:
        """Make the dialog.

        Args:
            session: The session whose project is reported on.
            form: The format.
        """
        super().__init__(
            "Export a report",
            f"{capitalize(form.title)}. Where does it go?",
            display(proposed_path(session.path, form)),
            accept=self._write,
        )
        self._session = session
        self._form = form
        self._refused = ""
        """The name that would be overwritten, once that was said."""
        self.told = ""
        """Where the report is."""

    def _write(self, typed: str) -> None:
        try:
            force = typed == self._refused
            self.told = export(self._session, self._form, typed, force=force)
        except RagftError as error:
            if not can_be_forced(error):
                raise
            self._refused = typed
            first = error.problems[0]
            again = keymap_of(self).label("text.accept")
            raise UsageError(
                first.what, source=first.source, advice=f"{again} again overwrites it"
            ) from error


def ask_for_export(screen: HintScreen[None], session: Session) -> None:
    """Ask in which format a report is wanted and where it goes; then it is written.

    Args:
        screen: The screen that asks, and shows where the report is.
        session: The session whose project is reported on.
    """
    forms = list(FORMATS.values())

    def choose(index: int | None) -> None:
        if index is not None:
            dialog = ExportDialog(session, forms[index])
            screen.app.push_screen(dialog, lambda _: screen.show_notice(dialog.told))

    rows = [show(f"{each.name:<5} {each.title}") for each in forms]
    screen.app.push_screen(ChoiceDialog("Export a report", "In which format?", rows), choose)
