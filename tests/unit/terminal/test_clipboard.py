"""The sequence that copies to the clipboard of a terminal."""

from __future__ import annotations

import re
from base64 import b64encode

from ragft_tui.terminal.clipboard import copy_sequence

TEXT = "Zoë 東京\nline\n" * 100


def osc_52(text: str) -> str:
    return f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"


def test_gnu_screen_passes_it_on_in_pieces() -> None:
    sequence = copy_sequence(TEXT, "screen")
    pieces = re.findall("\x1bP(.*?)\x1b\\\\", sequence, re.DOTALL)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == sequence
    assert max(map(len, pieces)) <= 256
    assert "".join(pieces) == osc_52(TEXT)


def test_a_text_that_terminals_would_drop_is_not_sent() -> None:
    assert copy_sequence("x" * 56_244, "") == osc_52("x" * 56_244)
    assert copy_sequence("x" * 56_247, "") == ""
