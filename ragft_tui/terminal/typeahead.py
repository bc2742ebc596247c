"""The queue of input that has had no effect yet: in order, bounded, open to signal handlers."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable
from typing import Final

from textual import events
from textual.message import Message

from ragft_tui.core.patterns import pattern
from ragft_tui.core.records import dataclass
from ragft_tui.terminal.input import EscapeSequence, Part, TypedText
from ragft_tui.terminal.keyboard import Keyboard

MOST_KEYS: Final = 1_000
"""Keys that may wait; of more, nobody knows what they would do."""

_MOST_TEXT: Final = 1 << 20
"""Characters that may wait, far more than any field takes."""

_PASTED_CHARACTERS: Final = 64
_PASTED_LINE_ENDS: Final = 2
_LINE_END: Final = pattern("\r\n?|\n")
_CONTROLS: Final = tuple(map(chr, (*range(0x20), 0x7F)))
_QUIT_TIMEOUT: Final = 0.5
"""Seconds that a key that quits waits for the input before it to have its effect."""


@dataclass(slots=True)
class Characters:
    """The characters of one read of the terminal, as far as none has taken them."""

    text: str
    pasted: bool
    """Whether they are a paste without marks, as GNU screen and `tmux paste-buffer` send it: nobody
    types so many lines in one read. Time shows nothing: over SSH whole sentences arrive at once."""


class Typeahead:
    """A queue between the thread that reads the terminal and the event loop.

    Only that thread calls `put_read`. Only the main thread takes from the queue, also in a signal
    handler.
    """

    def __init__(self, quit_keys: Collection[str]) -> None:
        """Make an empty queue.

        Args:
            quit_keys: The keys that quit the program, as Textual names them.
        """
        self._quit_keys = quit_keys
        self._keyboard = Keyboard()
        quits = [re.escape(each) for each in _CONTROLS if self._has_quit_key(self.keys_of(each))]
        self._quit_pattern = re.compile("|".join(quits) or "(?!)")
        self._waiting: deque[Characters | Message] = deque()
        # Each is counted by one thread alone: what was put, taken, lost, and reported as lost.
        self._put = self._taken = self._lost = self._reported = 0
        self._dropped_sequences: set[EscapeSequence] = set()
        """Sequences of no key that quits, so that a flood of them is dropped without decoding."""
        self._deadline: float | None = None
        self._closed = False

    @property
    def overdue(self) -> bool:
        """Whether a key that quits has waited long enough for the input before it."""
        return self._deadline is not None and time.monotonic() > self._deadline

    @property
    def first(self) -> Characters | Message | None:
        """The next piece of input, or `None`."""
        return self._waiting[0] if self._waiting else None

    def keys_of(self, text: str) -> list[events.Key]:
        """Return the key events of characters."""
        found = self._keyboard.events_of(TypedText(text))
        return [key for key in found if isinstance(key, events.Key)]

    def put_read(self, parts: Iterable[Part]) -> None:
        """Queue the parts of one read of the terminal, as far as there is room.

        Args:
            parts: Text, sequences and pastes, in order.
        """
        for part in parts:
            is_full = len(self._waiting) >= MOST_KEYS
            if isinstance(part, TypedText):
                self._put_text(part.text)
            elif is_full and part in self._dropped_sequences:
                self._lost += 1
            elif not self._has_quit_key(found := self._keyboard.events_of(part)) and is_full:
                self._lost += sum(map(_size, found))
                if isinstance(part, EscapeSequence) and len(self._dropped_sequences) < MOST_KEYS:
                    self._dropped_sequences.add(part)
            else:
                for event in found:
                    self.put(event)

    def _put_text(self, text: str) -> None:
        """Queue text; a key that quits is one also within a paste."""
        line_ends = len(_LINE_END.findall(text))
        printable = sum(map(str.isprintable, text))
        pasted = line_ends >= _PASTED_LINE_ENDS and printable >= _PASTED_CHARACTERS
        start = 0
        for quitting in self._quit_pattern.finditer(text):
            self._put_characters(text[start : quitting.start()], pasted=pasted)
            self.put(self.keys_of(quitting[0])[0])
            start = quitting.end()
        self._put_characters(text[start:], pasted=pasted)

    def _put_characters(self, text: str, *, pasted: bool) -> None:
        fits = text[: max(_MOST_TEXT - self._put + self._taken, 0)]
        self._lost += len(text) - len(fits)
        if fits:
            self._append(Characters(fits, pasted))

    def put(self, event: Message) -> None:
        """Queue a key, a paste, or an event of the mouse."""
        if self._deadline is None and self._has_quit_key([event]):
            self._deadline = time.monotonic() + _QUIT_TIMEOUT
        self._append(event)

    def _has_quit_key(self, found: Iterable[Characters | Message]) -> bool:
        return any(isinstance(each, events.Key) and each.key in self._quit_keys for each in found)

    def _append(self, piece: Characters | Message) -> None:
        if not self._closed:
            self._put += _size(piece)
            self._waiting.append(piece)

    def close(self) -> None:
        """Queue nothing more: the program quits, and later input comes too late."""
        self._closed = True
        self._deadline = time.monotonic() + _QUIT_TIMEOUT

    def take(self) -> Characters | Message:
        """Take the next piece of input."""
        piece = self._waiting.popleft()
        self._taken += _size(piece)
        if self._has_quit_key([piece]):
            self._deadline = None
        return piece

    def take_characters(self, count: int) -> str:
        """Take some of the characters that come next.

        Args:
            count: How many, at most those of one read.
        """
        piece = self._waiting[0]
        assert isinstance(piece, Characters)  # noqa: S101 - the callers have looked
        text, piece.text = piece.text[:count], piece.text[count:]
        self._taken += len(text)
        if not piece.text:
            self._waiting.popleft()
        return text

    def take_text(self, takes: Callable[[str], bool]) -> str:
        """Take characters for a field, from however many reads and keys.

        Args:
            takes: Returns whether a character is text there; the first one that is not ends it.
        """
        taken: list[str] = []
        while (piece := self.first) is not None and not isinstance(piece, events.Paste):
            text = _text_of(piece)
            length = next((at for at, char in enumerate(text) if not takes(char)), len(text))
            if not length:
                break
            if isinstance(piece, Characters):
                taken.append(self.take_characters(length))
            else:
                taken.append(_text_of(self.take()))
            if length < len(text):
                break
        return "".join(taken)

    def take_paste(self) -> str:
        """Take a paste, with marks or without, as far as it has come."""
        taken: list[str] = []
        while isinstance(piece := self.first, events.Paste) or (
            isinstance(piece, Characters) and piece.pasted
        ):
            taken.append(_text_of(self.take()))
        return "".join(taken)

    def drop(self) -> int:
        """Drop the characters that come next, from however many reads, and return their number."""
        dropped = 0
        while isinstance(self.first, Characters):
            dropped += _size(self.take())
        return dropped

    def drop_until_quit(self) -> int:
        """Drop the input before the key that quits, and return its size in characters and keys."""
        dropped = 0
        while (piece := self.first) is not None and not self._has_quit_key([piece]):
            dropped += _size(self.take())
        return dropped

    def take_lost(self) -> int:
        """Return the size of the input that found no room since the last call."""
        lost = self._lost - self._reported
        self._reported += lost
        return lost


def _size(piece: Characters | Message) -> int:
    if isinstance(piece, Characters | events.Paste):
        return len(piece.text)
    return 1


def _text_of(piece: Characters | Message) -> str:
    if isinstance(piece, Characters | events.Paste):
        return piece.text
    return (piece.character or "") if isinstance(piece, events.Key) else ""
