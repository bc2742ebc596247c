"""Copying: to the clipboard of the terminal near or far, and always to a file."""

from __future__ import annotations

from ragft_tui.core.errors import RagftError
from ragft_tui.core.text import clean
from ragft_tui.storage.clipboard_file import write_clipboard_file
from ragft_tui.storage.paths import display
from ragft_tui.terminal.clipboard import copy_sequence


def copy_text(text: str, multiplexer: str) -> tuple[str, str]:
    """Write a text to the file of copies; return what to send to the terminal, and a notice.

    Args:
        text: What is copied; control characters in it become their pictures.
        multiplexer: What stands between the program and the terminal, as its profile names it.
    """
    text = clean(text)
    sequence = copy_sequence(text, multiplexer)
    lines = text.count("\n") + (not text.endswith("\n"))
    count = "1 line" if lines == 1 else f"{lines:,} lines"
    try:
        where = display(write_clipboard_file(text))
    except RagftError as error:
        done = f"Copied {count}" if sequence else "Not copied"
        return sequence, f"{done}; {error.sentence}"
    if sequence:
        return sequence, f"Copied {count}; also in {where}"
    return "", f"Too much for a clipboard: {count} are in {where}"
