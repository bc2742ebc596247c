"""Copying, for terminals near and far: to the clipboard of the terminal, and always to a file."""

from __future__ import annotations

from base64 import b64encode
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.core.text import clean
from ragft_tui.storage.clipboard_file import keep_copied
from ragft_tui.storage.paths import display

_MOST: Final = 74_994
"""Characters of base64 that terminals take; xterm and others drop what is longer."""

_PIECE: Final = 240
"""Characters that GNU screen passes on at once."""


def copied(text: str, multiplexer: str) -> tuple[str, str]:
    """Keep a text in the file of what was copied, and return what to send and what to say.

    Args:
        text: What is copied; control characters in it become their pictures.
        multiplexer: What stands between the program and the terminal, as its profile names it.
    """
    text = clean(text)
    sequence = _sequence(text, multiplexer)
    lines = text.count("\n") + (not text.endswith("\n"))
    told = "1 line" if lines == 1 else f"{lines:,} lines"
    try:
        where = display(keep_copied(text))
    except RagftError as error:
        done = f"Copied {told}" if sequence else "Not copied"
        return sequence, f"{done}; {error.sentence}"
    if sequence:
        return sequence, f"Copied {told}; also in {where}"
    return "", f"Too much for a clipboard: {told} are in {where}"


def _sequence(text: str, multiplexer: str) -> str:
    """Return OSC 52 with a text, as what is between needs it; empty where it is too long."""
    data = b64encode(text.encode()).decode()
    if len(data) > _MOST:
        return ""
    sequence = f"\x1b]52;c;{data}\x07"
    if multiplexer != "screen":  # tmux knows it: `set-clipboard on`
        return sequence
    pieces = (sequence[at : at + _PIECE] for at in range(0, len(sequence), _PIECE))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
