from __future__ import annotations

from itertools import product

import pytest
from rich.color import Color, ColorSystem

from ragft_tui.report.themes import (
    ANSI_DEFAULT,
    CONSOLES,
    Pair,
    color_pairs,
    contrast,
    find_faint,
    luminance,
    measure,
    number_of_256,
    parse_rgb,
    render_theme,
    round_to_256,
)
from ragft_tui.storage.themes import ANSI_COLORS, load_themes


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
    # What every terminal shows for 16 and more: a cube of six steps, then greys.
    six = (0, 95, 135, 175, 215, 255)
    shown = [*product(six, six, six), *((8 + 10 * grey,) * 3 for grey in range(24))]
    steps = range(0, 256, 17)
    for color in product(steps, steps, steps):
        number = Color.from_rgb(*color).downgrade(ColorSystem.EIGHT_BIT).number or 0
        assert number_of_256(color) == number >= 16
        assert round_to_256(color) == shown[number - 16]


@pytest.mark.parametrize("dark", [True, False])
def test_a_palette_gives_every_name_a_colour_and_leaves_others_as_they_are(*, dark: bool) -> None:
    for palette in CONSOLES[dark]:
        names = ANSI_COLORS[1:]
        assert [palette.front(name) for name in names] == list(map(parse_rgb, palette.colors))
        assert len(palette.colors) == 16
        assert palette.front("ansi_bright_white") == (255, 255, 255)
        assert palette.back("#123456") == (0x12, 0x34, 0x56)
        light, ground = (luminance(color(ANSI_DEFAULT)) for color in (palette.front, palette.back))
        assert (light > ground) is dark


THEMES = load_themes().themes
DARK = THEMES["dark"].values()


def test_a_page_says_what_each_colour_is_for_and_how_well_it_can_be_read() -> None:
    page = render_theme(DARK, dark=True, ansi=False)
    row = next(line for line in page.splitlines() if "warnings" in line)
    assert " ".join(row.split()) == "warnings, notices warning #d7af5f on #121212 9.0:1 9.0:1"
    assert "true colour" in page
    assert "256 colours" in page


def test_a_page_of_the_colours_of_a_terminal_names_the_terminals_it_is_measured_on() -> None:
    page = render_theme(THEMES["ansi-light"].values(), dark=False, ansi=True)
    row = next(line for line in page.splitlines() if "headings" in line)
    assert row.split()[-5:] == ["ansi_blue", "on", "ansi_default", "9.3:1", "5.7:1"]
    assert "Linux console" in page


def test_samples_are_painted_by_whoever_prints_them() -> None:
    painted: list[str] = []

    def paint(text: str, pair: Pair) -> str:
        painted.append(pair.name)
        return f"<{text}>"

    page = render_theme(DARK, dark=True, ansi=False, paint=paint)
    assert "< warnings, notices >" in page
    assert painted == [pair.name for pair in color_pairs(DARK)]


def test_reversed_text_is_measured_as_it_is_seen() -> None:
    mono = THEMES["mono"].values()
    cursor = next(pair for pair in color_pairs(mono) if pair.name == "block-cursor-foreground")
    seen = measure(cursor, dark=True, ansi=True)[0]
    assert seen.contrast == contrast((0, 0, 0), (0xE5, 0xE5, 0xE5))


def test_what_can_hardly_be_read_is_told_with_where_it_is_so() -> None:
    values = DARK | {"text-muted": "#6c6c6c", "scrollbar": "#5f5f5f"}
    told = [" ".join(found) for found in find_faint(values, dark=True, ansi=False, level="AA")]
    least = "4.5:1 is needed"
    assert told == [
        (
            f"text-muted explanations, keys on its ground: 3.5:1; {least} "
            "(text-muted on background, true colour)"
        ),
        (
            f"text-muted hints in a field on its ground: 3.2:1; {least} "
            "(text-muted on surface, true colour)"
        ),
        (
            "scrollbar where a page stands on its ground: 2.1:1; 3:1 is needed "
            "(scrollbar on scrollbar-background, 256 colours)"
        ),
    ]
    marked = DARK | {"block-cursor-foreground": "#585858"}
    ((name, words),) = find_faint(marked, dark=True, ansi=False, level="AA")
    assert name == "block-cursor-foreground"
    assert words.startswith("text of the marked line on its ground: ")


def test_a_theme_that_promises_more_is_held_to_it() -> None:
    assert not list(find_faint(DARK, dark=True, ansi=False, level="AA"))
    names = {name for name, _ in find_faint(DARK, dark=True, ansi=False, level="AAA")}
    assert "text-muted" in names
    assert "foreground" not in names
