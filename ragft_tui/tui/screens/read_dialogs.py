"""The pages to read: the keys that work, and the summary of the application."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from textwrap import wrap
from typing import Final

from textual.content import Content

from ragft_tui.core.review import Summary
from ragft_tui.keys import CONTEXTS, Key, Keymap
from ragft_tui.report.summary import summary_sections
from ragft_tui.tui.dialogs import ReadDialog
from ragft_tui.tui.inert import show

_NARROWEST: Final = 10
"""The columns that the description of a key gets in any case, however many keys it has."""
_WIDEST_SUMMARY: Final = 75
"""The columns of the page in a dialog that is as wide as dialogs get."""


class KeysDialog(ReadDialog):
    """Shows the keys that work in some contexts."""

    def __init__(
        self, keymap: Keymap, contexts: Sequence[str], read_only_reason: str | None
    ) -> None:
        """Make a page of keys.

        Args:
            keymap: The keys.
            contexts: The contexts, the nearest first.
            read_only_reason: Why nothing may be changed; `None` where everything may.
        """
        super().__init__("Keys", partial(keys_page, keymap, contexts, read_only_reason))


def summary_page(summary: Summary, width: int) -> Content:
    """Return a summary as a page to read.

    Args:
        summary: The summary.
        width: The columns of the page; zero where they are not known yet.
    """
    # A column stays free beside the scroll bar.
    sections = summary_sections(summary, (width or _WIDEST_SUMMARY) - 1)
    parts = [
        part
        for section in sections
        for part in (show(section.title, "bold"), *map(show, section.lines), Content(""))
    ]
    return Content("\n").join(parts[:-1])


def keys_page(
    keymap: Keymap, contexts: Sequence[str], read_only_reason: str | None, width: int
) -> Content:
    """Return the keys of some contexts as a page to read.

    Args:
        keymap: The keys.
        contexts: The contexts, the nearest first.
        read_only_reason: Why nothing may be changed; the keys that would are shown apart.
        width: The columns of the page; zero for as many as it takes.
    """
    parts: list[Content] = []
    places = tuple(dict.fromkeys((*contexts, "list", "dialog", "app")))
    column = max(len(key.labels) for key in keymap.of(*places))
    for context in places:
        keys = keymap.of(context)
        rows = [
            _help_row(key, column, width) for key in keys if not (read_only_reason and key.changes)
        ]
        changing = [
            _help_row(key, column, width) for key in keys if read_only_reason and key.changes
        ]
        if changing:
            rows += [show(f"  Not now; read-only: {read_only_reason}", "$text-warning"), *changing]
        parts.append(Content("\n").join([Content.styled(CONTEXTS[context], "bold"), *rows, ""]))
    return Content("\n").join(parts)


def _help_row(key: Key, column: int, width: int) -> Content:
    """Return a key and what it does; where that wraps, it is indented under itself."""
    start = column + 4
    lines = wrap(key.tooltip, max(width - start, _NARROWEST)) if width else [key.tooltip]
    about = f"\n{' ' * start}".join(lines)
    return Content.assemble("  ", (f"{key.labels:<{column}}", "bold"), "  ", about)
