"""What goes over the wire at 80x24 and 256 colours: screens to start at, and what keys cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.support.terminal import Terminal

__all__ = ["PAGES", "cost", "costs_of_letters", "describing", "reviewing"]

PAGES: Final = ("i", "f2", "f1")
"""Keys that draw a screen anew, one after the other: a question, the review, the keys."""

_PROJECT: Final = 'format = 1\n\n[project]\nname = "Claims"\n' + "".join(
    f"""
[[capabilities]]
id = "policy-{number}"
name = "Policy {number}"
description = "Answers questions about policy {number} and quotes the current clause."

[capabilities.answers]
volatility = "weekly"
citations = "required"
"""
    for number in range(1, 9)
)

_Start = Callable[[str], Terminal]
"""Opens the program with a file."""


def describing(start: _Start) -> Terminal:
    """Return the first page of a new project, drawn and quiet."""
    terminal = start("app.toml")
    terminal.wait_for("What must the application be able to do")
    terminal.settle()
    return terminal


def reviewing(start: _Start, directory: Path) -> Terminal:
    """Return the review of eight capabilities with the same verdict, drawn and quiet.

    Args:
        start: Opens the program.
        directory: Where it is started.
    """
    (directory / "app.toml").write_text(_PROJECT)
    terminal = start("app.toml")
    terminal.wait_for(re.compile(r"capability 1 of 8"))
    terminal.press("f2")
    terminal.wait_for("· review ·")
    terminal.settle()
    return terminal


def cost(terminal: Terminal, *keys: str) -> int:
    """Press keys, and return the bytes that come until it is quiet."""
    mark = terminal.mark()
    terminal.press(*keys)
    terminal.settle()
    return len(terminal.bytes_since(mark))


def costs_of_letters(terminal: Terminal, letters: str) -> list[int]:
    """Return what letters cost in ascending order, but for the dearest.

    With one of them, what was typed is saved, and the status line tells so.
    """
    return sorted(cost(terminal, letter) for letter in letters)[:-1]
