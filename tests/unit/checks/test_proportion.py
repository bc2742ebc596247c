"""Intervals of proportions, against published ones."""

from __future__ import annotations

import pytest

from tests.checks.proportion import Proportion


@pytest.mark.parametrize(
    ("having", "total", "low", "high"),
    [  # the first four: Newcombe 1998, "Two-sided confidence intervals", table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (10, 10, 0.7225, 1.0),
        (0, 10, 0.0, 0.2775),
    ],
)
def test_the_interval_is_the_one_in_books(having: int, total: int, low: float, high: float) -> None:
    assert Proportion(having, total).interval == pytest.approx((low, high), abs=0.00005)


def test_a_proportion_is_shown_with_its_interval_and_counts() -> None:
    assert str(Proportion(81, 263)) == "31 % [26, 37] 81/263"
    assert str(Proportion(10, 10)) == "100 % [72, 100] 10/10"
    assert str(Proportion(0, 10)) == "0 % [0, 28] 0/10"


def test_what_is_true_is_counted() -> None:
    assert Proportion.of([True, False, True]) == Proportion(2, 3)


def test_nothing_has_no_percentage() -> None:
    assert str(Proportion.of([])) == "-"
