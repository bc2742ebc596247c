"""No text reaches a widget by way of markup: a scan of the source of the full screen."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import ragft_tui

if TYPE_CHECKING:
    from collections.abc import Iterator

TUI: Final = Path(ragft_tui.__file__).parent / "tui"
MODULES: Final = sorted(TUI.rglob("*.py"))

FORBIDDEN: Final = {"Button", "Label", "OptionList", "RadioButton", "from_markup", "notify"}
"""What takes markup unless it is told not to; a `Static` of content does all that is needed."""

TAKES_TEXT: Final = {"Static", "update"}


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)


def content_functions() -> set[str]:
    """Return the functions of the full screen that are declared to return content."""
    return {
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.returns is not None
        and ast.unparse(node.returns) == "Content"
    }


class Scan:
    """Judges the expressions of one module."""

    def __init__(self, source: str) -> None:
        self.tree = ast.parse(source)
        self.inert_calls = content_functions() | {"Content", "styled", "assemble", "join"}

    def calls(self, names: set[str]) -> Iterator[ast.Call]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and name_of(node) in names:
                yield node

    def inert(self, value: ast.expr) -> bool:
        """Tell whether an expression is content, or a literal without markup in it."""
        match value:
            case ast.Constant(str(text)):
                return "[" not in text
            case ast.Call():
                return name_of(value) in self.inert_calls
            case ast.IfExp(body=body, orelse=orelse):
                return self.inert(body) and (self.inert(orelse) or self._no_text(value))
            case ast.Name(name) | ast.Attribute(attr=name):
                return self._declared(name) or self._assigned(name)
            case _:
                return False

    def _no_text(self, value: ast.IfExp) -> bool:
        """Tell whether the other case of `... if isinstance(x, str) else x` is content."""
        other = ast.unparse(value.orelse)
        return ast.unparse(value.test) == f"isinstance({other}, str)" and any(
            ast.unparse(node.annotation) == "Content | str"
            for node in ast.walk(self.tree)
            if isinstance(node, ast.arg) and node.arg == other and node.annotation
        )

    def _declared(self, name: str) -> bool:
        return any(
            isinstance(node, ast.arg)
            and node.arg == name.lstrip("_")
            and node.annotation is not None
            and ast.unparse(node.annotation) == "Content"
            for node in ast.walk(self.tree)
        )

    def _assigned(self, name: str) -> bool:
        values = [
            node.value
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if ast.unparse(target).removeprefix("self.") == name
        ]
        return bool(values) and all(self.inert(value) for value in values)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TUI)))
def test_widgets_are_given_content_or_plain_literals(path: Path) -> None:
    source = path.read_text("utf-8")
    scan = Scan(source)
    found = [*scan.calls(FORBIDDEN)]
    if "Static" in source:
        calls = scan.calls(TAKES_TEXT)
        found += [call for call in calls if call.args and not scan.inert(call.args[0])]
    told = [f"{path.name}:{call.lineno} {ast.unparse(call)}" for call in found]
    assert not told, "\n".join(["not certainly inert", *told])


@pytest.mark.parametrize(
    "source",
    [
        "Static(f'{name}')",
        "Static('On ' + name)",
        "Static('On %s' % name)",
        "Static('On {}'.format(name))",
        "Static(capability.name)",
        "self.query_one('#a', Static).update(str(error))",
        "Static('[b]literal[/b]')",
        "self.notify(name)",
        "Content.from_markup(name)",
        "text = name\nStatic(text)",
    ],
)
def test_the_scan_finds_what_it_looks_for(source: str) -> None:
    scan = Scan(source)
    forbidden = list(scan.calls(FORBIDDEN))
    given = [call for call in scan.calls(TAKES_TEXT) if not scan.inert(call.args[0])]
    assert forbidden or given
