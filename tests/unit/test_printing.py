"""Only the commands print: all else returns what there is to say, or draws it."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

import pytest

import ragft_tui

PACKAGE: Final = Path(ragft_tui.__file__).parent
MODULES: Final = sorted(
    path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] != "cli"
)
PRINTS: Final = {"print", "echo", "secho", "input"}
STREAMS: Final = {"sys.stdout", "sys.stderr"}


def printing(source: str) -> list[str]:
    """Return the code that prints, or takes a stream to print on."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in PRINTS)
        or (isinstance(node, ast.Attribute) and ast.unparse(node) in STREAMS)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_beside_the_commands_prints(path: Path) -> None:
    found = printing(path.read_text("utf-8"))
    if path.name == "text.py" and path.parent.name == "report":
        found = [code for code in found if "console.print" not in code]  # into a text
    assert not found


@pytest.mark.parametrize(
    "source",
    ["print(name)", "click.echo(name)", "sys.stderr.write(name)", "sys.stdout.flush()"],
)
def test_the_scan_finds_what_it_looks_for(source: str) -> None:
    assert printing(source)
