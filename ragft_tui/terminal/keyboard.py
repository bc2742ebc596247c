"""Textual's key, mouse and paste events for the parts of the input; none for unknown sequences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual import events, messages
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

from ragft_tui.core.patterns import pattern
from ragft_tui.terminal.input import EscapeSequence, Part, PastedText, TypedText

_ESCAPE: Final = "\x1b"
_WITH_ALT: Final = 2
"""Characters in the sequence of a key that was pressed with Alt."""

# A number of more than seven digits is no key and no cell of a screen, and costs time to parse.
_NUMBERS: Final = r"\d{0,7}(?:[;:]\d{0,7}){0,16}"
_KEY: Final = pattern(rf"\x1b\[(\d{{0,7}})(?:[;:]{_NUMBERS})?([u~A-HP-S])")
_CODED: Final = pattern(
    r"\x1b\[(\d{0,7})(?::\d{0,7})?(?::(\d{0,7}))?(?:;(\d{0,7})((?:;\d{0,7}(?::\d{0,7}){0,8})?))?u"
)
"""The code of a key, the code with Shift, the code on an English keyboard; modifiers; text."""
_OF_XTERM: Final = pattern(r"\x1b\[27;(\d{1,7});(\d{1,7})~")
_ASCII: Final = 127
_ENTER: Final = "13"
_ENTER_WITH_ALT: Final = "\x1b[13;3u"
_SHIFT: Final = 1
_NO_TEXT: Final = 2 | 4 | 8
"""Bits of Alt, Ctrl and Super, with which a key types nothing."""

_MOUSE: Final = pattern(r"\x1b\[<\d{1,3};\d{1,5};\d{1,5}[Mm]")
_SYNCHRONIZED: Final = pattern(r"\x1b\[\?2026;[123]\$y")


class Keyboard:
    """Makes Textual events of the parts that the input parser returns."""

    def __init__(self) -> None:
        """Make a keyboard with a parser of its own."""
        self._parser = XTermParser()

    def events_of(self, part: Part) -> list[Message]:
        """Return the events of a part of the input.

        Textual's parser gets one whole key at a time. Fed with a stream, it types the characters of
        a reply that it does not know, and is at its end for good after a key that is no character.
        To report upstream: "XTermParser: ESC [1114112u raises ValueError, and no later key is
        heard; a reply to OSC 11 is typed".
        """
        match part:
            case PastedText(text):
                return [events.Paste(text)] if text else []
            case TypedText(text):
                return [key for character in text for key in self._keys(character)]
            case EscapeSequence(sequence):
                return list(self._of_sequence(_normalized(sequence)))

    def _of_sequence(self, sequence: str) -> Iterator[Message]:
        if sequence == _ESCAPE:
            yield events.Key("escape", _ESCAPE)
        elif len(sequence) == _WITH_ALT:
            yield from self._with_alt(sequence)
        elif _SYNCHRONIZED.fullmatch(sequence):
            yield messages.TerminalSupportsSynchronizedOutput()
        elif _MOUSE.fullmatch(sequence):
            if (event := self._parser.parse_mouse_code(sequence)) is not None:
                yield event
        elif _is_key(sequence):
            yield from self._keys(sequence)

    def _with_alt(self, sequence: str) -> Iterator[Message]:
        if isinstance(ANSI_SEQUENCES_KEYS.get(sequence), tuple):
            yield from self._keys(sequence)
            return
        for key in self._keys(sequence[1], alt=True):
            name = key.key if key.key.startswith("alt+") else f"alt+{key.key}"
            # Without a character: a field would type it.
            yield events.Key(name, None)

    def _keys(self, sequence: str, *, alt: bool = False) -> list[events.Key]:
        """Return the keys of one sequence or character; none if its code is no character."""
        try:
            keys = list(self._parser._sequence_to_key_events(sequence, alt))  # noqa: SLF001 - see `events_of`
        except (ValueError, OverflowError):
            return []
        return [key for key in keys if key.key != "ignore"]


def _normalized(sequence: str) -> str:
    """Return the sequence of a key in the form that Textual knows.

    With Ctrl or Alt the letter on an English keyboard counts, which no key of a Cyrillic keyboard
    types. https://sw.kovidgoyal.net/kitty/keyboard-protocol/#key-codes
    """
    if found := _OF_XTERM.fullmatch(sequence):  # modifyOtherKeys
        sequence = f"\x1b[{found[2]};{found[1]}u"
    found = _CODED.fullmatch(sequence)
    if found is None:
        return sequence
    code, english, modifiers, text = found.groups(default="")
    bits = max(int(modifiers or 1) - 1, 0)
    if english and int(code or 0) > _ASCII and bits & _NO_TEXT:
        code = english
    if code == _ENTER and bits & (_SHIFT | _NO_TEXT):
        return _ENTER_WITH_ALT  # which every terminal can tell from Enter
    return f"\x1b[{code};{modifiers}{text}u" if modifiers or text else f"\x1b[{code}u"


def _is_key(sequence: str) -> bool:
    """Return whether a sequence is a key, and not a reply that looks like one."""
    if sequence in ANSI_SEQUENCES_KEYS:
        return True
    match = _KEY.fullmatch(sequence)
    return match is not None and (
        match[2] == "u" or f"{match[1] or 1}{match[2]}" in FUNCTIONAL_KEYS
    )
