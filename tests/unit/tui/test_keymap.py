"""The one table of keys: complete, without clashes, and bound to what exists."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from typing import Final

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import ragft_tui.tui
from ragft_tui.tui.app import RagftApp
from ragft_tui.tui.key_table import CONTEXTS, KEYS, Key, shown
from ragft_tui.tui.keymap import bindings, hints, keys_of

HELP_COLUMN: Final = 22
HELP_WIDTH: Final = 71
"""What a dialog of 76 columns leaves between border, padding and scroll bar."""

ACTIVE_TOGETHER: Final = {
    "home": ("list", "home", "app"),
    "describing": ("describe", "interview", "app"),
    "options": ("list", "question", "interview", "app"),
    "number": ("question", "interview", "app"),
    "because": ("because", "question", "interview", "app"),
    "review": ("marks", "list", "review", "app"),
    "filter": ("filter", "review", "app"),
    "map": ("map", "app"),
    "what if": ("list", "what_if", "app"),
    "text dialog": ("text", "dialog", "app"),
    "choice dialog": ("list", "choice", "dialog", "app"),
    "page dialog": ("list", "dialog", "app"),
}
"""From what is focused outwards; the nearest one takes the key."""

MEANT: Final = {
    # The list takes Enter, and hands it to the card, the review or the dialog as a selection.
    ("options", "enter"),
    ("review", "enter"),
    ("choice dialog", "enter"),
    ("what if", "enter"),
    # In the table of the review, Space marks a row.
    ("review", "space"),
    # In the field of the filter, Enter keeps it and Escape ends it.
    ("filter", "enter"),
    ("filter", "escape"),
    # In the because, Enter and back end the field before they end the question.
    ("because", "enter"),
    ("because", "shift+tab"),
    ("because", "escape"),
    # A dialog is closed by what would leave the program outside of it.
    ("text dialog", "q"),
    ("choice dialog", "q"),
    ("page dialog", "q"),
}
"""Where a nearer context is meant to take a key from an outer one."""


def classes_that_bind() -> list[type[DOMNode]]:
    found: dict[str, type[DOMNode]] = {}
    for module in pkgutil.walk_packages(ragft_tui.tui.__path__, "ragft_tui.tui."):
        for value in vars(importlib.import_module(module.name)).values():
            own = isinstance(value, type) and value.__module__ == module.name
            if own and issubclass(value, DOMNode) and value.__dict__.get("BINDINGS"):
                found[value.__qualname__] = value
    return list(found.values())


def test_every_id_is_given_once() -> None:
    assert not [name for name, count in Counter(key.id for key in KEYS).items() if count > 1]


def test_every_context_has_a_title_and_every_title_keys() -> None:
    assert {key.context for key in KEYS} == set(CONTEXTS)


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_key_does_two_things_in_one_context(context: str) -> None:
    keys = Counter(name for key in keys_of(context) for name in key.keys)
    assert not [name for name, count in keys.items() if count > 1]


def test_contexts_that_work_together_share_only_the_keys_that_are_meant() -> None:
    shared = set()
    for place, contexts in ACTIVE_TOGETHER.items():
        keys = Counter(
            name for context in contexts for key in keys_of(context) for name in key.keys
        )
        shared |= {(place, name) for name, count in keys.items() if count > 1}
    assert shared == MEANT


@pytest.mark.parametrize("cls", classes_that_bind(), ids=lambda cls: cls.__name__)
def test_every_action_exists_where_it_is_bound(cls: type[DOMNode]) -> None:
    missing = []
    for binding in cls.__dict__["BINDINGS"]:
        assert isinstance(binding, Binding)
        assert binding.id in {key.id for key in KEYS}, "keys are bound by the table"
        scope, _, name = binding.action.partition("(")[0].rpartition(".")
        owner = RagftApp if scope == "app" else cls
        if not hasattr(owner, f"action_{name}"):
            missing.append(f"{binding.id}: {owner.__name__} has no action_{name}")
    assert not missing, "\n".join(missing)


def test_every_context_is_bound_by_some_class() -> None:
    bound = {binding.id for cls in classes_that_bind() for binding in cls.__dict__["BINDINGS"]}
    assert bound == {key.id for key in KEYS if key.action != "noop"}


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.id)
def test_what_a_key_does_fits_on_a_line_of_the_help(key: Key) -> None:
    assert len(key.all_shown) <= HELP_COLUMN
    assert 2 + HELP_COLUMN + 1 + len(key.about) <= HELP_WIDTH
    assert key.about[0].isupper()
    assert not key.about.endswith(".")


@pytest.mark.parametrize("key", [key for key in KEYS if key.hint], ids=lambda key: key.id)
def test_a_hint_is_a_word_or_two(key: Key) -> None:
    assert len(f"{key.shown()} {key.words}") <= 20


def test_leaving_and_help_work_wherever_text_is_typed() -> None:
    for name in ("app.leave", "app.help"):
        (key,) = (key for key in KEYS if key.id == name)
        assert key.shown(typing=True).startswith("F")


def test_a_key_of_letters_only_is_not_told_while_text_is_typed() -> None:
    (because,) = (key for key in KEYS if key.id == "question.because")
    assert because.shown() == "b"
    assert because.shown(typing=True) == ""


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
    assert shown(key) == words


def test_a_binding_passes_its_key_on_where_the_action_asks_for_it() -> None:
    actions = {binding.key: binding.action for binding in bindings("question")}
    assert actions["7"] == "choose('7')"
    assert actions["enter"] == "accept"


def test_what_no_widget_binds_is_still_told() -> None:
    assert "because.accept" in {key.id for key in hints("because")}
    assert "because.accept" not in {binding.id for binding in bindings("because")}
