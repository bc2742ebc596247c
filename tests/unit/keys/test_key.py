"""Names of keys: every spelling of people, and only keys that reach the program."""

from __future__ import annotations

import string

import pytest
from textual.binding import BindingsMap
from textual.screen import Screen
from textual.widgets import Input, TextArea

from ragft_tui.keys.key import (
    FIELD_KEYS,
    TERMINAL_KEYS,
    explain_unsendable,
    is_text,
    parse_key,
    render_key,
)
from ragft_tui.keys.keymap import SCREEN_KEYS
from ragft_tui.terminal.input import InputParser
from ragft_tui.terminal.keyboard import Keyboard
from tests.support.keys import ESCAPE, encode_key

SHIFTED_FUNCTION_KEYS = dict(zip(("f1", "f2", "f3", "f4"), "PQRS", strict=True))


def arrives(data: bytes) -> list[str]:
    """Return the names of the keys that the program hears."""
    parser, keyboard = InputParser(escape_delay=0.05), Keyboard()
    parts = [*parser.feed(data), *parser.time_out()]
    return [getattr(event, "key", "") for part in parts for event in keyboard.events_of(part)]


def sent(key: str) -> bytes:
    """Return what xterm sends for a key, by the program's name of it."""
    modifier, _, base = key.partition("+")
    if modifier == "shift" and base in SHIFTED_FUNCTION_KEYS:
        return f"\x1b[1;2{SHIFTED_FUNCTION_KEYS[base]}".encode()
    if key == "escape":
        return ESCAPE
    return encode_key(render_key(key) if is_text(key) and key != "space" else key)


def test_every_key_that_can_be_chosen_reaches_the_program_from_a_terminal() -> None:
    assert {key: arrives(sent(key)) for key in TERMINAL_KEYS} == {
        key: [key] for key in TERMINAL_KEYS
    }


def test_every_character_is_the_key_of_its_name() -> None:
    for character in (*string.punctuation, *"aZ7öÉж漢"):
        assert [parse_key(character)] == arrives(character.encode())


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("f10", "f10"),
        ("F10", "f10"),
        ("Ctrl+X", "ctrl+x"),
        ("ctrl-x", "ctrl+x"),
        ("C-x", "ctrl+x"),
        ("^X", "ctrl+x"),
        ("Strg+X", "ctrl+x"),
        ("Alt+X", "alt+x"),
        ("M-x", "alt+x"),
        ("Esc", "escape"),
        ("Return", "enter"),
        ("Page Up", "pageup"),
        ("page_down", "pagedown"),
        ("PgDn", "pagedown"),
        ("Del", "delete"),
        ("Shift+Tab", "shift+tab"),
        ("shift-f1", "shift+f1"),
        ("Ctrl+Page Down", "ctrl+pagedown"),
        ("A", "A"),
        ("a", "a"),
        ("shift+a", "A"),
        (" ", "space"),
        ("Space", "space"),
        ("?", "question_mark"),
        ("Question Mark", "question_mark"),
        ("+", "plus"),
        ("-", "minus"),
    ],
)
def test_people_write_a_key_as_they_like(written: str, key: str) -> None:
    assert parse_key(written) == key


@pytest.mark.parametrize(
    "written",
    ["", "f13", "ctrl+i", "ctrl+1", "ctrl++", "alt+f", "shift+ß", "hyper+x", "ab", "\x1b", "^^"],
)
def test_what_no_terminal_tells_apart_is_no_key(written: str) -> None:
    assert parse_key(written) is None


@pytest.mark.parametrize(
    ("written", "why"),
    [("Ctrl+I", "terminals send Tab for it"), ("ctrl-m", "Enter"), ("M-b", "Ctrl+Left")],
)
def test_it_is_told_which_other_key_a_terminal_sends(written: str, why: str) -> None:
    assert why in (explain_unsendable(written) or "")


def test_a_key_that_terminals_send_needs_no_explanation() -> None:
    assert explain_unsendable("x") is None


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("enter", "Enter"),
        ("shift+tab", "Shift+Tab"),
        ("ctrl+j", "Ctrl+J"),
        ("f10", "F10"),
        ("escape", "Esc"),
        ("question_mark", "?"),
        ("plus", "+"),
        ("pageup", "PgUp"),
        ("G", "G"),
        ("g", "g"),
    ],
)
def test_keys_are_written_as_people_write_them(key: str, words: str) -> None:
    assert render_key(key) == words


def test_a_key_can_be_chosen_by_what_the_help_calls_it() -> None:
    assert {key: parse_key(render_key(key)) for key in TERMINAL_KEYS} == {
        key: key for key in TERMINAL_KEYS
    }


def test_what_fields_need_for_themselves_is_known() -> None:
    taken = {
        key for field in (Input, TextArea) for key in BindingsMap(field.BINDINGS).key_to_bindings
    }
    assert taken & TERMINAL_KEYS == FIELD_KEYS
    of_screens = set(BindingsMap(Screen.BINDINGS).key_to_bindings)
    assert of_screens & TERMINAL_KEYS == {
        *SCREEN_KEYS,
        "ctrl+c",
    }
