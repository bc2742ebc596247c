"""What a start may cost in instructions of the processor, which are the same in each run.

CONTRIBUTING.md tells when and how a budget changes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from ragft_tui.storage.paths import packaged
from tests.support.instructions import instructions, instructions_until, need_valgrind

pytestmark = pytest.mark.once

COMMANDS: Final[dict[str, tuple[tuple[str | Path, ...], int]]] = {
    "help": (("--help",), 207),
    "version": (("--version",), 194),
    "classify": (("classify", "Quotes the current refund policy and links the clause"), 398),
    "check": (("check", packaged("sample.toml")), 378),
}
"""Commands without a screen, with millions of instructions: those measured and a twentieth more."""

FIRST_QUESTION: Final = 1_549
"""The same until the first question of a new project, with the end of the session."""


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_takes_no_more_than_its_budget(name: str, tmp_path: Path) -> None:
    need_valgrind()
    words, budget = COMMANDS[name]
    check(name, instructions(*words, home=tmp_path), budget)


def test_the_first_question_takes_no_more_than_its_budget(tmp_path: Path) -> None:
    need_valgrind()
    first = "What must the application be able to do"
    check("first question", instructions_until(first, "app.toml", home=tmp_path), FIRST_QUESTION)


def check(name: str, count: int, budget: int) -> None:
    millions = round(count / 1e6)
    counted = f"{name}: {millions:,} million instructions, a twentieth more {millions * 1.05:,.0f}"
    print(f"{counted}, budget {budget:,}")  # noqa: T201 - for `-rP`
    assert millions <= budget
