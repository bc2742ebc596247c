"""A review of forty capabilities: few keys, and the record of every decision in the file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

import pytest

from tests.pty.conftest import Start
from tests.support.terminal import Terminal

pytestmark = pytest.mark.usefixtures("warm")

MOST_KEYS: Final = 150
"""Key presses besides the letters of reasons and notes; those of a filter count."""

ANSWERS: Final = {
    "Fact": 'volatility = "weekly"\ncitations = "required"\ntone = "none"',
    "Voice": 'volatility = "static"\ncitations = "none"\ntone = "strict"',
}


class Reviewer:
    """Counts the keys that a reviewer presses."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.pressed = 0

    def press(self, *keys: str) -> None:
        self.pressed += len(keys)
        self.terminal.press(*keys)

    def type_counted(self, text: str) -> None:
        self.pressed += len(text)
        self.terminal.type(text)

    def says(self, text: str) -> None:
        self.terminal.type(text)
        self.terminal.wait_for(text)
        self.terminal.wait_for("Esc close")  # the dialog is whole
        self.press("enter")
        self.terminal.wait_gone("Esc close")


def project() -> str:
    parts = ['format = 1\n\n[project]\nname = "Forty"\n']
    for number in range(40):
        kind = "Fact" if number % 4 else "Voice"
        parts.append(
            f'[[capabilities]]\nid = "c{number}"\nname = "{kind} {number}"\n'
            f'description = "Does {number}."\n[capabilities.answers]\n{ANSWERS[kind]}\n'
        )
    return "\n".join(parts)


def test_forty_capabilities_are_reviewed_with_few_keys(start: Start, work: Path) -> None:
    (work / "app.toml").write_text(project())
    with start("app.toml") as terminal:
        terminal.wait_for("Forty · capability")
        reviewer = Reviewer(terminal)
        reviewer.press("f2")
        terminal.wait_for("review · 0 of 40 decided")
        reviewer.press("/")
        terminal.wait_for("Words to find")
        reviewer.type_counted("verdict:retrieval")
        terminal.wait_for("30 of 40 shown")
        reviewer.press("enter", "*", "a")
        terminal.wait_for("30 verdicts accepted")
        reviewer.press("esc", "g", "p")
        for _ in range(5):
            reviewer.press("o", "3", "enter")
            terminal.wait_for("Why? Say in a line")
            reviewer.says("Legal wants both.")
        terminal.wait_for("35 of 40 decided")
        for _ in range(3):
            reviewer.press("n")
            terminal.wait_for("An empty note takes it away")
            reviewer.says("Ask the board again.")
            reviewer.press("p")
        for option in ("1", "2"):
            reviewer.press("A", "3", "enter")
            terminal.wait_for("0  I don't know")
            terminal.wait_for("Esc close")
            reviewer.press(option, "enter")
            terminal.wait_gone("Esc close")
            reviewer.press("down")
        reviewer.press("f10")
        assert terminal.wait_exit() == 0
    assert reviewer.pressed < MOST_KEYS
    items = tomllib.loads((work / "app.toml").read_text())["capabilities"]
    decisions = [item.get("review", {}).get("decision") for item in items]
    assert decisions.count("accepted") == 30
    assert decisions.count("overridden") == 5
    assert sum("notes" in item for item in items) == 3
    changed = [item for item in items if item["answers"]["tone"] not in ("none", "strict")]
    freed = [item for item in items if item["name"].startswith("Voice")]
    assert len(changed) + sum(item["answers"]["tone"] == "none" for item in freed) == 2
