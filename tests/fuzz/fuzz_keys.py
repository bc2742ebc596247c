"""Bytes from a terminal, in pieces: none makes the keyboard fail, and all end at rest."""

from __future__ import annotations

from typing import Final

from ragft_tui.terminal.input import InputParser
from ragft_tui.terminal.keyboard import Keyboard

__all__ = ["fuzz"]

_LONGEST_PIECE: Final = 64


def fuzz(data: bytes) -> None:
    """Press what some bytes stand for; the first of them says in which pieces they come."""
    piece = data[0] % _LONGEST_PIECE + 1 if data else 1
    parser, keyboard = InputParser(0.1), Keyboard()
    for at in range(1, len(data), piece):
        for part in parser.feed(data[at : at + piece]):
            keyboard.events_of(part)
    for part in parser.time_out():
        keyboard.events_of(part)
    assert parser.timeout is None
