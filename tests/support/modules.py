"""The page that lists every module by the first line of its docstring."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]


def modules_page(package: Path) -> str:
    """Return the page, as Markdown.

    Args:
        package: The directory of the package.
    """
    return "\n".join(["# Modules", "", "`make modules` writes this page.", *_lines(package), ""])


def _lines(package: Path) -> Iterator[str]:
    for directory in sorted({path.parent for path in package.rglob("*.py")}):
        name = directory.relative_to(package.parent).as_posix()
        yield from ("", f"## {name}", "", _summary(directory / "__init__.py"), "")
        for path in sorted(directory.glob("*.py")):
            if path.name != "__init__.py":
                yield f"- `{path.stem}` {_summary(path)}"


def _summary(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return docstring.partition("\n")[0]


if __name__ == "__main__":
    (ROOT / "docs" / "modules.md").write_text(modules_page(ROOT / "ragft_tui"), "utf-8")
