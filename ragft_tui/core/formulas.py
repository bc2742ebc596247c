"""Formulas: texts that a spreadsheet would compute, disarmed so that it can be undone."""

from __future__ import annotations

from typing import Final

from ragft_tui.core.patterns import pattern

_RISKY: Final = pattern(r"['\t\r\n]|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]")
"""What a spreadsheet takes for a formula, the wide forms in some languages, also behind blanks;
and the apostrophe, which marks what was disarmed."""


def disarm(text: str) -> str:
    """Return a text that a spreadsheet takes for text: an apostrophe stands before what is risky.

    A text that begins with an apostrophe gets a second one, so `undisarm` gives every text back.
    """
    return f"'{text}" if _RISKY.match(text) else text


def undisarm(cell: str) -> str:
    """Return the text that was disarmed."""
    return cell.removeprefix("'")
