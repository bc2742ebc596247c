"""The colours of a theme by what they are for, and the contrast of each as WCAG 2 measures it.

https://www.w3.org/TR/WCAG22/#contrast-minimum asks for 4.5:1 of text, contrast-enhanced for 7:1,
and non-text-contrast for 3:1 of what is no text but has a meaning. It is measured in each depth
that terminals have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from ragft_tui.core.records import dataclass

RGB = tuple[int, int, int]

ANSI_DEFAULT: Final = "ansi_default"
"""The name of the terminal's own colours for text and background."""

_WEIGHTS: Final = (0.2126, 0.7152, 0.0722)
# WCAG says 0.03928, which no colour of 8 bits tells from this one, the value of sRGB.
_LINEAR: Final = 0.04045


def parse_rgb(value: str) -> RGB:
    """Return the parts of a colour that is written #rrggbb."""
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def luminance(color: RGB) -> float:
    """Return the relative luminance of a colour, from 0 for black to 1 for white."""
    parts = [part / 255 for part in color]
    linear = [
        part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip(_WEIGHTS, linear, strict=True))


def contrast(one: RGB, other: RGB) -> float:
    """Return the contrast ratio of two colours, from 1 for none to 21 for black on white."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def number_of_256(color: RGB) -> int:
    """Return the number of the one of 256 colours that is shown instead, as Rich chooses it."""
    from rich.color import Color, ColorSystem

    return Color.from_rgb(*color).downgrade(ColorSystem.EIGHT_BIT).number or 0


def round_to_256(color: RGB) -> RGB:
    """Return the one of 256 colours that is shown instead; 0 to 15 are not among them."""
    from rich.color import Color

    return Color.from_ansi(number_of_256(color)).get_truecolor()


@dataclass(frozen=True, slots=True)
class Palette:
    """The 16 colours of one kind of terminal."""

    name: str
    colors: Sequence[str]
    """The 16 colours as #rrggbb, by their number."""
    text: str
    """The colour of `ansi_default` as text."""
    ground: str
    """The colour of `ansi_default` as background."""

    def front(self, value: str) -> RGB:
        """Return the colour of text of a name; one that is written #rrggbb is itself."""
        return self._color(value, self.text)

    def back(self, value: str) -> RGB:
        """Return the colour of a background of a name."""
        return self._color(value, self.ground)

    def _color(self, value: str, default: str) -> RGB:
        from rich.color import ANSI_COLOR_NAMES

        if value == ANSI_DEFAULT:
            return parse_rgb(default)
        number = ANSI_COLOR_NAMES.get(value.removeprefix("ansi_"))
        return parse_rgb(value if number is None else self.colors[number])


# https://github.com/ThomasDickey/xterm-snapshots/blob/master/XTerm-col.ad, by the values of rgb.txt
_XTERM: Final = (
    *("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5"),
    *("#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"),
)
# default_red, default_grn and default_blu of
# https://github.com/torvalds/linux/blob/master/drivers/tty/vt/vt.c
_LINUX: Final = (
    *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
    *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
)

CONSOLES: Final[Mapping[bool, tuple[Palette, ...]]] = {
    True: (
        Palette("xterm", _XTERM, text="#e5e5e5", ground="#000000"),
        Palette("Linux console", _LINUX, text="#aaaaaa", ground="#000000"),
    ),
    # A Linux console is made light by `setterm --inversescreen on`; it has no white behind text.
    False: (
        Palette("xterm", _XTERM, text="#000000", ground="#ffffff"),
        Palette("Linux console", _LINUX, text="#000000", ground="#aaaaaa"),
    ),
}
"""The terminals with 16 colours that themes are measured on, dark and light ones."""


LEAST: Final = {"AA": 4.5, "AAA": 7.0}
"""The least contrast of text by the level of WCAG."""

