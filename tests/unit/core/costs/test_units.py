from __future__ import annotations

import pytest

from ragft_tui.core.costs import (
    Figure,
    Unit,
    format_bytes,
    format_number,
    format_value,
    parse_bytes,
)
from ragft_tui.core.errors import UsageError


def figure(unit: Unit) -> Figure:
    return Figure(id="any", name="Any", unit=unit, low=1, expected=2, high=3, formula="as it is")


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1 kB"),
        (1_536, "1.54 kB (1.5 KiB)"),
        (4_653_056_000, "4.65 GB (4.33 GiB)"),
        (2**30, "1.07 GB (1 GiB)"),
        (10**12, "1 TB (931 GiB)"),
        (1_023 * 2**20, "1.07 GB (1,023 MiB)"),
    ],
)
def test_sizes_are_told_in_both_kinds_of_units(size: int, text: str) -> None:
    assert format_bytes(size) == text


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("24 GB", 24 * 10**9),
        ("24GiB", 24 * 2**30),
        ("1,000 MB", 10**9),
        ("0.5 gib", 2**29),
        ("0.1 B", 1),
    ],
)
def test_sizes_are_read_in_any_unit(text: str, size: int) -> None:
    assert parse_bytes(text) == size


@pytest.mark.parametrize("text", ["", "24", "GB", "-1 GB", "1.2.3 GB", "24 gigs"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="24 GB or 24 GiB"):
        parse_bytes(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (5_000, "5,000"),
        (0.0936, "0.0936"),
        (12.345, "12.3"),
        (53_200_000, "53.2 million"),
        (8.03e9, "8.03 billion"),
        (3.14e23, "3.14e+23"),
    ],
)
def test_numbers_have_three_digits_that_count(value: float, text: str) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        (Unit.BYTES, "41.9 MB (40 MiB)"),
        (Unit.PARAMETERS, "41,943,040"),
        (Unit.TOKENS, "41.9 million"),
        (Unit.MONEY, "41,943,040.00"),
    ],
)
def test_a_value_is_told_in_the_manner_of_its_unit(unit: Unit, text: str) -> None:
    assert format_value(figure(unit), 41_943_040) == text
