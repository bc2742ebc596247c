"""What was typed and had no effect yet: in its order, bounded, known to whoever must save it."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import events

from ragft_tui.terminal.input_stream import Keyed, Part, Typed
from ragft_tui.terminal.keyboard import Keyboard

if TYPE_CHECKING:
    from textual.message import Message

MOST_KEYS: Final = 1_000
"""Keys that may wait for their turn; of more, nobody knows any longer what they would do."""

_MOST_TEXT: Final = 1 << 20
"""Characters that may wait: far more than any field takes."""

_PASTED_CHARACTERS: Final = 64
_PASTED_LINE_ENDS: Final = 2
_LINE_END: Final = re.compile("\r\n?|\n")
_CONTROLS: Final = tuple(map(chr, (*range(0x20), 0x7F)))
_LATEST: Final = 0.5
"""Seconds that whoever leaves waits at most for what was typed before to have its effect."""


@dataclass(slots=True)
class Characters:
    """What is left of the characters that came in one read of the terminal."""

    text: str
    pasted: bool
    """Whether so many lines in one read can only be a paste, from what marks none: GNU screen,
    `tmux paste-buffer`. Time tells nothing: over SSH whole sentences arrive at once."""


class Typeahead:
    """A queue between the thread that reads the terminal and the event loop.

    Only that thread puts in what it read. Only the main thread takes out, also amid a signal.
    """

    def __init__(self, leaving: Collection[str]) -> None:
        """Begin with nothing.

        Args:
            leaving: The keys that leave the program, as Textual calls them.
        """
        self._leaving = leaving
        self._keyboard = Keyboard()
        leave = [re.escape(each) for each in _CONTROLS if self._leaves(self.keys_of(each))]
        self._leave = re.compile("|".join(leave) or "(?!)")
        self._waiting: deque[Characters | Message] = deque()
        # Each is counted by one thread alone: what was put in, taken out, lost, and told as lost.
        self._put = self._taken = self._lost = self._told = 0
        self._no_way_out: set[Part] = set()
        """Sequences that were dropped, so that they need not be read again."""
        self._leave_by: float | None = None
        self._closed = False

    @property
    def overdue(self) -> bool:
        """Whether somebody leaves, and has waited long enough for what was typed before."""
        return self._leave_by is not None and time.monotonic() > self._leave_by

    @property
    def first(self) -> Characters | Message | None:
        """What comes next; `None` where nothing waits."""
        return self._waiting[0] if self._waiting else None

    def keys_of(self, text: str) -> list[events.Key]:
        """Return the keys that characters stand for."""
        return [key for key in self._keyboard.events_of(Typed(text)) if isinstance(key, events.Key)]

    def put_read(self, parts: Iterable[Part]) -> None:
        """Put in what one read of the terminal gave, as far as there is room.

        Args:
            parts: Text, keys and pastes in their order.
        """
        for part in parts:
            if isinstance(part, Typed):
                self._put_text(part.text)
                continue
            is_full = len(self._waiting) >= MOST_KEYS
            if is_full and part in self._no_way_out:  # a flood is dropped faster than it comes
                self._lost += 1
                continue
            found = self._keyboard.events_of(part)
            if not is_full or self._leaves(found):
                for event in found:
                    self.put(event)
            else:
                self._lost += sum(map(_size, found))
                if isinstance(part, Keyed) and len(self._no_way_out) < MOST_KEYS:
                    self._no_way_out.add(part)

    def _put_text(self, text: str) -> None:
        """Put in text; the way out is one also amid what was pasted."""
        line_ends = len(_LINE_END.findall(text))
        printable = sum(map(str.isprintable, text))
        pasted = line_ends >= _PASTED_LINE_ENDS and printable >= _PASTED_CHARACTERS
        start = 0
        for leave in self._leave.finditer(text):
            self._put_characters(text[start : leave.start()], pasted=pasted)
            self.put(self.keys_of(leave[0])[0])
            start = leave.end()
        self._put_characters(text[start:], pasted=pasted)

    def _put_characters(self, text: str, *, pasted: bool) -> None:
        kept = text[: max(_MOST_TEXT - self._put + self._taken, 0)]
        self._lost += len(text) - len(kept)
        if kept:
            self._append(Characters(kept, pasted))

    def put(self, event: Message) -> None:
        """Put in a key, a paste, or what the mouse did."""
        if self._leave_by is None and self._leaves([event]):
            self._leave_by = time.monotonic() + _LATEST
        self._append(event)

    def _leaves(self, found: Iterable[Characters | Message]) -> bool:
        return any(isinstance(event, events.Key) and event.key in self._leaving for event in found)

    def _append(self, piece: Characters | Message) -> None:
        if not self._closed:
            self._put += _size(piece)
            self._waiting.append(piece)

    def close(self) -> None:
        """Put in nothing more: the program is left, and it is too late for what comes now."""
        self._closed = True
        self._leave_by = time.monotonic() + _LATEST

    def take(self) -> Characters | Message:
        """Take out what comes next."""
        piece = self._waiting.popleft()
        self._taken += _size(piece)
        if self._leaves([piece]):
            self._leave_by = None
        return piece

    def take_character(self) -> str:
        """Take out one character of those that come next."""
        return self._split(1)

    def take_text(self, takes: Callable[[str], bool]) -> str:
        """Take out as many characters as somebody takes, however they came.

        Args:
            takes: Tells of a character whether it is text there.
        """
        taken: list[str] = []
        while (piece := self.first) is not None and not isinstance(piece, events.Paste):
            text = _text_of(piece)
            length = next((at for at, char in enumerate(text) if not takes(char)), len(text))
            if not length:
                break
            taken.append(self._split(length) if isinstance(piece, Characters) else text)
            if not isinstance(piece, Characters):
                self.take()
            elif length < len(text):
                break
        return "".join(taken)

    def take_paste(self) -> str:
        """Take out what was pasted, with marks or without, as far as it has come."""
        taken: list[str] = []
        while (piece := self.first) is not None and _is_paste(piece):
            taken.append(_text_of(piece))
            self.take()
        return "".join(taken)

    def drop(self) -> int:
        """Drop the characters that come next, from however many reads, and return how many."""
        dropped = 0
        while isinstance(piece := self.first, Characters):
            dropped += len(piece.text)
            self.take()
        return dropped

    def skip(self) -> int:
        """Take out all that waits before the key that leaves, and return how much that was."""
        skipped = 0
        while (piece := self.first) is not None and not self._leaves([piece]):
            skipped += _size(piece)
            self.take()
        return skipped

    def take_lost(self) -> int:
        """Return how much there was no room for since the last call."""
        lost = self._lost - self._told
        self._told += lost
        return lost

    def _split(self, length: int) -> str:
        piece = self._waiting[0]
        assert isinstance(piece, Characters)  # noqa: S101 - the callers have looked
        text, piece.text = piece.text[:length], piece.text[length:]
        self._taken += length
        if not piece.text:
            self._waiting.popleft()
        return text


def _size(piece: Characters | Message) -> int:
    if isinstance(piece, Characters | events.Paste):
        return len(piece.text)
    return 1


def _is_paste(piece: Characters | Message) -> bool:
    return isinstance(piece, events.Paste) or (isinstance(piece, Characters) and piece.pasted)


def _text_of(piece: Characters | Message) -> str:
    if isinstance(piece, Characters | events.Paste):
        return piece.text
    return (piece.character or "") if isinstance(piece, events.Key) else ""
