"""The parser of terminal input: bytes into typed text, escape sequences and pastes.

For any input, in any pieces: the work grows with the bytes only, the memory for a sequence is
bounded, and no part of a sequence is ever taken for text. Broken sequences are dropped.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from typing import Final

SEQUENCE_TIMEOUT: Final = 1.0
"""Seconds without a byte after which an unfinished sequence or character has ended."""

PASTE_TIMEOUT: Final = 5.0
"""Seconds without a byte after which a paste has ended: what comes later is taken for keys."""

LONGEST_PASTE: Final = 4 << 20
"""Characters that are kept of a paste, far more than any field takes."""

_LONGEST_SEQUENCE: Final = 256
_ESCAPE: Final = "\x1b"
_CONTROL_SEQUENCE: Final = "\x1b["
_PASTE_START: Final = "\x1b[200~"
_PASTE_END: Final = "\x1b[201~"
_CONSOLE_KEY: Final = "\x1b[["
_MOUSE_IN_BYTES: Final = "\x1b[M"
_MOUSE_IN_BYTES_LENGTH: Final = 6
_OPENS_STRING: Final = "]PX^_"
_ENDS_STRING: Final = "\x07\x9c"

_TEXT: Final = re.compile("[^\x1b\x80-\x9f]+")
_PARAMETERS: Final = re.compile("[ -#%-?]+")
# Some keys of rxvt end with a character that others have in the middle.
_FINAL: Final = re.compile("[$@-~]")
_RXVT_KEY: Final = re.compile(r"\x1b\[\d+")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f]")
_STRING: Final = re.compile("[^\x00-\x1f\x7f\x9c]*")


@dataclass(frozen=True, slots=True)
class TypedText:
    """Text that was typed, with control characters that are keys by themselves."""

    text: str


@dataclass(frozen=True, slots=True)
class EscapeSequence:
    """One whole sequence: a key, the mouse, or a reply. A lone escape is the Escape key."""

    sequence: str


@dataclass(frozen=True, slots=True)
class PastedText:
    """Text that was pasted: all that came between the brackets of a paste."""

    text: str


Part = TypedText | EscapeSequence | PastedText


class InputParser:
    """Parses the bytes of a terminal as they come."""

    def __init__(self, escape_delay: float, encoding: str = "utf-8") -> None:
        """Make a parser.

        Args:
            escape_delay: Seconds after which an escape is the key and not the start of a sequence.
            encoding: The encoding of the terminal, as Python calls it.
        """
        self._escape_delay = escape_delay
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._state: Callable[[str, int], int] = self._ground
        self._sequence = ""
        self._paste = StringIO(newline="")
        self._parts: list[Part] = []

    @property
    def timeout(self) -> float | None:
        """Seconds without a byte after which to call `time_out`; `None` if all is complete."""
        if self._state in (self._escaped, self._at_string_start):
            return self._escape_delay
        if self._state == self._in_paste:
            return PASTE_TIMEOUT
        pending, _ = self._decoder.getstate()
        return SEQUENCE_TIMEOUT if pending or self._state != self._ground else None

    def feed(self, data: bytes) -> list[Part]:
        """Parse bytes, and return the parts that are complete.

        Args:
            data: Any bytes; they may begin and end within a character or a sequence.
        """
        self._parse(self._decoder.decode(data))
        return self._take_parts()

    def time_out(self) -> list[Part]:
        """End what is unfinished, as no more of it has come, and return its part.

        An escape becomes the key and a paste is what has come of it; anything else is dropped.
        """
        self._parse(self._decoder.decode(b"", final=True))
        if self._state in (self._escaped, self._at_string_start):
            self._parts.append(EscapeSequence(self._sequence))
        elif self._state == self._in_paste:
            self._keep(self._sequence)
            self._append_paste()
        self._reset()
        return self._take_parts()

    def end_paste(self) -> list[Part]:
        """Return what has come of an unfinished paste, as no more will come."""
        return self.time_out() if self._state == self._in_paste else []

    def _take_parts(self) -> list[Part]:
        parts, self._parts = self._parts, []
        return parts

    def _parse(self, text: str) -> None:
        at = 0
        while at < len(text):
            at = self._state(text, at)

    def _reset(self) -> None:
        self._state = self._ground
        self._sequence = ""

    def _ground(self, text: str, at: int) -> int:
        """Parse text up to the next sequence; no key sends a C1 control character."""
        if match := _TEXT.match(text, at):
            self._parts.append(TypedText(match[0]))
            return match.end()
        if text[at] == _ESCAPE:
            self._sequence = _ESCAPE
            self._state = self._escaped
        return at + 1

    def _escaped(self, text: str, at: int) -> int:
        """Decide by the character after an escape: a sequence, a string, or a key with Alt."""
        character = text[at]
        if character == _ESCAPE:
            self._parts.append(EscapeSequence(_ESCAPE))
            return at + 1
        self._sequence += character
        if character in "[O":
            self._state = self._in_sequence
        elif character in _OPENS_STRING:
            self._state = self._at_string_start
        else:
            self._parts.append(EscapeSequence(self._sequence))
            self._reset()
        return at + 1

    def _in_sequence(self, text: str, at: int) -> int:
        """Parse a sequence up to its last character; what cannot be part of one drops it."""
        if match := _PARAMETERS.match(text, at):
            self._sequence = (self._sequence + match[0])[:_LONGEST_SEQUENCE]
            return match.end()
        if not _FINAL.match(text, at):
            self._reset()
            return at
        before, self._sequence = self._sequence, self._sequence + text[at]
        if text[at] == "$" and not _RXVT_KEY.fullmatch(before):
            return at + 1
        if self._sequence == _MOUSE_IN_BYTES:
            self._state = self._in_coordinates
        elif self._sequence == _PASTE_START:
            self._sequence = ""
            self._state = self._in_paste
        elif self._sequence != _CONSOLE_KEY:
            if len(before) < _LONGEST_SEQUENCE:
                self._parts.append(EscapeSequence(self._sequence))
            self._reset()
        return at + 1

    def _in_coordinates(self, text: str, at: int) -> int:
        """Skip the three characters of a click in the oldest mouse protocol."""
        if _CONTROL.match(text, at):
            self._reset()
            return at
        self._sequence += text[at]
        if len(self._sequence) == _MOUSE_IN_BYTES_LENGTH:
            self._reset()
        return at + 1

    def _at_string_start(self, text: str, at: int) -> int:
        """Begin a string, now that something follows; alone it would be a key with Alt."""
        self._sequence = ""
        self._state = self._in_string
        return self._in_string(text, at)

    def _in_string(self, text: str, at: int) -> int:
        """Skip a string up to its end, or to a control character, which no reply contains."""
        end = _STRING.match(text, at)
        at = end.end() if end else at
        if at == len(text):
            return at
        if text[at] == _ESCAPE:
            self._state = self._in_string_end
            return at + 1
        self._reset()
        return at + 1 if text[at] in _ENDS_STRING else at

    def _in_string_end(self, text: str, at: int) -> int:
        """Parse the second half of the end of a string, or the start of something else."""
        self._reset()
        if text[at] == "\\":
            return at + 1
        self._sequence = _ESCAPE
        self._state = self._escaped
        return at

    def _in_paste(self, text: str, at: int) -> int:
        """Parse a paste up to its end, which may come in pieces itself."""
        if self._sequence:
            # Each further character decides whether this still is the end.
            self._sequence += text[at]
            at += 1
            if self._sequence == _PASTE_END:
                self._append_paste()
            elif not _PASTE_END.startswith(self._sequence):
                self._keep(self._sequence[:-1])
                self._sequence = ""
                at -= 1
            return at
        end = text.find(_ESCAPE, at)
        end = len(text) if end < 0 else end
        self._keep(text[at:end])
        if end < len(text):
            self._sequence = _ESCAPE
            end += 1
        return end

    def _keep(self, text: str) -> None:
        """Keep a piece of a paste, as far as there is room for it."""
        self._paste.write(text[: LONGEST_PASTE - self._paste.tell()])

    def _append_paste(self) -> None:
        self._parts.append(PastedText(self._paste.getvalue()))
        self._paste = StringIO(newline="")
        self._reset()
