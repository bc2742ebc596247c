"""The colours of a theme by what they are for, and how well each can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ragft_tui.report.contrast import CONSOLES, RGB, contrast, parse_rgb, round_to_256

LEAST: Final = {"AA": 4.5, "AAA": 7.0}
"""The least contrast of text by the level of WCAG."""

_LEAST_OF_SHAPES: Final = 3.0
_USE: Final = 28
_NAME: Final = 33
"""The widths of the first columns of the page."""
_TEXTS: Final = (
    ("foreground", "text"),
    ("text-muted", "explanations, keys"),
    ("primary", "headings, labels, bars"),
    ("warning", "warnings, notices"),
    ("error", "a save that failed"),
)
_FIELDS: Final = (
    ("foreground", "text in a field"),
    ("text-muted", "hints in a field"),
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
class Shades:
    """The shades of a pair on one kind of terminal."""

    terminal: str
    front: RGB
    back: RGB

    @property
    def contrast(self) -> float:
        """The contrast between the two."""
        return contrast(self.front, self.back)


def color_pairs(values: Mapping[str, str]) -> Iterator[Pair]:
    """Yield the pairs of colours that a theme puts on the screen.

    Args:
        values: The colours and text styles of the theme, by name.
    """
    for name, use in _TEXTS:
        yield Pair(name, use, values[name], values["background"], "background")
    for name, use in _FIELDS:
        yield Pair(name, use, values[name], values["surface"], "surface")
    for name, use, text in _CURSORS:
        front, back = f"{name}-foreground", f"{name}-background"
        reverse = "reverse" in values[f"{name}-text-style"].split()
        yield Pair(front, use, values[front], values[back], back, reverse, text)
    back = "scrollbar-background"
    # The bar is a reversed blank.
    yield Pair(
        "scrollbar", "where a page stands", values["scrollbar"], values[back], back, is_text=False
    )


def measure(pair: Pair, *, dark: bool, ansi: bool) -> tuple[Shades, ...]:
    """Return the shades of a pair on each kind of terminal.

    Args:
        pair: Two colours of a theme.
        dark: Whether the theme is one for dark terminals.
        ansi: Whether its colours are the 16 of the terminal.
    """
    if not ansi:
        front, back = parse_rgb(pair.front), parse_rgb(pair.back)
        return (
            Shades("true colour", front, back),
            Shades("256 colours", round_to_256(front), round_to_256(back)),
        )
    return tuple(
        Shades(palette.name, palette.back(pair.back), palette.front(pair.front))
        if pair.reverse
        else Shades(palette.name, palette.front(pair.front), palette.back(pair.back))
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
        worst = min(found, key=lambda shades: shades.contrast)
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
    heads = [shades.terminal for shades in measure(found[0], dark=dark, ansi=ansi)]
    colors = [f"{pair.front} on {pair.back}" for pair in found]
    width = max(map(len, colors))
    rows = [" " * (_USE + _NAME + width) + "".join(f"{head:>15}" for head in heads)]
    for pair, color in zip(found, colors, strict=True):
        sample = paint(f" {pair.use} ", pair) + " " * (_USE - 2 - len(pair.use))
        measured = measure(pair, dark=dark, ansi=ansi)
        ratios = "".join(f"{_ratio(shades.contrast):>15}" for shades in measured)
        rows.append(f"{sample}{pair.name:<{_NAME}}{color:<{width}}{ratios}")
    return "\n".join([*rows, ""])


def _ratio(ratio: float) -> str:
    # Rounded down: what is shown as enough must be enough.
    return f"{int(ratio * 10) / 10:.1f}:1"
