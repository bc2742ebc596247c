"""The notice in a window that is too small: as much of it as fits, and nothing outside."""

from __future__ import annotations

import pytest

from ragft_tui.terminal.too_small import SMALLEST, is_too_small, notice
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
def test_it_says_what_fits(size: tuple[int, int], told: str) -> None:
    emulator = Emulator(*size)
    emulator.feed(b"x" * size[0] * size[1] + b"\x1b[7;31m")
    emulator.feed(notice(*size, "F10").encode())
    assert " ".join(" ".join(emulator.lines).split()) == told


def test_what_needs_no_notice_is_not_too_small() -> None:
    assert not is_too_small(*SMALLEST)
    assert is_too_small(SMALLEST[0] - 1, 100)
    assert is_too_small(300, SMALLEST[1] - 1)
