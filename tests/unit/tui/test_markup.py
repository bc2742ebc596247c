"""No text reaches a widget by way of markup: a scan of the source of the full screen."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import ragft_tui

if TYPE_CHECKING:
    from collections.abc import Iterator

TUI: Final = Path(ragft_tui.__file__).parent / "tui"
MODULES: Final = sorted(TUI.rglob("*.py"))

FORBIDDEN: Final = {
    "Button",
    "Checkbox",
    "Collapsible",
    "DataTable",
    "Header",
    "Label",
    "Log",
    "Markdown",
    "Option",
    "OptionList",
    "RadioButton",
    "RichLog",
    "Select",
    "SelectionList",
    "TabPane",
    "Text",
    "Tree",
    "add_column",
    "add_columns",
    "add_option",
    "add_options",
    "add_row",
    "add_rows",
    "from_ansi",
    "from_markup",
    "from_text",
    "notify",
    "print",
    "render_str",
}
"""What takes markup unless it is told not to; a `Static` of content does all that is needed."""

TAKES_TEXT: Final = {"Static", "update"}

SHOWN: Final = {
    "border_subtitle",
    "border_title",
    "placeholder",
    "sub_title",
    "suggestion",
    "title",
    "tooltip",
}
"""Attributes and arguments of widgets that are shown; those of a `Binding` are not."""


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)


@cache
def content_functions() -> frozenset[str]:
    """Return the functions of the full screen that are declared to return content."""
    return frozenset(
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.returns is not None
        and ast.unparse(node.returns) == "Content"
    )


class Scan:
    """Judges the expressions of one module."""

    def __init__(self, source: str) -> None:
        self.tree = ast.parse(source)
        self.inert_calls = content_functions() | {"Content", "styled", "assemble", "join"}

    def calls(self, names: set[str]) -> Iterator[ast.Call]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and name_of(node) in names:
                yield node

    def shown(self) -> Iterator[tuple[int, ast.expr]]:
        """Yield what is shown by way of an attribute or an argument, each with its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if any(isinstance(each, ast.Attribute) and each.attr in SHOWN for each in targets):
                    yield node.lineno, node.value
            elif isinstance(node, ast.Call) and name_of(node) != "Binding":
                for keyword in node.keywords:
                    if keyword.arg in SHOWN:
                        yield node.lineno, keyword.value

    def not_inert(self) -> list[str]:
        """Return what is not certainly inert, with its lines."""
        calls = list(self.calls(FORBIDDEN))
        if "Static" in ast.dump(self.tree):
            given = self.calls(TAKES_TEXT)
            calls += [call for call in given if call.args and not self.inert(call.args[0])]
        found = [(call.lineno, ast.unparse(call)) for call in calls]
        found += [(line, ast.unparse(it)) for line, it in self.shown() if not self.inert(it)]
        return [f"line {line}: {code}" for line, code in found]

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
    told = Scan(path.read_text("utf-8")).not_inert()
    assert not told, "\n".join([f"not certainly inert in {path}", *told])


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
        "Static('On ' 'two ' + name)",
        "Static(f'On {name}'.upper())",
        "Label(show(name))",
        "notify('done', title=name)",
        "OptionList(Option(name))",
        "table.add_row(name)",
        "Text(name)",
        "Text.from_markup(name)",
        "console.print(name)",
        "print(name)",
        "box.border_title = name",
        "self.border_subtitle = f'{count} of {name}'",
        "self.app.sub_title = name",
        "self.title = name",
        "field.tooltip = str(error)",
        "field.placeholder = name",
        "TextLine(placeholder=name)",
        "Dialog(title=f'On {name}')",
        "Static('plain', tooltip=name)",
    ],
)
def test_the_scan_finds_what_it_looks_for(source: str) -> None:
    assert Scan(f"{source}\nStatic('plain')").not_inert()


@pytest.mark.parametrize(
    "source",
    [
        "Static('plain')",
        "Static(show(name))",
        "self.query_one(Static).update(Content.assemble(show(name), ' x'))",
        "box.border_title = show(name)",
        "TextLine(placeholder='a name')",
        "Binding(key, tooltip=about)",
        "known.update(more)",
    ],
)
def test_the_scan_lets_pass_what_is_inert(source: str) -> None:
    assert not Scan(source).not_inert()
