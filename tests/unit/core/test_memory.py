"""What was worked out is remembered until it is to be forgotten."""

from __future__ import annotations

from ragft_tui.core.memory import forget_capabilities, remembered


def test_a_result_is_worked_out_once() -> None:
    asked: list[int] = []

    @remembered
    def twice(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [twice(3), twice(3), twice(4)] == [6, 6, 8]
    assert asked == [3, 4]


def test_what_is_forgotten_is_worked_out_again() -> None:
    asked: list[int] = []

    @remembered
    def twice(number: int) -> int:
        asked.append(number)
        return 2 * number

    twice(3)
    forget_capabilities()
    twice(3)
    assert asked == [3, 3]
