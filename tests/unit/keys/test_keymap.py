"""The one table of keys: complete, without clashes, and bound to what exists."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import ragft_tui.tui
from ragft_tui.keys.key import Key
from ragft_tui.keys.keymap import Keymap, bindings
from ragft_tui.keys.remap import PLACES, meant_pairs
from ragft_tui.keys.table import CONTEXTS, KEYS
from ragft_tui.tui.app import RagftApp

HELP_COLUMN: Final = 22
HELP_WIDTH: Final = 71
"""What a dialog of 76 columns leaves between border, padding and scroll bar."""

BUILT_IN: Final = Keymap()

NAMES_A_KEY: Final = re.compile(
    r"\b(?:Esc|Enter|Escape|F\d\d?|PgUp|PgDn|(?:Ctrl|Shift|Alt)\+\w+)\b"
    r"|(?:^|[;.,:] )[a-zA-Z+/?] (?:takes?|brings?|shows?|goes|asks?|describes?|leaves?|helps?)\b"
)
"""A name of a key in a sentence, or one character that is said to do something."""

MEANT: Final = {
    # The list takes Enter, and hands it to the card, the review or the dialog as a selection.
    ("list.select", "question.accept"),
    ("list.select", "review.edit"),
    ("list.select", "what_if.keep"),
    # In the table of the review, Space marks a row.
    ("marks.mark", "list.select"),
    # In the field of the filter, Enter keeps it and Escape ends it.
    ("filter.keep", "review.edit"),
    ("filter.clear", "review.home"),
    # In the because, Enter and back end the field before they end the question.
    ("because.accept", "question.accept"),
    ("because.leave", "question.back"),
    ("because.leave", "interview.review"),
    # A dialog is closed by what would leave the program outside of it.
    ("dialog.close", "app.leave"),
    ("theme.back", "app.leave"),
    # Where text is typed, undo is its own.
    ("field.undo", "app.suspend"),
    ("theme.back", "dialog.close"),
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
    keys = Counter(name for key in BUILT_IN.of(context) for name in key.keys)
    assert not [name for name, count in keys.items() if count > 1]


def test_contexts_that_work_together_share_only_the_keys_that_are_meant() -> None:
    assert meant_pairs() == MEANT


def test_every_context_works_in_some_place() -> None:
    assert {context for place in PLACES for context in place.contexts} == set(CONTEXTS)


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


def test_a_binding_passes_its_key_on_where_the_action_asks_for_it() -> None:
    actions = {binding.key: binding.action for binding in bindings("question")}
    assert actions["7"] == "choose('7')"
    assert actions["enter"] == "accept"


def test_what_no_widget_binds_is_still_told() -> None:
    assert "choice.accept" in {key.id for key in BUILT_IN.hints("choice")}
    assert "choice.accept" not in {binding.id for binding in bindings("choice")}


def sentences(module: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module that could be told, without its docstrings."""
    tree = ast.parse(module.read_text("utf-8"))
    said = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


def test_no_sentence_names_a_key_that_may_have_been_changed() -> None:
    package = Path(ragft_tui.tui.__file__).parent
    literal = [
        f"{module.relative_to(package)}:{line}: {text}"
        for module in package.rglob("*.py")
        if module.name not in {"key.py", "key_names.py", "key_table.py", "remapping.py"}
        for line, text in sentences(module)
        if NAMES_A_KEY.search(text)
    ]
    assert not literal, "\n".join(["key_words tells which key it is:", *literal])


def test_no_widget_of_ours_waits_for_the_mouse() -> None:
    handlers = {"on_click", "on_mouse_down", "on_mouse_up", "_on_click", "_on_mouse_down"}
    for module in pkgutil.walk_packages(ragft_tui.tui.__path__, "ragft_tui.tui."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and value.__module__ == module.name:
                assert not handlers & vars(value).keys(), "give it a key, and name the pair here"
