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
_PASTE_END: Final = "\x1b[201~"
_TOKEN: Final = re.compile(
    r"""
    (?P<text> [^\x1b\x80-\x9f]+ )
    | (?P<paste> \x1b\[200~ )
    | (?P<string> \x1b[\]PX^_] (?=[\s\S]) )  # alone it is a key with Alt
    | (?P<key>
        \x1b (?=\x1b)  # the Escape key, and another one
        | \x1b [^\x1b\[O\]PX^_]  # with Alt
        | \x1b\[ \d{1,7} \$  # of rxvt; in all other sequences `$` is in the middle
        | (?!\x1b\[M) \x1b (?: \[\[?+ | O ) [ -?]*+ [@-~]  # `[[` on the console of Linux
    )
    | (?P<dropped>
        [\x80-\x9f]  # no key sends a C1 control character
        | \x1b\[M [^\x00-\x1f\x7f]{3}  # a click in the oldest protocol of the mouse
        | \x1b\[M [^\x00-\x1f\x7f]{0,2} (?=[\x00-\x1f\x7f])
        | \x1b (?: \[\[?+ | O ) [ -?]*+ (?=[^ -~])  # broken
    )
    """,
    re.VERBOSE,
)
_STRING_END: Final = re.compile(r"\x1b\\|[\x07\x9c]|(?=\x1b[^\\])|(?=[\x00-\x1a\x1c-\x1f\x7f])")
"""The end of a string, or a control character, which no string contains."""

_KEY_SO_FAR: Final = re.compile(r"\x1b[\]PX^_]?")
"""The start of a sequence that is a key if no more comes: Escape, or a key with Alt."""


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
        self._state: Callable[[str, int], int] = self._in_ground
        self._unfinished = ""
        """The start of a token, as much of it as decides what it is."""
        self._paste = StringIO(newline="")
        self._parts: list[Part] = []

    @property
    def timeout(self) -> float | None:
        """Seconds without a byte after which to call `time_out`; `None` if all is complete."""
        if self._state == self._in_paste:
            return PASTE_TIMEOUT
        if self._is_key_so_far:
            return self._escape_delay
        pending, _ = self._decoder.getstate()
        is_complete = self._state == self._in_ground and not (self._unfinished or pending)
        return None if is_complete else SEQUENCE_TIMEOUT

    @property
    def _is_key_so_far(self) -> bool:
        in_ground = self._state == self._in_ground
        return in_ground and _KEY_SO_FAR.fullmatch(self._unfinished) is not None

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
        if self._state == self._in_paste:
            self._append_paste(self._unfinished)
        elif self._is_key_so_far:
            self._parts.append(EscapeSequence(self._unfinished))
        self._state, self._unfinished = self._in_ground, ""
        return self._take_parts()

    def end_paste(self) -> list[Part]:
        """Return what has come of an unfinished paste, as no more will come."""
        return self.time_out() if self._state == self._in_paste else []

    def _take_parts(self) -> list[Part]:
        parts, self._parts = self._parts, []
        return parts

    def _parse(self, text: str) -> None:
        text, self._unfinished, at = self._unfinished + text, "", 0
        while at < len(text):
            at = self._state(text, at)

    def _in_ground(self, text: str, at: int) -> int:
        """Parse one token, and return its end."""
        token = _TOKEN.match(text, at)
        if token is None:
            self._unfinished = text[at : at + _LONGEST_SEQUENCE]
            return len(text)
        if token.lastgroup == "text":
            self._parts.append(TypedText(token[0]))
        elif token.lastgroup == "key" and len(token[0]) <= _LONGEST_SEQUENCE:
            self._parts.append(EscapeSequence(token[0]))
        elif token.lastgroup == "paste":
            self._state = self._in_paste
        elif token.lastgroup == "string":
            self._state = self._in_string
        return token.end()

    def _in_string(self, text: str, at: int) -> int:
        """Drop a string, such as a reply of the terminal, and return its end."""
        if end := _STRING_END.search(text, at):
            self._state = self._in_ground
            return end.end()
        self._unfinished = text[-1] if text.endswith("\x1b") else ""
        return len(text)

    def _in_paste(self, text: str, at: int) -> int:
        """Keep the text of a paste, and return its end."""
        end = text.find(_PASTE_END, at)
        if end >= 0:
            self._append_paste(text[at:end])
            self._state = self._in_ground
            return end + len(_PASTE_END)
        last = text.rfind("\x1b", at)
        if last < 0 or not _PASTE_END.startswith(text[last:]):
            last = len(text)
        self._keep(text[at:last])
        self._unfinished = text[last:]
        return len(text)

    def _keep(self, text: str) -> None:
        """Keep a piece of a paste, as far as there is room for it."""
        self._paste.write(text[: LONGEST_PASTE - self._paste.tell()])

    def _append_paste(self, text: str) -> None:
        self._keep(text)
        self._parts.append(PastedText(self._paste.getvalue()))
        self._paste = StringIO(newline="")
