"""The clipboard of the terminal: the OSC 52 sequence that copies, also through GNU screen."""

from __future__ import annotations

from base64 import b64encode
from typing import Final

COPY_START: Final = "\x1b]52;"
"""The start of a sequence that copies to the clipboard."""

_MOST: Final = 74_994
"""Characters of base64 that terminals take; xterm and others drop a longer sequence."""

_PIECE: Final = 240
"""Characters that GNU screen passes on at once."""


def copy_sequence(text: str, multiplexer: str) -> str:
    """Return the sequence that copies a text to the clipboard; empty if the text is too long.

    Textual's `copy_to_clipboard` sends any length, and GNU screen prints it. To report upstream:
    "copy_to_clipboard: no passthrough for GNU screen, no limit of length".

    Args:
        text: The text to copy.
        multiplexer: The multiplexer of the terminal's profile. tmux passes the sequence on itself
            (`set-clipboard on`).
    """
    data = b64encode(text.encode()).decode()
    if len(data) > _MOST:
        return ""
    sequence = f"{COPY_START}c;{data}\x07"
    if multiplexer != "screen":
        return sequence
    pieces = (sequence[at : at + _PIECE] for at in range(0, len(sequence), _PIECE))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
