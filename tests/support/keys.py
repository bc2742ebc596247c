"""What a terminal sends for a key, by the name of the key (the xterm encodings)."""

from __future__ import annotations

from typing import Final

ESCAPE: Final = b"\x1b"
"""The escape key; only silence after it tells it from the start of another key."""

PASTE_START: Final = b"\x1b[200~"
PASTE_END: Final = b"\x1b[201~"

_PLAIN: Final = {
    "enter": b"\r",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "esc": ESCAPE,
    "backspace": b"\x7f",
    "space": b" ",
    "ctrl+space": b"\x00",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "f3": b"\x1bOR",
    "f4": b"\x1bOS",
}
_LETTERED: Final = {"up": "A", "down": "B", "right": "C", "left": "D", "end": "F", "home": "H"}
_NUMBERED: Final = {
    "insert": 2,
    "delete": 3,
    "pageup": 5,
    "pagedown": 6,
    "f5": 15,
    "f6": 17,
    "f7": 18,
    "f8": 19,
    "f9": 20,
    "f10": 21,
    "f11": 23,
    "f12": 24,
}
_MODIFIERS: Final = {"shift": 1, "alt": 2, "ctrl": 4}
_CONTROLS: Final = "@abcdefghijklmnopqrstuvwxyz[\\]^_"
"""The character of control code n is the n-th one."""


def encode_key(name: str) -> bytes:
    """Give the bytes that a terminal sends for a key.

    Args:
        name: A key such as `enter`, `f10`, `ctrl+q`, `alt+enter`, `shift+left`, or one character.

    Raises:
        ValueError: No terminal sends such a key.
    """
    if name in _PLAIN:
        return _PLAIN[name]
    if len(name) == 1:
        return name.encode()
    *modifiers, key = name.split("+")
    if len(set(modifiers)) == len(modifiers) and set(modifiers) <= _MODIFIERS.keys():
        number = sum(_MODIFIERS[modifier] for modifier in modifiers)
        if key in _LETTERED:
            return f"\x1b[{f'1;{number + 1}' if number else ''}{_LETTERED[key]}".encode()
        if key in _NUMBERED:
            return f"\x1b[{_NUMBERED[key]}{f';{number + 1}' if number else ''}~".encode()
        if modifiers == ["ctrl"] and len(key) == 1 and key in _CONTROLS:
            return bytes([_CONTROLS.index(key)])
        if modifiers[:1] == ["alt"]:
            return ESCAPE + encode_key("+".join([*modifiers[1:], key]))
    raise ValueError(f"no terminal sends a key named {name!r}")
