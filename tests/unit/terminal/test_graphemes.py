"""What looks like one character is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ragft_tui.terminal.graphemes import (
    backspace_start,
    grapheme_start,
    graphemes,
    next_boundary,
    previous_boundary,
)
from tests.support.world import WORLD

texts = st.text(st.characters() | st.sampled_from("e \u0301\u200d\ufe0f👩❤🇩🇪🏽नि"), max_size=20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ab", ["a", "b"]),
        ("e\u0301x", ["e\u0301", "x"]),
        ("👩\u200d👩\u200d👧x", ["👩\u200d👩\u200d👧", "x"]),
        ("🇩🇪🇫🇷🇯", ["🇩🇪", "🇫🇷", "🇯"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("1\ufe0f\u20e32", ["1\ufe0f\u20e3", "2"]),
        ("नि", ["नि"]),
        ("\u1109\u1165\u11af", ["\u1109\u1165\u11af"]),
    ],
)
def test_characters_are_what_they_look_like(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end, _ in graphemes(text)] == expected


@pytest.mark.parametrize("text", WORLD.values(), ids=WORLD)
def test_there_and_back_is_the_same_way(text: str) -> None:
    forward, place = [0], 0
    while place < len(text):
        forward.append(place := next_boundary(text, place))
    backward = [place]
    while place:
        backward.append(place := previous_boundary(text, place))
    assert forward == backward[::-1] == [0, *(end for _, end, _ in graphemes(text))]


@given(texts)
def test_nothing_is_left_out_and_widths_are_those_of_the_layout(text: str) -> None:
    found = graphemes(text)
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert sum(width for _, _, width in found) == cell_len(text)


@given(texts, st.integers(0, 20))
def test_a_step_always_gets_on_and_stays_inside(text: str, place: int) -> None:
    place = min(place, len(text))
    assert place < next_boundary(text, place) <= len(text) or place == len(text)
    assert 0 <= previous_boundary(text, place) < place or not place
    assert 0 <= backspace_start(text, place) < place or not place
    assert 0 <= grapheme_start(text, place) <= place


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("e\u0301", ""),
        ("a🇩🇪", "a"),
        ("a👩\u200d👧", "a"),
        ("❤\ufe0f", ""),
        ("ลั", "ล"),
        ("कि", "क"),
        ("שָ", "ש"),
    ],
)
def test_taking_back_takes_an_accent_with_its_letter_but_a_vowel_sign_alone(
    text: str, left: str
) -> None:
    assert text[: backspace_start(text, len(text))] == left
