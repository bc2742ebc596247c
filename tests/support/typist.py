"""A person who types into the program, and remembers when each letter went and what came back."""

from __future__ import annotations

import os
import random
import select
import string
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from tests.support.keys import encode_key
from tests.support.terminal import Terminal

__all__ = ["ROOM", "Program", "Typist"]

ROOM: Final = 50
"""Letters that a field shows at once."""

_LETTERS_A_SECOND: Final = 20
_PUMP: Final = 0.004
_REST: Final = 0.05
_DRAWINGS: Final = 10
_DRAWING: Final = encode_key("f1") * 20
"""Keys that show and hide a list, which is more than a terminal keeps unread."""


class Program(Terminal):
    """A program in a terminal, of which the process itself matters."""

    @property
    def ended(self) -> bool:
        """Whether the process has ended, or has let its terminal go."""
        return self._process.ended or self._process.status() is not None

    def look(self, seconds: float = 0.0) -> None:
        """Take in what the program writes for a while."""
        end = time.monotonic() + seconds
        while self._pump(max(0.0, min(_PUMP, end - time.monotonic()))) or time.monotonic() < end:
            pass

    def stall(self) -> None:
        """Let the program draw more than a terminal keeps, with nobody there to take it."""
        for _ in range(_DRAWINGS):
            # Once it is stuck, it takes no more keys either.
            with suppress(BlockingIOError):
                os.write(self._process._master, _DRAWING)
            select.select([], [], [], _REST)

    def seconds_until_gone(self, timeout: float) -> float:
        """Return how long the process still takes to end; an error where that is too long."""
        begun = time.monotonic()
        while self._process.status() is None:
            if time.monotonic() - begun > timeout:
                self.fail(f"expected within {timeout:g} s: the program ends")
            self.look(_PUMP)
        return time.monotonic() - begun


class Typist:
    """Types random letters, which stand nowhere else, at the pace of a fast typist."""

    def __init__(self, program: Program, dice: random.Random) -> None:
        self._program = program
        self._dice = dice
        self.text = ""
        """What was typed."""
        self.times: list[float] = []
        """The moment of each letter."""

    def type_for(self, seconds: float) -> None:
        """Type for a while, or until the program has ended or the field is full."""
        begun = time.monotonic()
        typed = 0
        while (now := time.monotonic()) - begun < seconds and not self._program.ended:
            if now >= begun + typed / _LETTERS_A_SECOND and len(self.text) < ROOM:
                try:
                    self.type_letter()
                except AssertionError:
                    if not self._program.ended:  # it may be killed while it is sent a letter
                        raise
                typed += 1
            self._program.look(_PUMP)

    def type_letter(self) -> None:
        """Type one letter, without waiting for it to be shown."""
        letter = self._dice.choice(string.ascii_lowercase)
        self.times.append(time.monotonic())
        self.text += letter
        self._program.type(letter)

    def type_until_shown(self, letters: int) -> None:
        """Type some letters and wait until each is on the screen, and no moment longer."""
        for _ in range(letters):
            self.type_letter()
            self._program.wait_until(lambda _: self.shown() == len(self.text), "the letter shows")

    def shown(self) -> int:
        """Return how many of the letters are on the screen: the program has received them."""
        screen = self._program.screen_text()
        return next(
            (size for size in range(len(self.text), 0, -1) if self.text[:size] in screen), 0
        )

    def kept(self, texts: Sequence[str]) -> int:
        """Return how many of the letters stand, as they were typed, at the start of a text."""
        return max((len(text) for text in texts if text and self.text.startswith(text)), default=0)

    def lost_seconds(self, kept: int, ended: float) -> float:
        """Return how much typing is missing, given how many letters were kept."""
        return max(0.0, ended - self.times[kept]) if kept < len(self.times) else 0.0
