"""What each sequence of a terminal means: the key that people pressed, or nothing."""

from __future__ import annotations

import pytest
from textual import events, messages
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

from ragft_tui.terminal.input import EscapeSequence, InputParser, PastedText, TypedText
from ragft_tui.terminal.keyboard import Keyboard

UNREADABLE = "replacement_character"


def keys(data: bytes) -> list[str]:
    """Return the names of the keys in bytes after which nothing comes for a while."""
    parser, keyboard = InputParser(0.1), Keyboard()
    parts = [*parser.feed(data), *parser.time_out()]
    return [
        event.key if isinstance(event, events.Key) else type(event).__name__
        for part in parts
        for event in keyboard.events_of(part)
    ]


@pytest.mark.parametrize(
    ("data", "names"),
    {
        b"aB\xc3\xa9 ": ["a", "B", "é", "space"],
        b"\r\t\x7f\x0a": ["enter", "tab", "backspace", "ctrl+j"],
        b"\x1b": ["escape"],
        b"\x1b\x1b": ["escape", "escape"],
        b"\x1b\r": ["alt+enter"],
        b"\x1b\x1b\r": ["escape", "alt+enter"],
        b"\x1b[13;3u": ["alt+enter"],
        b"\x1bx\x1bX": ["alt+x", "alt+shift+x"],
        b"\x1bP": ["alt+shift+p"],
        b"\x1b\x7f": ["ctrl+w"],
        b"\x1b[A\x1b[Z\x1bOP\x1b[15~\x1b[21~": ["up", "shift+tab", "f1", "f5", "f10"],
        b"\x1b[1;5C\x1b[3;2~\x1b[1;2P": ["ctrl+right", "shift+delete", "shift+f1"],
        b"\x1b[[A\x1b[7$\x1b[7^": ["f1", "shift+home", "ctrl+end"],
        b"\x1b[97;;97u\x1b[97;2;65u": ["a", "A"],
        b"\x1b[122;5u": ["ctrl+z"],
        b"\x1b[1089::99;5u\x1b[1089::99;3u": ["ctrl+c", "alt+c"],
        b"\x1b[1089:1057:99;;1089u\x1b[1089:1057:99;2;1057u": ["с", "С"],
        b"\x1b[1103::122;5u\x1b[1103::122;69u": ["ctrl+z", "ctrl+z"],
        b"\x1b[97:65;2;65u": ["A"],
        b"\x1b[13;2u\x1b[13;5u\x1b[13;6u": ["alt+enter"] * 3,
        b"\x1b[27;2;13~\x1b[27;5;13~\x1b[27;5;122~": ["alt+enter", "alt+enter", "ctrl+z"],
        b"\x1b[13u\x1b[13;1u\x1b[13;129u": ["enter"] * 3,
        b"\x1b[<0;3;4M\x1b[<0;3;4m": ["MouseDown", "MouseUp"],
        b"\x1b[200~a\rb\x1b[201~c": ["Paste", "c"],
        b"\x1b[?2026;2$y": [messages.TerminalSupportsSynchronizedOutput.__name__],
    }.items(),
)
def test_a_key_is_the_one_that_was_pressed(data: bytes, names: list[str]) -> None:
    assert keys(data) == names


@pytest.mark.parametrize(
    "data",
    [
        b"\x1b[1114112u",
        b"\x1b[97;;1114112u",
        b"\x1b[" + b"9" * 40 + b"u",
        b"\x1b[97;1:3u",
        b"\x1b[113~",
        b"\x1b[113;1R",
        b"\x1b[24;80R",
        b"\x1b[48;99999999;99999999;1;1t",
        b"\x1b[48;24;80;480;800t",
        b"\x1b[I\x1b[O",
        b"\x1b[<0;99999999;1M",
        b"\x1b[<0;-5;1M",
        b"\x1b[<;;M",
        b"\x1b[0;3;4M",
        b"\x1b[M !!",
        b"\x1b[?2026;0$y",
        b"\x1b[?1;2c",
        b"\x1b[>41;354;0c",
        b"\x1b[?25u",
        b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        b"\x1b]52;c;ZXZpbA==\x07",
        b"\x1bP>|XTerm(388)\x1b\\",
        b"\x1bP1+r544e=787465726d\x1b\\",
        b"\x1b_Gi=31;OK\x1b\\",
        b"\x1b[201~",
        b"\x1b[200~\x1b[201~",
        b"\x1b[9999x",
        b"\xc2\x9b",
    ],
)
def test_what_is_no_key_does_nothing(data: bytes) -> None:
    assert keys(data) == []


def test_every_sequence_that_textual_knows_leaves_nothing_behind() -> None:
    for sequence in ANSI_SEQUENCES_KEYS:
        # What begins with two escapes is the key of the first, and then another key.
        if len(sequence) > 2 and not sequence.startswith("\x1b\x1b"):
            *pressed, last = keys(sequence.encode() + b"x")
            assert last == "x"
            assert len(pressed) <= 2  # a few stand for two keys


def test_alt_and_a_letter_type_nothing() -> None:
    (part,) = InputParser(0.1).feed(b"\x1bx")
    (event,) = Keyboard().events_of(part)
    assert isinstance(event, events.Key)
    assert not event.is_printable


def test_a_paste_keeps_escapes_nulls_and_a_second_start_in_their_order() -> None:
    text = "a\x1b[31mb\x00\x1b[200~\x1bc\x1b[20"
    (part,) = InputParser(0.1).feed(f"\x1b[200~{text}\x1b[201~".encode())
    assert part == PastedText(text)


def test_a_paste_without_an_end_is_a_paste_after_a_while() -> None:
    parser = InputParser(0.1)
    assert parser.feed(b"\x1b[200~ab\x1b[20") == []
    assert parser.time_out() == [PastedText("ab\x1b[20")]


def test_bytes_that_are_no_text_show_as_such() -> None:
    assert keys(b"a\xe9b\xff\xc0\xaf\xed\xa0\x80") == ["a", UNREADABLE, "b", *[UNREADABLE] * 6]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("iso8859-1", "Zoë"),
        ("euc_jp", "東京"),
        ("shift_jis", "表示"),
        ("gb18030", "北京"),
        ("koi8-r", "да"),
    ],
)
def test_a_terminal_types_in_the_encoding_of_its_locale(encoding: str, text: str) -> None:
    parser = InputParser(0.1, encoding)
    parts = [part for byte in text.encode(encoding) for part in parser.feed(bytes([byte]))]
    assert "".join(part.text for part in parts if isinstance(part, TypedText)) == text
    assert parser.feed(b"\x1b[A") == [EscapeSequence("\x1b[A")]
    assert parser.timeout is None
