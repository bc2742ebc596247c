"""Packages that import what they name when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module


def lazy_names(package: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a package.

    A command that needs one function of a package would otherwise load all of it, and to create
    the classes takes longer than what most commands do.

    Args:
        package: The full name of the package.
        modules: Modules, relative to it, each with the names that it has from there, by blanks.
    """
    homes = {name: module for module, names in modules.items() for name in names.split()}

    def find(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(homes[name], package), name)
        setattr(import_module(package), name, found)  # so that nobody asks for it again
        return found

    return find
