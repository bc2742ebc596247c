from __future__ import annotations

import pytest

from benchmarks.figures import Figure, ratio, take_turns


def test_every_other_round_goes_backwards() -> None:
    order: list[str] = []
    names = ("ours", "theirs")
    works = {name: lambda name=name: order.append(name) for name in names}
    take_turns(works, 3)
    assert order == ["ours", "theirs", "theirs", "ours", "ours", "theirs"]


def test_results_are_told_by_work_in_the_order_of_rounds() -> None:
    numbers = iter(range(4))
    found = take_turns({"ours": lambda: next(numbers), "theirs": lambda: next(numbers)}, 2)
    assert found == {"ours": [0, 3], "theirs": [1, 2]}


def test_a_ratio_is_the_median_of_rounds_and_tells_what_was_compared() -> None:
    figure = ratio("Start", [0.2, 0.3, 0.9], [0.1, 0.1, 0.1], must=2.5)
    assert figure.value == pytest.approx(3)
    assert figure.detail == "300.0 ms against 100.0 ms"


def test_one_round_in_four_above_the_must_is_missed_by_nobody() -> None:
    figure = ratio("Start", [2, 2, 2, 9], [1, 1, 1, 1], must=2, unit="s")
    assert not figure.missed
    assert not figure.fails


def test_what_half_of_the_rounds_miss_is_told_but_does_not_fail() -> None:
    figure = ratio("Start", [1, 1, 9, 9, 9], [1, 1, 1, 1, 1], must=2, unit="s")
    assert figure.missed
    assert not figure.fails
    assert figure.cells[-1].startswith("MISSED; ")


def test_what_three_rounds_of_four_miss_fails() -> None:
    assert ratio("Start", [1, 3, 3, 3, 3], [1, 1, 1, 1, 1], must=2, unit="s").fails


def test_one_byte_too_many_fails() -> None:
    assert Figure("First page", 6_001, "B", must=6_000).fails
    assert not Figure("First page", 6_000, "B", must=6_000).fails


def test_milliseconds_never_fail() -> None:
    figure = Figure("Enter", 31, "ms", must=30, gates=False)
    assert figure.missed
    assert not figure.fails


def test_a_figure_without_a_must_is_never_missed() -> None:
    figure = Figure("Save", 5.126)
    assert not figure.missed
    assert figure.cells == ("Save", "5.13 x", "", "", "")
