"""Texts that have broken terminal programs, each with what must stand on the screen instead."""

from __future__ import annotations

from typing import Final

__all__ = ["HOSTILE", "WORST", "controls_in"]

HOSTILE: Final = {
    "closing tag alone": ("a [/] b", "a [/] b"),
    "tag that is not closed": ("a [bold", "a [bold"),
    "action in markup": ("[@click=app.leave]x[/]", "[@click=app.leave]x[/]"),
    "style in markup": ("[red on blue]x[/red on blue]", "[red on blue]x[/red"),
    "markup escape": (r"\[b] \\[/b]", r"\[b] \\[/b]"),
    "variable in markup": ("$primary %s {0}", "$primary %s {0}"),
    "window title": ("x\x1b]0;owned\x07y", "x␛]0;owned␇y"),
    "clipboard": ("x\x1b]52;c;ZXZpbA==\x1b\\y", "x␛]52;c;ZXZpbA==␛\\y"),
    "cleared screen": ("x\x1b[2J\x1b[Hy", "x␛[2J␛[Hy"),
    "C1 introducer": ("x\x9b31my\x9d0;z\x9c", "31my"),
    "backspace and delete": ("x\x08\x7fy", "x␈␡y"),
    "direction override": ("x \u202eabc\u202c y", "x ⟨U+202E⟩abc⟨U+202C⟩ y"),
    "direction isolate": ("x \u2067abc\u2069 y", "x ⟨U+2067⟩abc⟨U+2069⟩ y"),
    "right to left": ("مرحبا بالعالم", "مرحبا"),
    "wide": ("東京タワー案内", "東京タワー"),
    "joined emoji": ("x 👩‍👩‍👧‍👦🏳️‍🌈🇩🇪 y", "👩"),
    "pile of marks": ("x" + "\u0301" * 200 + "y", "x\u0301"),
    "marks alone": ("\u0301\u0302\u20dd x", "x"),
    "zero width": ("x\u200by\ufeffz", "x⟨U+200B⟩y⟨U+FEFF⟩z"),
    "tab": ("x\ty", "x y"),
    "line separators": ("x\u2028y\u2029z\x85w", "x"),
}
"""Each with the part of it that is looked for on the screen."""

WORST: Final = (
    "closing tag alone",
    "tag that is not closed",
    "action in markup",
    "window title",
    "C1 introducer",
    "direction override",
    "wide",
    "joined emoji",
    "pile of marks",
)
"""One of each kind, for walks through everything."""


def controls_in(text: str) -> list[str]:
    """Return the characters in a screen that would do something to a terminal."""
    return [
        repr(char)
        for char in text
        if (char < " " and char != "\n")
        or "\x7f" <= char <= "\x9f"
        or "\u202a" <= char <= "\u202e"
        or "\u2066" <= char <= "\u2069"
    ]
