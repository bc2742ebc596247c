"""Bindings: every class binds what it can do, by the table, and no sentence names a key."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

import ragft_tui.tui
from ragft_tui.keys import KEYS, Keymap
from ragft_tui.tui.app import RagftApp
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.screens.import_preview import ImportList, ImportScreen
from ragft_tui.tui.screens.interview import InterviewScreen
from ragft_tui.tui.screens.review_table import ReviewTable
from ragft_tui.tui.widgets.describe_form import DescribeForm
from ragft_tui.tui.widgets.question_card import QuestionCard
from ragft_tui.tui.widgets.review_table import ReviewList
from ragft_tui.tui.widgets.verdict_card import VerdictPage

NAMES_A_KEY: Final = re.compile(
    r"\b(?:Esc|Enter|Escape|F\d\d?|PgUp|PgDn|(?:Ctrl|Shift|Alt)\+\w+)\b"
    r"|(?:^|[;.,:] )[a-zA-Z+/?] (?:takes?|brings?|shows?|goes|asks?|describes?|leaves?|helps?)\b"
)
"""A name of a key in a sentence, or one character that is said to do something."""


SCREENS: Final[Mapping[type[DOMNode], type[DOMNode]]] = {
    DescribeForm: InterviewScreen,
    QuestionCard: InterviewScreen,
    VerdictPage: InterviewScreen,
    ReviewList: ReviewTable,
    ImportList: ImportScreen,
}
"""The screens of widgets that bind actions of their screens."""


def classes_that_bind() -> list[type[DOMNode]]:
    found: dict[str, type[DOMNode]] = {}
    for module in pkgutil.walk_packages(ragft_tui.tui.__path__, "ragft_tui.tui."):
        for value in vars(importlib.import_module(module.name)).values():
            own = isinstance(value, type) and value.__module__ == module.name
            if own and issubclass(value, DOMNode) and value.__dict__.get("BINDINGS"):
                found[value.__qualname__] = value
    return list(found.values())


@pytest.mark.parametrize("cls", classes_that_bind(), ids=lambda cls: cls.__name__)
def test_every_action_exists_where_it_is_bound(cls: type[DOMNode]) -> None:
    missing = []
    for binding in cls.__dict__["BINDINGS"]:
        assert isinstance(binding, Binding)
        assert binding.id in {key.id for key in KEYS}, "keys are bound by the table"
        scope, _, name = binding.action.partition("(")[0].rpartition(".")
        owner = SCREENS[cls] if scope == "screen" else RagftApp if scope == "app" else cls
        if not hasattr(owner, f"action_{name}"):
            missing.append(f"{binding.id}: {owner.__name__} has no action_{name}")
    assert not missing, "\n".join(missing)


def test_every_context_is_bound_by_some_class() -> None:
    bound = {binding.id for cls in classes_that_bind() for binding in cls.__dict__["BINDINGS"]}
    assert bound == {key.id for key in KEYS if key.action != "noop"}


def test_a_binding_passes_its_key_on_where_the_action_asks_for_it() -> None:
    actions = {key: binding.action for key, binding in BindingsMap(bindings("question"))}
    assert actions["7"] == "choose('7')"
    assert actions["enter"] == "accept"


def test_what_no_widget_binds_is_still_told() -> None:
    assert "choice.accept" in {key.id for key in Keymap().hints("choice")}
    assert "choice.accept" not in {binding.id for _, binding in BindingsMap(bindings("choice"))}


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
        for line, text in sentences(module)
        if NAMES_A_KEY.search(text)
    ]
    assert not literal, "\n".join(["Keymap.label returns which key it is:", *literal])


def test_no_widget_of_ours_waits_for_the_mouse() -> None:
    handlers = {"on_click", "on_mouse_down", "on_mouse_up", "_on_click", "_on_mouse_down"}
    for module in pkgutil.walk_packages(ragft_tui.tui.__path__, "ragft_tui.tui."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and value.__module__ == module.name:
                assert not handlers & vars(value).keys(), "give it a key, and name the pair here"
