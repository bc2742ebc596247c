"""Private names of libraries: each that the code touches exists, and is in CONTRIBUTING.md."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pytest

pytestmark = pytest.mark.once

ROOT: Final = Path(__file__).parents[2]
FILES: Final = [
    path
    for folder in ("ragft_tui", "tests", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
SECTION: Final = "## Workarounds of Textual"
OWN: Final = {"ragft_tui", "tests", "benchmarks", "__future__"}
DOCUMENTED: Final = {"_asdict", "_exit", "_fields", "_make", "_replace", "_typeshed"}
"""Names that are public in spite of their underscore: of named tuples, of `os`, of types."""


@dataclass(frozen=True, slots=True)
class Use:
    """A private name of a library in the code."""

    where: str
    name: str
    """The name, or the dotted path of what is imported."""
    owners: tuple[type, ...] = ()
    """The library classes among which is the owner; none where the code does not show it."""


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in DOCUMENTED


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def defined_in(scope: ast.ClassDef | ast.Module) -> set[str]:
    """Return the private names that a class or a module defines in its body."""
    names: set[str] = set()
    for node in scope.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return set(filter(is_private, names))


def attributes_in(tree: ast.AST) -> Iterator[ast.Attribute]:
    """Yield every access of a private attribute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            yield node


def root_of(node: ast.Attribute) -> str:
    """Return the name before the dot, as `self` and `super`; empty for an expression."""
    value = node.value.func if isinstance(node.value, ast.Call) else node.value
    return value.id if isinstance(value, ast.Name) else ""


def assigned_in(tree: ast.AST) -> set[str]:
    """Return the private attributes that are assigned to `self` or `cls`."""
    stored = (node for node in attributes_in(tree) if isinstance(node.ctx, ast.Store))
    return {node.attr for node in stored if root_of(node) in {"self", "cls"}}


@cache
def attributes_of(owner: type) -> frozenset[str]:
    """Return the private names that a class of a library defines, those of instances as well."""
    names = set(filter(is_private, vars(owner)))
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(owner)))
    except (OSError, TypeError):  # written in C
        return frozenset(names)
    return frozenset(names | assigned_in(tree))


@cache
def own_attributes() -> frozenset[str]:
    """Return the private names of all classes of our own."""
    classes = (node for path in FILES for node in ast.walk(tree_of(path)))
    return frozenset(
        name
        for node in classes
        if isinstance(node, ast.ClassDef)
        for name in (defined_in(node) | assigned_in(node))
    )


@cache
def uses() -> tuple[Use, ...]:
    """Return the private names of libraries that the code touches."""
    return tuple(
        use
        for path in FILES
        for kind in (imported, accessed, inherited)
        for use in kind(path, path.relative_to(ROOT).as_posix())
    )


def imports_of(path: Path) -> Iterator[tuple[ast.ImportFrom, bool]]:
    """Yield the imports of names, and whether they are of our own."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module.partition(".")[0] in OWN


def imported(path: Path, where: str) -> Iterator[Use]:
    for node, is_own in imports_of(path):
        for alias in node.names:
            name = f"{node.module}.{alias.name}"
            if not is_own and any(map(is_private, name.split("."))):
                yield Use(f"{where}:{node.lineno}", name)


def accessed(path: Path, where: str) -> Iterator[Use]:
    """Yield the names on objects, but for those that could be of a class of our own."""
    own = {"self", "cls", "super"}
    own |= {
        alias.asname or alias.name
        for node, is_own in imports_of(path)
        for alias in node.names
        if is_own
    }
    for node in attributes_in(tree_of(path)):
        if root_of(node) not in own and node.attr not in own_attributes():
            yield Use(f"{where}:{node.lineno}", node.attr)


def inherited(path: Path, where: str) -> Iterator[Use]:
    """Yield the names that a class shares with a class of a library from which it derives."""
    classes = [node for node in tree_of(path).body if isinstance(node, ast.ClassDef) and node.bases]
    if not classes:
        return
    module = importlib.import_module(where.removesuffix(".py").replace("/", "."))
    for node in classes:
        bases = tuple(base for base in vars(module)[node.name].__mro__ if is_of_textual(base))
        own = (each.attr for each in attributes_in(node) if root_of(each) in {"self", "super"})
        for name in sorted({*defined_in(node), *own}):
            if any(name in attributes_of(base) for base in bases):
                yield Use(f"{where}:{node.lineno} {node.name}", name, bases)


def is_of_textual(owner: type) -> bool:
    return owner.__module__.partition(".")[0] in {"textual", "rich"}


def rows() -> list[str]:
    """Return the rows of the table of workarounds."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = text.partition(SECTION)[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("| `")]


def listed() -> list[str]:
    """Return the private names in the table, as dotted paths."""
    return sorted(set(re.findall(r"`((?:asyncio|textual|rich|re)\.[\w.]+)`", "\n".join(rows()))))


def owner_of(path: str) -> object:
    """Return the module or class in which a dotted path is found; `None` where it is not."""
    owner_path, _, name = path.rpartition(".")
    try:
        owner: object = pkgutil.resolve_name(owner_path)
    except (ImportError, AttributeError):
        return None
    if isinstance(owner, type):
        return owner if name in attributes_of(owner) else None
    return owner if hasattr(owner, name) else None


def is_same(use: Use, path: str) -> bool:
    if "." in use.name:
        return use.name == path
    owner, name = owner_of(path), path.rpartition(".")[2]
    return use.name == name and (not use.owners or owner in use.owners)


@pytest.mark.parametrize("path", listed())
def test_a_private_name_that_is_touched_exists(path: str) -> None:
    assert owner_of(path), f"{path} is gone: its row in CONTRIBUTING.md says what that breaks"


def test_the_private_names_that_are_listed_are_those_that_are_touched() -> None:
    paths = listed()
    missing = [use for use in uses() if not any(is_same(use, path) for path in paths)]
    lines = [f"{use.where}: {use.name} is not in the table under {SECTION!r}" for use in missing]
    idle = [path for path in paths if not any(is_same(use, path) for use in uses())]
    lines += [f"{path}: nothing touches it any more" for path in idle]
    assert not lines, "\n".join(lines)


def test_a_name_that_is_gone_is_noticed() -> None:
    assert owner_of("textual.app.App._driver")
    assert not owner_of("textual.app.App._no_such_name")
    assert not owner_of("textual._no_such_module.Thing")


@pytest.mark.parametrize("row", rows())
def test_a_workaround_names_its_upstream_issue_in_the_code(row: str) -> None:
    """The link of the issue, or the words to file one with."""
    where, _, upstream, *_ = row.strip("| ").split(" | ")
    paths = [ROOT / name for name in re.findall(r"`([\w/.]+)`", where)]
    code = "".join(path.read_text("utf-8") for path in paths)
    words = re.sub(r"[\s#]+", " ", code)
    named = [*re.findall(r"\((https://[^)]+)\)", upstream), *re.findall('"([^"]+)"', upstream)]
    assert named or "none" in upstream
    assert not [name for name in named if name not in words]
