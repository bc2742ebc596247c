"""A theme in words: its colours by what they are for, and how well each can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ragft_tui.report.contrast import CONSOLES, RGB, contrast, rgb, rounded

LEAST: Final = {"AA": 4.5, "AAA": 7.0}
"""The contrast of text that the levels of WCAG ask for."""

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
    """Two colours of a theme that meet on the screen."""

    name: str
    """The name of the one in front."""
    use: str
    front: str
    back: str
    back_name: str
    reverse: bool = False
    """Whether the text style has them change places."""
    read: str = ""
    """What is read in these colours, where the use does not say that."""
    is_text: bool = True


@dataclass(frozen=True, slots=True)
class Shades:
    """What a kind of terminal makes of a pair."""

    where: str
    front: RGB
    back: RGB

    @property
    def contrast(self) -> float:
        """The contrast of both."""
        return contrast(self.front, self.back)


def pairs(values: Mapping[str, str]) -> Iterator[Pair]:
    """Yield the colours of a theme that meet on the screen.

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
    """Return what terminals make of a pair.

    Args:
        pair: Two colours of a theme.
        dark: Whether the theme is one for dark terminals.
        ansi: Whether its colours are the 16 of the terminal.
    """
    if not ansi:
        front, back = rgb(pair.front), rgb(pair.back)
        return (
            Shades("true colour", front, back),
            Shades("256 colours", rounded(front), rounded(back)),
        )
    return tuple(
        Shades(palette.name, palette.back(pair.back), palette.front(pair.front))
        if pair.reverse
        else Shades(palette.name, palette.front(pair.front), palette.back(pair.back))
        for palette in CONSOLES[dark]
    )


def faint(
    values: Mapping[str, str], *, dark: bool, ansi: bool, level: str
) -> Iterator[tuple[str, str]]:
    """Yield the names of colours that stand out too little, each with what is wrong.

    Args:
        values: The colours and text styles of a theme, by name.
        dark: Whether it is one for dark terminals.
        ansi: Whether its colours are the 16 of the terminal.
        level: The level of WCAG that it keeps.
    """
    for pair in pairs(values):
        least = LEAST[level] if pair.is_text else _LEAST_OF_SHAPES
        found = measure(pair, dark=dark, ansi=ansi)
        worst = min(found, key=lambda shades: shades.contrast)
        if worst.contrast < least:
            seen = f"{pair.read or pair.use} on its ground: {_told(worst.contrast)}"
            names = f"{pair.name} on {pair.back_name}, {worst.where}"
            yield pair.name, f"{seen}; {least:g}:1 is needed ({names})"


def theme_page(
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
        paint: Gives a text the colours of a pair, where they can be shown.
    """
    found = list(pairs(values))
    heads = [shades.where for shades in measure(found[0], dark=dark, ansi=ansi)]
    colors = [f"{pair.front} on {pair.back}" for pair in found]
    width = max(map(len, colors))
    rows = [" " * (_USE + _NAME + width) + "".join(f"{head:>15}" for head in heads)]
    for pair, color in zip(found, colors, strict=True):
        sample = paint(f" {pair.use} ", pair) + " " * (_USE - 2 - len(pair.use))
        measured = measure(pair, dark=dark, ansi=ansi)
        told = "".join(f"{_told(shades.contrast):>15}" for shades in measured)
        rows.append(f"{sample}{pair.name:<{_NAME}}{color:<{width}}{told}")
    return "\n".join([*rows, ""])


def _told(ratio: float) -> str:
    # Rounded down: what is told to be enough must be enough.
    return f"{int(ratio * 10) / 10:.1f}:1"
