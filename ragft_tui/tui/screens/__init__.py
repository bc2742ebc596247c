"""The screens of the full screen, and the dialogs that only one of them shows."""

from ragft_tui.tui.screens.dialogs import KeysDialog, OutdatedDialog, ask_who_decides
from ragft_tui.tui.screens.home import HomeScreen
from ragft_tui.tui.screens.interview import InterviewScreen
from ragft_tui.tui.screens.review import ReviewScreen
from ragft_tui.tui.screens.theme_picker import ThemePicker

__all__ = [
    "HomeScreen",
    "InterviewScreen",
    "KeysDialog",
    "OutdatedDialog",
    "ReviewScreen",
    "ThemePicker",
    "ask_who_decides",
]
