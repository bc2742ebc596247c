from __future__ import annotations

import pytest

from ragft_tui.report.ink import DARK, LIGHT, Ink


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ink", [LIGHT, DARK])
def test_all_that_is_read_stands_out_from_the_ground(ink: Ink) -> None:
    for name, colour in ink.named:
        if name not in {"ground", "line"}:
            low, high = sorted((luminance(colour), luminance(ink.ground)))
            assert (high + 0.05) / (low + 0.05) >= 4.5, name
