from __future__ import annotations

from itertools import product

import pytest
from rich.color import Color, ColorSystem

from ragft_tui.report.contrast import (
    ANSI_DEFAULT,
    ANSI_NAMES,
    CONSOLES,
    contrast,
    luminance,
    number_of_256,
    parse_rgb,
    round_to_256,
)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#808080", "#808080", 1.0),
        ("#767676", "#ffffff", 4.54),  # the lightest grey that may be read on white
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_what_wcag_says(one: str, other: str, ratio: float) -> None:
    assert contrast(parse_rgb(one), parse_rgb(other)) == pytest.approx(ratio, abs=0.006)


def test_black_has_no_light_and_white_all_of_it() -> None:
    assert luminance((0, 0, 0)) == 0
    assert luminance((255, 255, 255)) == pytest.approx(1)


def test_a_colour_is_rounded_as_it_is_on_a_terminal_of_256() -> None:
    steps = range(0, 256, 17)
    for color in product(steps, steps, steps):
        number = Color.from_rgb(*color).downgrade(ColorSystem.EIGHT_BIT)
        assert round_to_256(color) == tuple(number.get_truecolor())
        assert number_of_256(color) == number.number


@pytest.mark.parametrize("dark", [True, False])
def test_a_palette_gives_every_name_a_colour_and_leaves_others_as_they_are(*, dark: bool) -> None:
    for palette in CONSOLES[dark]:
        assert len(palette.colors) == len(ANSI_NAMES) == 16
        assert palette.front("ansi_bright_white") == (255, 255, 255)
        assert palette.back("#123456") == (0x12, 0x34, 0x56)
        light, ground = (luminance(color(ANSI_DEFAULT)) for color in (palette.front, palette.back))
        assert (light > ground) is dark
