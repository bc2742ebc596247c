"""How the cells of a screen look: which colours of a theme, and which styles, each of them has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from ragft_tui.report.themes import (
    ANSI_DEFAULT,
    CONSOLES,
    LEAST,
    contrast,
    parse_rgb,
    round_to_256,
)
from ragft_tui.storage.themes import ANSI_COLORS, Theme
from tests.support.pilot import User

if TYPE_CHECKING:
    from rich.color import Color
    from rich.style import Style

__all__ = ["Look", "faint", "looks_of", "picture_of_looks"]

_RULES: Final = range(0x2500, 0x2580)
"""Lines of boxes. Between two parts of a screen they are there to please the eye: blank space and
words part these as well. So what has the colour of rules need not stand out."""

_SHAPES: Final = range(0x2580, 0x25A0)
"""Blocks, of which bars are made: not text, but they tell something, so that 3:1 is the least."""

_LEAST_OF_SHAPES: Final = 3.0

_FRONTS: Final = ("foreground", "text-muted", "primary", "secondary", "warning", "error", "rule")
_BACKS: Final = ("background", "surface", "panel", "primary", "secondary")
"""The names to tell a colour by, where it has several."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is drawn."""

    front: str
    """Its colour as #rrggbb, or the name that the terminal has for it."""
    back: str
    styles: tuple[str, ...]
    """Such as `bold`."""

    def seen(self, values: Mapping[str, str]) -> str:
        """Return what it is, by the names that a theme gives its colours; plain text is nothing."""
        front, back = _named(self.front, values, _FRONTS), _named(self.back, values, _BACKS)
        parts = [*self.styles, "" if front == "foreground" else front]
        parts.append("" if back == "background" else f"on {back}")
        return " ".join(filter(None, parts))

    def blank(self) -> Look:
        """Return what is seen of it where no character stands."""
        styles = [style for style in self.styles if style in {"reverse", "underline"}]
        return Look("", self.back, tuple(styles))


def looks_of(user: User) -> Iterator[tuple[int, int, str, Look]]:
    """Yield what the screen is made of: row and column, the characters, and how they look."""
    for row, strip in enumerate(user.strips, start=1):
        column = 1
        for segment in strip:
            if segment.style is not None:
                yield row, column, segment.text, _look(segment.style)
            column += segment.cell_length


def picture_of_looks(user: User, theme: Theme) -> str:
    """Return what of the screen does not look like plain text, a line a row."""
    values = theme.values()
    rows: dict[int, list[tuple[int, int, str]]] = {}
    for row, column, text, look in looks_of(user):
        told = (look if text.strip() else look.blank()).seen(values)
        parts = rows.setdefault(row, [])
        goes_on = bool(parts) and parts[-1][1:] == (column - 1, told)
        parts.append((parts.pop()[0] if goes_on else column, column + cell_len(text) - 1, told))
    lines = [f"== {theme.name}"]
    for row, parts in rows.items():
        if told := ", ".join(f"{first}-{last} {told}" for first, last, told in parts if told):
            lines.append(f"{row:02} {told}")
    return "\n".join([*lines, ""])


def faint(user: User, theme: Theme) -> list[str]:
    """Return what stands out too little from what is behind it, in words."""
    rule, least = theme.values()["rule"], LEAST[theme.spec.contrast]
    kinds = (True, False) if theme.name == "mono" else (theme.spec.dark,)
    found = []
    for row, _, text, look in looks_of(user):
        ratio = _contrast(look, kinds)
        for character in set(text) - {" "}:
            code = ord(character)
            if code in _RULES and look.front == rule:
                continue
            if ratio < (_LEAST_OF_SHAPES if code in _SHAPES else least):
                told = f"{look.front} on {look.back}: {ratio:.2f}"
                found.append(f"{theme.name}, row {row}: {character} of {text.strip()!r}, {told}")
    return found


@cache
def _contrast(look: Look, kinds: tuple[bool, ...]) -> float:
    """Return the least contrast: in each depth, or on the terminals that are dark or are not."""
    front, back = look.front, look.back
    if front.startswith("#"):
        one, other = parse_rgb(front), parse_rgb(back)
        return min(contrast(one, other), contrast(round_to_256(one), round_to_256(other)))
    palettes = [palette for dark in kinds for palette in CONSOLES[dark]]
    if "reverse" in look.styles:
        return min(contrast(each.back(back), each.front(front)) for each in palettes)
    return min(contrast(each.front(front), each.back(back)) for each in palettes)


def _look(style: Style) -> Look:
    names = ("bold", "dim", "italic", "underline", "reverse", "strike")
    styles = [name for name in names if getattr(style, name)]
    front, back = _name(style.color), _name(style.bgcolor)
    if "reverse" in styles and front != back:
        # What is behind is told as such, whoever has them change places.
        front, back = back, front
        styles.remove("reverse")
    return Look(front, back, tuple(styles))


def _named(color: str, values: Mapping[str, str], first: Iterable[str]) -> str:
    """Return the name that a theme has for a colour, as far as it has one."""
    return next((name for name in (*first, *values) if values[name] == color), color)


def _name(color: Color | None) -> str:
    if color is None or color.is_default:
        return ANSI_DEFAULT
    if color.triplet is not None:
        return color.triplet.hex
    return ANSI_COLORS[(color.number or 0) + 1]
