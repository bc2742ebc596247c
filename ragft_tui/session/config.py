"""The configuration of one run: what the settings mean."""

from __future__ import annotations

from ragft_tui.core.errors import ProblemsError
from ragft_tui.keys import KEYS, Keymap, remap_keys
from ragft_tui.storage.settings import ChosenSettings


def chosen_keymap(settings: ChosenSettings) -> Keymap:
    """Return the keymap with the changes that settings make.

    Raises:
        ProblemsError: With every change of a key that makes no sense, at its place in the file.
    """
    if not settings.values.keys:
        return Keymap()
    try:
        return Keymap(remap_keys(KEYS, settings.values.keys))
    except ProblemsError as error:
        raise settings.placed(error) from error