_LEAST_OF_SHAPES: Final = 3.0
_USE: Final = 28
_NAME: Final = 33
"""The widths of the first columns of the page."""
_TEXTS: Final = (
    ("foreground", "text", "background"),
    ("text-muted", "explanations, keys", "background"),
    ("primary", "headings, labels, bars", "background"),
    ("warning", "warnings, notices", "background"),
    ("error", "a save that failed", "background"),
    ("foreground", "text in a field", "surface"),
    ("text-muted", "hints in a field", "surface"),
    ("verdict-retrieval", "retrieval, knowledge", "background"),
    ("verdict-finetuning", "fine-tuning, behaviour", "background"),
    ("verdict-both", "both", "background"),
    ("verdict-prompting", "prompting", "background"),
    ("verdict-undecided", "undecided", "background"),
)
_CURSORS: Final = (
    ("block-cursor", "the marked line", "text of the marked line"),
    ("block-cursor-blurred", "the marked line elsewhere", "text of a marked line without focus"),
    ("input-cursor", "where one types", "the character under the cursor"),
    ("input-selection", "text that is selected", "text that is selected"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours of a theme, one before the other on the screen."""

    name: str
    """The name of the one in front."""
    use: str
    front: str
    back: str
    back_name: str
    reverse: bool = False
    """Whether the text style has them change places."""
    read: str = ""
    """What is read in these colours, where the use does not say it."""
    is_text: bool = True


@dataclass(frozen=True, slots=True)
class Measured:
    """The contrast of a pair on one kind of terminal."""

    terminal: str
    contrast: float


def color_pairs(values: Mapping[str, str]) -> Iterator[Pair]:
    """Yield the pairs of colours that a theme puts on the screen.

    Args:
        values: The colours and text styles of the theme, by name.
    """
    for name, use, back in _TEXTS:
        yield Pair(name, use, values[name], values[back], back)
    for name, use, text in _CURSORS:
        front, back = f"{name}-foreground", f"{name}-background"
        reverse = "reverse" in values[f"{name}-text-style"].split()
        yield Pair(front, use, values[front], values[back], back, reverse, text)
    back = "scrollbar-background"
    # The bar is a reversed blank.
    yield Pair(
        "scrollbar", "where a page stands", values["scrollbar"], values[back], back, is_text=False
    )


def measure(pair: Pair, *, dark: bool, ansi: bool) -> tuple[Measured, ...]:
    """Return the contrast of a pair on each kind of terminal.

    Args:
        pair: Two colours of a theme.
        dark: Whether the theme is one for dark terminals.
        ansi: Whether its colours are the 16 of the terminal.
    """
    if not ansi:
        front, back = parse_rgb(pair.front), parse_rgb(pair.back)
        return (
            Measured("true colour", contrast(front, back)),
            Measured("256 colours", contrast(round_to_256(front), round_to_256(back))),
        )
    return tuple(
        Measured(palette.name, contrast(palette.front(pair.front), palette.back(pair.back)))
        for palette in CONSOLES[dark]
    )


def find_faint(
    values: Mapping[str, str], *, dark: bool, ansi: bool, level: str
) -> Iterator[tuple[str, str]]:
    """Yield the names of colours with too little contrast, each with what is wrong.

    Args:
        values: The colours and text styles of a theme, by name.
        dark: Whether it is one for dark terminals.
        ansi: Whether its colours are the 16 of the terminal.
        level: The level of WCAG that it claims.
    """
    for pair in color_pairs(values):
        least = LEAST[level] if pair.is_text else _LEAST_OF_SHAPES
        found = measure(pair, dark=dark, ansi=ansi)
        worst = min(found, key=lambda measured: measured.contrast)
        if worst.contrast < least:
            seen = f"{pair.read or pair.use} on its ground: {_ratio(worst.contrast)}"
            names = f"{pair.name} on {pair.back_name}, {worst.terminal}"
            yield pair.name, f"{seen}; {least:g}:1 is needed ({names})"


def render_theme(
    values: Mapping[str, str],
    *,
    dark: bool,
    ansi: bool,
    paint: Callable[[str, Pair], str] = lambda text, _: text,
) -> str:
    """Return a table of what the colours of a theme are for, with the contrast of each.

    Args:
        values: The colours and text styles of the theme, by name.
        dark: Whether it is one for dark terminals.
        ansi: Whether its colours are the 16 of the terminal.
        paint: Returns a text in the colours of a pair, where they can be shown.
    """
    found = list(color_pairs(values))
    heads = [each.terminal for each in measure(found[0], dark=dark, ansi=ansi)]
    colors = [f"{pair.front} on {pair.back}" for pair in found]
    width = max(map(len, colors))
    rows = [" " * (_USE + _NAME + width) + "".join(f"{head:>15}" for head in heads)]
    for pair, color in zip(found, colors, strict=True):
        sample = paint(f" {pair.use} ", pair) + " " * (_USE - 2 - len(pair.use))
        measured = measure(pair, dark=dark, ansi=ansi)
        ratios = "".join(f"{_ratio(each.contrast):>15}" for each in measured)
        rows.append(f"{sample}{pair.name:<{_NAME}}{color:<{width}}{ratios}")
    return "\n".join([*rows, ""])


def _ratio(ratio: float) -> str:
    # Rounded down: what is shown as enough must be enough.
    return f"{int(ratio * 10) / 10:.1f}:1"
