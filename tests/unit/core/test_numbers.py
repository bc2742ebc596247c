from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.core.interview.numbers import typed_number
from ragft_tui.core.rules.rulebook import LARGEST_NUMBER


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("50", 50),
        (" 1,200 ", 1_200),
        ("1 200 000", 1_200_000),
        ("00000000000000000000000050", 50),
        ("000", 0),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, number: int) -> None:
    assert typed_number(typed) == number


@pytest.mark.parametrize("typed", ["", "1,5", "0,5", "1 2", "1,200 000", "12.5", "-3", "٣", "1e3"])
def test_what_is_no_whole_number_is_not_made_one(typed: str) -> None:
    assert typed_number(typed) is None


def test_a_number_of_any_length_is_read_at_once_and_is_too_large() -> None:
    number = typed_number("9" * 100_000)
    assert number is not None
    assert number > LARGEST_NUMBER


@given(st.integers(0, LARGEST_NUMBER))
def test_every_number_is_read_in_every_spelling(number: int) -> None:
    spelled = (str(number), f"{number:,}", f"{number:,}".replace(",", " "), f"0{number}")
    assert {typed_number(text) for text in spelled} == {number}
