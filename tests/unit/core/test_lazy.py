"""Names of packages that are imported when they are first asked for."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

import ragft_tui.core
from ragft_tui.core.lazy import lazy_names

_NOT_NAMED: Final = (None, "typing", "ragft_tui.core.lazy")
PACKAGES: Final = sorted(
    path.parent
    for path in Path(ragft_tui.core.__file__).parent.glob("*/__init__.py")
    if "lazy_names" in path.read_text("utf-8")
)


def test_some_packages_are_lazy() -> None:
    assert PACKAGES


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_a_package_has_what_type_checkers_see(package: Path) -> None:
    """The names stand twice in it: for type checkers, and for the run."""
    name = f"ragft_tui.core.{package.name}"
    seen = {
        (node.module, alias.name)
        for node in ast.walk(ast.parse((package / "__init__.py").read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module not in _NOT_NAMED
        for alias in node.names
    }
    assert seen
    loaded = import_module(name)
    for module, each in seen:
        assert getattr(loaded, each) is getattr(import_module(module), each)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"module 'ragft_tui.core' has no attribute 'nothing'"):
        lazy_names("ragft_tui.core", {".model": "Project"})("nothing")
