"""The names of keys, checked against what Textual makes of their bytes."""

from __future__ import annotations

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from tests.support.keys import encode_key

OTHER_NAMES = {
    "esc": "escape",
    "ctrl+space": "ctrl+@",
    "ctrl+\\": "ctrl+backslash",
    "?": "question_mark",
}
"""What Textual calls some keys."""


@pytest.mark.parametrize(
    "name",
    [
        *("enter", "tab", "shift+tab", "esc", "backspace", "delete", "insert", "space"),
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *(f"f{number}" for number in range(1, 13)),
        *(f"ctrl+{letter}" for letter in "abcdefgklnopqrstuvwxyz"),
        *("ctrl+space", "ctrl+\\", "ctrl+left", "ctrl+home", "ctrl+f5", "ctrl+pageup"),
        *("shift+left", "shift+end", "ctrl+shift+right"),
        *("alt+x", "alt+left"),
        *("a", "Z", "?", "ž"),
    ],
)
def test_textual_understands_the_key(name: str) -> None:
    parser = XTermParser()
    tokens = [*parser.feed(encode_key(name).decode()), *parser.feed("")]
    keys = [token.key for token in tokens if isinstance(token, events.Key)]
    assert keys == [OTHER_NAMES.get(name, name)]


@pytest.mark.parametrize(
    "name", ["", "enterr", "Enter", "escape", "ctrl+ž", "ctrl+1", "shift+enter", "alt+", "meta+x"]
)
def test_a_key_that_no_terminal_sends_is_an_error(name: str) -> None:
    with pytest.raises(ValueError, match="no terminal sends a key named"):
        encode_key(name)


@pytest.mark.parametrize(
    ("name", "sent"),
    [("alt+enter", b"\x1b\r"), ("alt+1", b"\x1b1"), ("alt+shift+tab", b"\x1b\x1b[Z")],
)
def test_alt_puts_an_escape_before_the_key(name: str, sent: bytes) -> None:
    # Textual loses the alt of these.
    assert encode_key(name) == sent
