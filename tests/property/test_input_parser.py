"""Whatever bytes a terminal sends, in whatever pieces: text is typed, keys are pressed, no more."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from ragft_tui.terminal.input import (
    LONGEST_PASTE,
    EscapeSequence,
    InputParser,
    Part,
    PastedText,
    TypedText,
)
from ragft_tui.terminal.keyboard import Keyboard

MEGABYTE: Final = 1 << 20
LINEAR: Final = 2.0
"""Seconds for a quarter of it: a tenth of that, and minutes where work grows with its square."""

plain = st.text(st.characters(codec="utf-8", exclude_characters="\x1b", exclude_categories=["Cc"]))
pasted = st.text(st.characters(codec="utf-8")).filter(lambda text: "\x1b[201~" not in text)
introducers = st.sampled_from(["\x1b[", "\x1bO", "\x1b]", "\x1bP", "\x1bX", "\x1b^", "\x1b_"])
control_sequences = st.builds(
    "\x1b[{}{}{}".format,
    st.text("0123456789;:<=>?", max_size=40).filter(lambda text: text not in {"200", "201"}),
    st.text(" !\"#%&'()*+,-./", max_size=3),
    st.sampled_from(
        [chr(code) for code in range(0x40, 0x7F) if chr(code) not in "[MuABCDEFHPQRS~"]
    ),
)
strings = st.builds(
    "\x1b{}{}{}".format,
    st.sampled_from("]PX^_"),
    st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cc", "Cs"]), min_size=1),
    st.sampled_from(["\x07", "\x1b\\"]),
)
mutated = st.lists(
    st.one_of(
        introducers,
        strings,
        control_sequences,
        plain,
        st.sampled_from(
            [
                "\x1b[200~",
                "\x1b[201~",
                "\x1b[97;;97u",
                "\x1b[<0;5;5M",
                "\x1b[A",
                "\x1b\r",
                "\x1b",
                "\x18",
            ]
        ),
    ),
    max_size=12,
).map("".join)
anything = st.one_of(st.binary(max_size=200), mutated.map(str.encode))


def parts_of(data: bytes, cuts: Sequence[int] = ()) -> list[Part]:
    """Feed bytes cut at some places, and return the parts, neighbouring texts joined."""
    parser = InputParser(0.1)
    given: list[Part] = []
    for start, end in pairwise([0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]):
        given += parser.feed(data[start:end])
    given += parser.time_out()
    joined: list[Part] = []
    for part in given:
        if isinstance(part, TypedText) and joined and isinstance(joined[-1], TypedText):
            joined[-1] = TypedText(joined[-1].text + part.text)
        else:
            joined.append(part)
    return joined


def typed_in(data: bytes) -> str:
    """Return what a field would take of bytes as typed text."""
    keyboard = Keyboard()
    return "".join(
        event.character or ""
        for part in parts_of(data)
        for event in keyboard.events_of(part)
        if isinstance(event, events.Key) and event.is_printable
    )


@given(anything, st.lists(st.integers(0, 10_000), max_size=8))
def test_it_does_not_matter_in_which_pieces_bytes_come(data: bytes, cuts: list[int]) -> None:
    assert parts_of(data, cuts) == parts_of(data)


@given(anything)
def test_after_a_pause_everything_is_at_rest_again(data: bytes) -> None:
    parser = InputParser(0.1)
    parser.feed(data)
    parser.time_out()
    assert parser.timeout is None
    assert parser.feed(b"x") == [TypedText("x")]


@given(anything)
def test_no_bytes_are_too_much_for_the_keyboard(data: bytes) -> None:
    keyboard = Keyboard()
    for part in parts_of(data):
        keyboard.events_of(part)


@given(plain)
def test_text_is_typed_as_it_is(text: str) -> None:
    assert parts_of(text.encode()) == ([TypedText(text)] if text else [])


@given(plain, pasted, plain)
def test_a_paste_comes_whole_and_in_its_place(before: str, text: str, after: str) -> None:
    data = f"{before}\x1b[200~{text}\x1b[201~{after}".encode()
    assert [part for part in parts_of(data) if part != TypedText("")] == [
        part
        for part in (TypedText(before), PastedText(text), TypedText(after))
        if part != TypedText("")
    ]


@given(plain, st.one_of(control_sequences, strings), plain)
def test_nothing_of_a_sequence_is_typed(before: str, sequence: str, after: str) -> None:
    typed = "".join(
        part.text
        for part in parts_of(f"{before}{sequence}{after}".encode())
        if isinstance(part, TypedText)
    )
    assert typed == before + after
    alone = typed_in(sequence.encode())
    assert not alone


@given(plain.filter(len), st.one_of(introducers, control_sequences.map(lambda text: text[:-1])))
def test_what_is_begun_and_not_ended_is_dropped_after_a_pause(text: str, begun: str) -> None:
    parser = InputParser(0.1)
    parser.feed(f"{text}{begun}".encode())
    assert not any(isinstance(part, TypedText) for part in parser.time_out())
    assert parser.feed(text.encode()) == [TypedText(text)]


@pytest.mark.parametrize(
    "unit", [b"\x1b[", b"1", b"\x1b[200~\x1b[201~", b"\x1b", b"x\x1bP", b"\xe9"]
)
@pytest.mark.parametrize("start", [b"", b"\x1b[", b"\x1b[200~", b"\x1b]"])
def test_much_of_anything_takes_no_time(start: bytes, unit: bytes) -> None:
    data = start + unit * (MEGABYTE // 4 // len(unit))
    parser = InputParser(0.1)
    begun = time.process_time()
    for at in range(0, len(data), 4096):
        parser.feed(data[at : at + 4096])
    parser.time_out()
    assert time.process_time() - begun < LINEAR


def test_an_endless_sequence_is_dropped_whole_and_little_of_it_is_kept() -> None:
    parser = InputParser(0.1)
    for _ in range(100):
        assert parser.feed(b"\x1b[" + b"1" * 5000) == []
        assert len(parser._unfinished) <= 256
    assert parser.feed(b"mx") == [TypedText("x")]


def test_of_an_endless_paste_a_bounded_part_is_kept() -> None:
    parser = InputParser(0.1)
    parser.feed(b"\x1b[200~")
    for _ in range(6):
        parser.feed(b"x" * MEGABYTE)
    (part,) = parser.feed(b"\x1b[201~")
    assert isinstance(part, PastedText)
    assert len(part.text) == LONGEST_PASTE


@pytest.mark.parametrize(
    ("begun", "seconds"),
    [
        *[(begun, 1.0) for begun in (b"\xe2\x82", b"\x1b[", b"\x1bO", b"\x1b]0", b"\x1b[M")],
        *[(begun, 5.0) for begun in (b"\x1b[200~", b"\x1b[200~x", b"\x1b[200~x\x1b")],
    ],
)
def test_what_is_begun_is_waited_for(begun: bytes, seconds: float) -> None:
    parser = InputParser(0.1)
    parser.feed(begun)
    assert parser.timeout == seconds


@pytest.mark.parametrize("begun", [b"\x1b", b"\x1bP", b"\x1b]"])
def test_what_may_be_a_key_alone_is_waited_for_as_long_as_an_escape(begun: bytes) -> None:
    parser = InputParser(0.1)
    parser.feed(begun)
    assert parser.timeout == 0.1
    assert parser.time_out() == [EscapeSequence(begun.decode())]
