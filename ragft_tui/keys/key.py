"""Keys: their names as people write and terminals send them, and one action that they trigger."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Collection
from typing import Final

from ragft_tui.core.patterns import pattern
from ragft_tui.core.records import dataclass

_PUNCTUATION: Final = {
    "at": "@",
    "backslash": "\\",
    "minus": "-",
    "plus": "+",
    "slash": "/",
    "underscore": "_",
}
"""Names that differ from the one that Unicode has for the character."""

_CHARACTERS: Final = _PUNCTUATION | {
    unicodedata.name(character).lower().replace("-", "_").replace(" ", "_"): character
    for character in string.punctuation
    if character not in _PUNCTUATION.values()
}

_LABELS: Final = {"escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn"}

_MOVING: Final = (
    *("up", "down", "left", "right", "home", "end"),
    *("pageup", "pagedown", "insert", "delete"),
)
_FUNCTION: Final = tuple(f"f{number}" for number in range(1, 13))
_NO_CONTROL: Final = {"h": "Backspace", "i": "Tab", "m": "Enter", "[": "Esc"}
"""Characters that Ctrl turns into another key: a terminal sends the same byte for both."""
_NO_ALT: Final = {"b": "Ctrl+Left", "f": "Ctrl+Right"}
"""Letters that Alt turns into another key: in shells these two move by words."""

TERMINAL_KEYS: Final[frozenset[str]] = frozenset(
    (
        *(string.ascii_letters + string.digits),
        *_CHARACTERS,
        *("space", "enter", "tab", "shift+tab", "escape", "backspace", "alt+enter"),
        *_MOVING,
        *_FUNCTION,
        *(f"ctrl+{letter}" for letter in string.ascii_lowercase if letter not in _NO_CONTROL),
        *(f"alt+{letter}" for letter in string.ascii_lowercase if letter not in _NO_ALT),
        *(f"{modifier}+{key}" for modifier in ("shift", "ctrl", "alt") for key in _MOVING),
        *(f"shift+{key}" for key in _FUNCTION),
    )
)
"""The keys that terminals send and no other key looks like, besides letters of other scripts."""

FIELD_KEYS: Final = frozenset(
    (
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter"),
        *("shift+up", "shift+down", "shift+left", "shift+right", "shift+home", "shift+end"),
        *("ctrl+left", "ctrl+right", "alt+delete", "backspace", "delete", "f6", "f7"),
        *(f"ctrl+{letter}" for letter in "acdekuvwxyz"),
    )
)
"""The keys that move and edit in text fields."""

_MODIFIERS: Final = {
    "ctrl": ("ctrl", "control", "c", "strg"),
    "alt": ("alt", "meta", "option", "m"),
    "shift": ("shift", "s"),
}
_MODIFIER: Final = {name: key for key, names in _MODIFIERS.items() for name in names}
_OTHERWISE: Final = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "spacebar": "space",
    "blank": "space",
    "hyphen": "minus",
    "period": "full_stop",
}
_WITH_MODIFIERS: Final = pattern(r"(?:[A-Za-z]+[+-])+(?=.)|\^(?=[A-Za-z]$)")
_BETWEEN: Final = pattern(r"[ _-]")


def parse_key(written: str) -> str | None:
    """Return the key that is meant, as Textual names it; `None` where no terminal sends it.

    Args:
        written: Such as `f10`, `Ctrl+X`, `ctrl-x`, `^X`, `Esc`, `Page Up`, `?` or `A`.
    """
    text = written if written == " " else written.strip()
    if len(text) == 1:
        return _of_character(text) or None
    found = _WITH_MODIFIERS.match(text)
    before, base = (found[0], text[found.end() :]) if found else ("", text)
    words = ["ctrl"] if before == "^" else re.findall("[a-z]+", before.lower())
    if not set(words) <= _MODIFIER.keys():
        return None
    modifiers = {_MODIFIER[word] for word in words}
    key = _of_character(base) if len(base) == 1 else _of_name(base)
    if len(key) == 1:
        if modifiers == {"shift"}:
            return key.upper() if key.isalpha() and len(key.upper()) == 1 else None
        key = key.lower()
    name = "+".join([*(modifier for modifier in _MODIFIERS if modifier in modifiers), key])
    return name if name in TERMINAL_KEYS else None


def is_text(key: str) -> bool:
    """Return whether a key types a character, where text is typed."""
    return len(key) == 1 or key == "space" or key in _CHARACTERS


def render_key(key: str) -> str:
    """Return a key as people write it, such as `Shift+Tab` for `shift+tab`."""
    if key in _CHARACTERS:
        return _CHARACTERS[key]
    if len(key) == 1:
        return key
    return "+".join(_LABELS.get(part) or part.capitalize() for part in key.split("+"))


def explain_unsendable(written: str) -> str | None:
    """Return what terminals send instead of a key; `None` where that explains nothing.

    Args:
        written: A name that `parse_key` returns `None` for.
    """
    letter = written.strip()[-1:].lower()
    for modifier, taken in (("ctrl", _NO_CONTROL), ("alt", _NO_ALT)):
        if letter in taken and parse_key(written.strip()[:-1] + "a") == f"{modifier}+a":
            return f"terminals send {taken[letter]} for it"
    return None


def _of_character(character: str) -> str:
    if character == " ":
        return "space"
    if character.isalnum():
        return character
    return next((name for name, known in _CHARACTERS.items() if known == character), "")


def _of_name(name: str) -> str:
    folded = _BETWEEN.sub("", name.lower())
    names = {key.replace("_", ""): key for key in TERMINAL_KEYS if "+" not in key}
    return names.get(_OTHERWISE.get(folded, folded), "")


TEXT_CONTEXTS: Final = ("describe", "because", "filter", "text", "lines", "field")
"""The contexts in which all letters are text."""


@dataclass(frozen=True, slots=True)
class Key:
    """One action that keys trigger, described as Textual's `Binding` describes one."""

    id: str
    """Context and name, such as `review.accept`."""
    keys: tuple[str, ...]
    """The keys in Textual's spelling, the one to show first."""
    action: str
    """The action of the widget or screen that has the context; `screen.` or `app.` before it says
    that it is theirs."""
    description: str
    """What it does, in a word or two for the hint line."""
    tooltip: str
    """What it does, in a sentence for help and palette."""
    hint: bool = True
    """Whether the hint line shows it."""
    always: bool = False
    """Whether the hint line shows it before others, whatever matters now."""
    key_display: str | None = None
    """How the keys are written where the first one does not stand for all."""
    changes: bool = False
    """Whether it changes the project, which a read-only session does not."""
    way_out: bool = False
    """Whether one of its keys must work while text is typed, too."""
    shows_keys_of: tuple[str, ...] = ()
    """The ids whose keys it shows; it has none of its own."""

    @property
    def is_family(self) -> bool:
        """Whether each of its keys means something else, as digits do."""
        return "{key" in self.action

    @property
    def context(self) -> str:
        """The context, such as `review`."""
        return self.id.partition(".")[0]

    def label(self, *, typing: bool = False) -> str:
        """Return how the key is written in the hint line.

        Args:
            typing: Whether letters are text now, so that only other keys work.

        Returns:
            The label; an empty text where none of its keys works.
        """
        if self.key_display and not typing:
            return self.key_display
        usable = [key for key in self.keys if not (typing and self._is_shadowed(key))]
        return render_key(usable[0]) if usable else ""

    @property
    def labels(self) -> str:
        """All keys, as help writes them."""
        return self.key_display or ", ".join(render_key(key) for key in self.keys)

    def labels_beside(self, taken: Collection[str], *, typing: bool = False) -> str:
        """Return the keys that are left beside others, as help writes them; empty for none.

        Args:
            taken: The keys that do something else.
            typing: Whether letters are text now, so that only other keys work.
        """
        left = [key for key in self.keys if key not in taken]
        if typing:
            left = [key for key in left if not self._is_shadowed(key)]
        if self.key_display and left and not typing:
            return self.key_display
        return ", ".join(render_key(key) for key in left)

    def _is_shadowed(self, key: str) -> bool:
        """Return whether a text field takes a key before this action can."""
        return is_text(key) or (key in FIELD_KEYS and self.context not in TEXT_CONTEXTS)
