"""The dialog that asks which file is imported, and leads to its preview."""

from __future__ import annotations

from collections.abc import Callable

from ragft_tui.session.importing import Preview, preview_file
from ragft_tui.session.session import Session
from ragft_tui.tui.dialogs import TextDialog
from ragft_tui.tui.hint_screen import HintScreen
from ragft_tui.tui.screens.import_preview import ImportScreen


class ImportDialog(TextDialog):
    """Asks for the file, and reads it."""

    def __init__(self, session: Session) -> None:
        """Make the dialog.

        Args:
            session: The session whose project it is imported into.
        """
        super().__init__(
            "Import",
            "Which file? A list, a table (CSV), JSON, an API description, a tool manifest or "
            "another project.",
            accept=self._read,
        )
        self._session = session
        self.preview: Preview | None = None
        """What was read."""

    def _read(self, typed: str) -> None:
        self.preview = preview_file(self._session, typed)


def ask_for_import(
    screen: HintScreen[None], session: Session, take_in: Callable[[Preview], None]
) -> None:
    """Ask which file is imported and show its preview; then it is taken in.

    Args:
        screen: The screen that asks.
        session: The session whose project it is imported into.
        take_in: Takes in what is ticked.
    """
    dialog = ImportDialog(session)

    def preview(_: str | None) -> None:
        if (found := dialog.preview) is not None:
            screen.app.push_screen(ImportScreen(found, lambda: take_in(found)))

    screen.app.push_screen(dialog, preview)
