"""Bytes from a terminal, cut into text, keys and pastes; answers and broken sequences are dropped.

Whatever comes, in whatever pieces: the work is in proportion to the bytes, what is kept of a
sequence is bounded, and nothing of a sequence is ever taken for text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from typing import Final

PATIENCE: Final = 1.0
"""Seconds without a byte after which what was begun counts as ended."""

PASTE_PATIENCE: Final = 5.0
"""The same within a paste, where what comes later would be taken for keys."""

LONGEST_PASTE: Final = 4 << 20
"""Characters of a paste that are kept, far more than any field takes."""

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
# Some keys of rxvt end with what for all others is in the middle.
_FINAL: Final = re.compile("[$@-~]")
_RXVT_KEY: Final = re.compile(r"\x1b\[\d+")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f]")
_STRING: Final = re.compile("[^\x00-\x1f\x7f\x9c]*")


@dataclass(frozen=True, slots=True)
class Typed:
    """Text, and control characters that are keys by themselves."""

    text: str


@dataclass(frozen=True, slots=True)
class Keyed:
    """One whole sequence: a key, the mouse, or an answer. A lone escape is the key of that name."""

    sequence: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was pasted: all that came between the brackets, as it came."""

    text: str


Part = Typed | Keyed | Pasted


class InputStream:
    """Takes bytes as they come, and gives the parts that are whole."""

    def __init__(self, escape_delay: float, encoding: str = "utf-8") -> None:
        """Begin between two keys.

        Args:
            escape_delay: Seconds after which an escape is the key and not the start of a sequence.
            encoding: That of the terminal, as Python calls it.
        """
        self._escape_delay = escape_delay
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._state: Callable[[str, int], int] = self._between
        self._sequence = ""
        self._paste = StringIO(newline="")
        self._paste_length = 0
        self._parts: list[Part] = []

    @property
    def patience(self) -> float | None:
        """Seconds of silence after which to call `lapse`; `None` where nothing is unfinished."""
        if self._state in (self._escaped, self._maybe_in_string):
            return self._escape_delay
        if self._state == self._in_paste:
            return PASTE_PATIENCE
        pending, _ = self._decoder.getstate()
        return PATIENCE if pending or self._state != self._between else None

    def feed(self, data: bytes) -> list[Part]:
        """Take bytes, and return what is whole now.

        Args:
            data: Any bytes; they may begin and end within a character or a sequence.
        """
        self._read(self._decoder.decode(data))
        return self._given()

    def lapse(self) -> list[Part]:
        """Take it that no more comes for now, and return what is to be made of what was begun.

        An escape is a key then, and an unfinished paste is a paste; of anything else nothing is.
        """
        self._read(self._decoder.decode(b"", final=True))
        if self._state in (self._escaped, self._maybe_in_string):
            self._parts.append(Keyed(self._sequence))
        elif self._state == self._in_paste:
            self._keep(self._sequence)
            self._end_paste()
        self._rest()
        return self._given()

    def cut(self) -> list[Part]:
        """Take it that nothing more comes, and return the paste that was begun, if there is one."""
        if self._state == self._in_paste:
            return self.lapse()
        return []

    def _given(self) -> list[Part]:
        parts, self._parts = self._parts, []
        return parts

    def _read(self, text: str) -> None:
        at = 0
        while at < len(text):
            at = self._state(text, at)

    def _rest(self) -> None:
        self._state = self._between
        self._sequence = ""

    def _between(self, text: str, at: int) -> int:
        """Take text up to the next sequence; no key sends a control character of the upper half."""
        if match := _TEXT.match(text, at):
            self._parts.append(Typed(match[0]))
            return match.end()
        if text[at] == _ESCAPE:
            self._sequence = _ESCAPE
            self._state = self._escaped
        return at + 1

    def _escaped(self, text: str, at: int) -> int:
        """Tell by what follows an escape what it is: a sequence, a string, or a key with Alt."""
        character = text[at]
        if character == _ESCAPE:
            self._parts.append(Keyed(_ESCAPE))
            return at + 1
        self._sequence += character
        if character in "[O":
            self._state = self._in_sequence
        elif character in _OPENS_STRING:
            self._state = self._maybe_in_string
        else:
            self._parts.append(Keyed(self._sequence))
            self._rest()
        return at + 1

    def _in_sequence(self, text: str, at: int) -> int:
        """Take a sequence up to its last character; what cannot be in one ends it unfinished."""
        if match := _PARAMETERS.match(text, at):
            self._sequence = (self._sequence + match[0])[:_LONGEST_SEQUENCE]
            return match.end()
        if not _FINAL.match(text, at):
            self._rest()
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
                self._parts.append(Keyed(self._sequence))
            self._rest()
        return at + 1

    def _in_coordinates(self, text: str, at: int) -> int:
        """Take the three characters of a click from terminals that know no better; drop it."""
        if _CONTROL.match(text, at):
            self._rest()
            return at
        self._sequence += text[at]
        if len(self._sequence) == _MOUSE_IN_BYTES_LENGTH:
            self._rest()
        return at + 1

    def _maybe_in_string(self, text: str, at: int) -> int:
        """Begin a string once something follows; until then it may be a key with Alt."""
        self._sequence = ""
        self._state = self._in_string
        return self._in_string(text, at)

    def _in_string(self, text: str, at: int) -> int:
        """Drop a string; no answer of a terminal has another control character in it."""
        end = _STRING.match(text, at)
        at = end.end() if end else at
        if at == len(text):
            return at
        if text[at] == _ESCAPE:
            self._state = self._ending_string
            return at + 1
        self._rest()
        return at + 1 if text[at] in _ENDS_STRING else at

    def _ending_string(self, text: str, at: int) -> int:
        """Take the second half of the end of a string, or the start of something else."""
        self._rest()
        if text[at] == "\\":
            return at + 1
        self._sequence = _ESCAPE
        self._state = self._escaped
        return at

    def _in_paste(self, text: str, at: int) -> int:
        """Take everything up to the end of a paste, which may come in pieces itself."""
        if self._sequence:
            # The first of what follows decides whether the end has begun.
            self._sequence += text[at]
            at += 1
            if self._sequence == _PASTE_END:
                self._end_paste()
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
        """Keep a piece of a paste, as long as there is room for it."""
        text = text[: LONGEST_PASTE - self._paste_length]
        self._paste_length += len(text)
        self._paste.write(text)

    def _end_paste(self) -> None:
        self._parts.append(Pasted(self._paste.getvalue()))
        self._paste = StringIO(newline="")
        self._paste_length = 0
        self._rest()
