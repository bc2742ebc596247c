"""Whatever bytes come from the terminal: the program lives, answers, and keeps what was typed."""

from __future__ import annotations

import random
import re
import string
from pathlib import Path
from typing import Final

import pytest

from tests.pty.conftest import Start
from tests.support.keys import PASTE_END, PASTE_START
from tests.support.terminal import Terminal

pytestmark = pytest.mark.usefixtures("warm")

AT_ONCE: Final = 1.0
"""Seconds within which a key is answered."""

FILE: Final = "app.toml"

NOTHING: Final = {
    "kitty key past the end of Unicode": b"\x1b[1114112u\x1b[97;;1114112u",
    "kitty key with a number of 200 digits": b"\x1b[" + b"9" * 200 + b"u",
    "kitty key of a surrogate": b"\x1b[55296u\x1b[97;;55296u",
    "kitty key with empty fields": b"\x1b[;;u\x1b[::;:u",
    "kitty key that was released": b"\x1b[97;1:3u",
    "sequence of 5,000 digits": b"\x1b[" + b"1" * 5000 + b"m",
    "sequence of 100,000 digits": b"\x1b[" + b"1" * 100_000 + b"m",
    "size beyond any screen": b"\x1b[48;99999999;99999999;1;1t",
    "size of 200 digits": b"\x1b[48;" + b"9" * 200 + b";1;1;1t",
    "size of nothing": b"\x1b[48;0;0;0;0t",
    "mouse beyond any screen": b"\x1b[<0;99999999;99999999M\x1b[<0;9999;9999M",
    "mouse without numbers": b"\x1b[<;;M\x1b[<M\x1b[M !!",
    "mouse of an unknown button": b"\x1b[<255;5;5M\x1b[<255;5;5m",
    "mouse of another protocol": b"\x1b[32;5;5M",
    "position of the cursor": b"\x1b[24;80R\x1b[113;1R",
    "answer about the terminal": b"\x1b[?62;22c\x1b[>41;354;0c",
    "answer about its colours": b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b]10;rgb:ffff/ffff/ffff\x07",
    "answer about its name": b"\x1bP>|XTerm(388)\x1b\\",
    "answer about a graphic": b"\x1b_Gi=31;OK\x1b\\",
    "answer of a clipboard": b"\x1b]52;c;" + b"QUJD" * 5000 + b"\x07",
    "focus lost": b"\x1b[O",
    "unknown sequences": b"\x1b[9999x\x1b[?9;9;9$z\x1b[99~\x1b[=1;2;3u",
    "sequence in a sequence": b"\x1b[1;\x1b[2;\x1b]0;x\x1b[3;4w",
    "end of a paste without a start": PASTE_END,
    "empty paste": PASTE_START + PASTE_END,
    "upper control characters": "\x9b31\x9c\x80".encode()[:2] + b"\xc2\x80\xc2\x9c",
}
"""What types nothing."""

UNREADABLE: Final = {
    "Latin-1": (b"\xe9", "�"),
    "bytes that are in no text": (b"\xff\xfe", "��"),
    "overlong": (b"\xc0\xaf", "��"),
    "surrogate": (b"\xed\xa0\x80", "���"),
    "half a character": (b"\xe2\x82", "�"),
}
"""What shows that something could not be read."""


@pytest.fixture
def naming(start: Start) -> Terminal:
    """Start a new project; the name of a capability is typed."""
    terminal = start(FILE)
    terminal.wait_for("What must the application be able to do")
    terminal.type("Refund")
    terminal.wait_for("Refund")
    return terminal


def shows_name(terminal: Terminal, name: str) -> None:
    """Wait until the name shows, all of it and nothing else."""
    shown = re.compile(rf"^ Name +{re.escape(name)}$", re.MULTILINE)
    terminal.wait_for(shown, AT_ONCE)


def test_answers_and_broken_sequences_type_nothing(naming: Terminal, work: Path) -> None:
    name = "Refund"
    with naming as terminal:
        for letter, (case, data) in zip(string.ascii_letters, NOTHING.items(), strict=False):
            terminal.send_bytes(data)
            terminal.type(letter)
            name += letter
            try:
                shows_name(terminal, name)
            except AssertionError as error:
                error.add_note(case)
                raise
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert f'name = "{name}"' in (work / FILE).read_text()


