from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem

from ragft_tui.store.themes import COLORS, ThemeFile, load_themes

THEMES = {theme.name: theme for theme in load_themes()[0]}
GREYS = [8 + 10 * step for step in range(24)]
CUBE = [0, 95, 135, 175, 215, 255]
BACKGROUNDS = ["background", "surface", "panel"]
TEXTS = ["foreground", "text-muted"]
ACCENTS = ["primary", "secondary", "success", "warning", "error", "accent"]
ACCENTS += [f"text-{name}" for name in ACCENTS]

RGB = tuple[int, int, int]


def rgb(theme: ThemeFile, name: str) -> RGB:
    value = theme.variables.get(name) or getattr(theme, name)
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def nearest(color: RGB) -> RGB:
    """Return the nearest of the 256 colours, as tmux chooses it."""
    palette = [(grey, grey, grey) for grey in GREYS] + list(product(CUBE, CUBE, CUBE))
    return min(
        palette, key=lambda other: sum((a - b) ** 2 for a, b in zip(color, other, strict=True))
    )


def rounded(color: RGB) -> RGB:
    """Return one of the 256 colours, as Rich and with it Textual chooses it."""
    number = Color.from_rgb(*color).downgrade(ColorSystem.EIGHT_BIT)
    return tuple(number.get_truecolor())  # type: ignore[return-value]


def exact(color: RGB) -> RGB:
    return color


def contrast(one: RGB, other: RGB) -> float:
    def luminance(color: RGB) -> float:
        parts = [part / 255 for part in color]
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_shipped_themes_load() -> None:
    themes, errors = load_themes()
    assert errors == ()
    assert [theme.name for theme in themes] == ["dark", "light"]
    assert [theme.dark for theme in themes] == [True, False]


@pytest.mark.parametrize("seen", [exact, nearest, rounded], ids=["true colour", "nearest", "rich"])
@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_with_16_million_and_with_256_colours(name: str, seen: object) -> None:
    assert callable(seen)
    theme = THEMES[name]
    pairs = [*product(TEXTS, BACKGROUNDS), *product(ACCENTS, BACKGROUNDS[:2])]
    for text, background in pairs:
        ratio = contrast(seen(rgb(theme, text)), seen(rgb(theme, background)))
        assert ratio >= 4.5, (text, background, ratio)


@pytest.mark.parametrize("seen", [exact, nearest, rounded], ids=["true colour", "nearest", "rich"])
@pytest.mark.parametrize("name", THEMES)
def test_no_two_colours_merge(name: str, seen: object) -> None:
    assert callable(seen)
    for group in (BACKGROUNDS, [*TEXTS, "text-disabled"], ACCENTS[:6]):
        assert len({seen(rgb(THEMES[name], color)) for color in group}) == len(group)


@pytest.mark.parametrize("name", THEMES)
def test_accents_stay_as_they_are_with_256_colours(name: str) -> None:
    for accent in ACCENTS:
        color = rgb(THEMES[name], accent)
        assert nearest(color) == rounded(color) == color


def theme_text(**changed: str) -> str:
    values = {"name": "mine", "title": "Mine", **dict.fromkeys(COLORS, "#5fafd7"), **changed}
    return "dark = true\n" + "".join(f'{key} = "{value}"\n' for key, value in values.items())


def test_a_theme_is_read_with_its_variables(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        theme_text() + '[variables]\nborder = "#ffffff 50%"\nlink-style = "bold underline"\n'
    )
    themes, errors = load_themes(tmp_path)
    assert errors == ()
    assert themes[0].title == "Mine"
    assert themes[0].variables == {"border": "#ffffff 50%", "link-style": "bold underline"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "is not valid TOML"),
        ("name = 'x'", "is missing"),
        (theme_text(primary="blue"), 'primary: is not a colour; write it like "#5fafd7"'),
        (theme_text(accent="#5fafd7;"), "accent: is not a colour"),
        (theme_text(name="No Good"), "name: must be lower-case letters, digits and hyphens"),
        (theme_text(prinary="#ffffff"), '"prinary" is not a known key'),
        (theme_text() + "[variables]\nborder = 3", "variables.border: must be text in quotes"),
        (theme_text() + "[variables]\nborder = 'x; y'", "is neither a colour nor a text style"),
        (theme_text() + "[variables]\n'a b' = 'bold'", "is not the name of a variable"),
    ],
)
def test_a_bad_theme_is_reported_and_the_others_load(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.toml").write_text(text)
    (tmp_path / "b.toml").write_text(theme_text(name="good"))
    (tmp_path / "c.toml").mkdir()
    themes, errors = load_themes(tmp_path)
    assert [theme.name for theme in themes] == ["good"]
    assert len(errors) == 2
    assert said in str(errors[0])
    assert str(errors[0]).startswith(str(tmp_path / "a.toml"))


def test_the_first_of_two_themes_with_one_name_counts(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(theme_text(title="First"))
    (tmp_path / "b.toml").write_text(theme_text(title="Second"))
    themes, errors = load_themes(tmp_path)
    assert [theme.title for theme in themes] == ["First"]
    assert 'the name "mine" is taken' in str(errors[0])


def test_no_themes_are_no_fault(tmp_path: Path) -> None:
    assert load_themes(tmp_path / "gone") == ((), ())
