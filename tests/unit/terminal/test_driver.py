"""The driver: the notice in a window that is too small, as much of it as fits."""

from __future__ import annotations

import pytest

from ragft_tui.terminal.driver import size_notice
from tests.support.emulator import Emulator


@pytest.mark.parametrize(
    ("size", "told"),
    [
        ((39, 24), "This window is too small: now 39 x 24, needs 40 x 12. F10 leaves."),
        ((200, 11), "This window is too small: now 200 x 11, needs 40 x 12. F10 leaves."),
        ((30, 2), "Too small: now 30 x 2, needs 40 x 12."),
        ((10, 2), "Needs 40 x 12."),
        ((7, 1), "40 x 12"),
        ((2, 1), "40"),
        ((1, 1), "4"),
    ],
)
def test_a_window_that_is_too_small_says_as_much_as_fits(size: tuple[int, int], told: str) -> None:
    emulator = Emulator(*size)
    emulator.feed(b"x" * size[0] * size[1] + b"\x1b[7;31m")
    emulator.feed(size_notice(*size, "F10").encode())
    assert " ".join(" ".join(emulator.lines).split()) == told