def test_an_answer_in_pieces_types_nothing(naming: Terminal) -> None:
    with naming as terminal:
        for piece in (b"\x1b]11;rgb:1e", b"1e/1e1e/1e", b"1e\x1b", b"\\", b"\x1bP1$", b"r0m\x1b\\"):
            terminal.send_bytes(piece)
            terminal.settle(0.01)
        terminal.type("s")
        shows_name(terminal, "Refunds")


def test_bytes_that_are_no_text_show_as_such(naming: Terminal, work: Path) -> None:
    name = "Refund"
    with naming as terminal:
        for data, shown in UNREADABLE.values():
            terminal.send_bytes(data + b"x")
            name += shown + "x"
            shows_name(terminal, name)
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert f'name = "{name}"' in (work / FILE).read_text()


def test_a_paste_without_an_end_is_taken_after_a_while(naming: Terminal) -> None:
    with naming as terminal:
        terminal.send_bytes(PASTE_START + b"s: policy\x1b[20")
        terminal.wait_for("Refunds: policy␛[20")
        terminal.type("s")
        shows_name(terminal, "Refunds: policy␛[20s")


def test_a_sequence_without_an_end_is_dropped_after_a_while(naming: Terminal) -> None:
    with naming as terminal:
        terminal.send_bytes(b"\x1b[" + b"1" * 5000)
        terminal.settle(1.2)
        terminal.type("s")
        shows_name(terminal, "Refunds")


def test_a_paste_is_what_was_between_its_ends_in_order_and_harmless(
    naming: Terminal, work: Path
) -> None:
    with naming as terminal:
        terminal.press("enter")
        terminal.type("zero")
        terminal.send_bytes(
            PASTE_START + b"one\x1b[31mtwo\x1b]0;x\x07\x00\r\x1bthree" + PASTE_START + PASTE_END
        )
        terminal.type("four")
        terminal.wait_for("␛three␛[200~four")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
        assert b"\x1b]0;" not in terminal.raw
    text = (work / FILE).read_text()
    assert "zeroone␛[31mtwo␛]0;x␇␀\n␛three␛[200~four" in text


def test_a_megabyte_that_is_pasted_is_refused_at_once(naming: Terminal) -> None:
    with naming as terminal:
        terminal.press("enter")
        terminal.send_bytes(PASTE_START + b"x" * (1 << 20) + PASTE_END)
        terminal.wait_for("1,048,576 characters", 5)
        terminal.type("Quotes")
        terminal.wait_for("Quotes", AT_ONCE)


@pytest.mark.parametrize("pieces", [[b"\x1b\r"], [b"\x1b", b"\r"], [b"\x1b[13;3u"]])
def test_alt_enter_is_a_new_line_with_and_without_the_protocol_of_kitty(
    pieces: list[bytes], start: Start, work: Path
) -> None:
    with start(FILE, ESCDELAY="1000") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("Refunds")
        terminal.press("enter")
        terminal.type("one")
        for piece in pieces:
            terminal.send_bytes(piece)
            terminal.settle(0.05)
        terminal.type("two")
        terminal.wait_for("two")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert "one\ntwo" in (work / FILE).read_text()


def test_random_bytes_neither_end_it_nor_touch_what_was_typed(start: Start, work: Path) -> None:
    chance = random.Random(8)  # noqa: S311 - no secret
    # None of these is a key: control characters, backspace and letters would do what they say.
    harmless = bytes(range(0x80, 0x100)) + b"\x1b[]PX^_;:<=>?0123456789\x00" + b"\x1b[" * 50
    with start(FILE) as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("Refund")
        data = bytes(chance.choices(harmless, k=2048))
        # Two escapes are the key of that name, and leave the page.
        terminal.send_bytes(re.sub(rb"\x1b+", b"\x1b", data) + b"\x07m")
        terminal.press("tab")
        terminal.type("Quotes")
        terminal.wait_for("Quotes")
        terminal.type(" them")
        terminal.wait_for("Quotes them", AT_ONCE)
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert 'name = "Refund' in (work / FILE).read_text()
