"""A fault of the program itself: one line, nothing of the user's, and the work is saved."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.support.terminal import Terminal

FAULTY = """
import sys
from ragft_tui.tui.screens.interview import InterviewScreen

def action_review(self):
    secret = "my secret"
    raise ValueError(secret)

InterviewScreen.action_review = action_review
sys.argv = ["ragft-tui", "app.toml"]
from ragft_tui.cli import main
main()
"""


def test_a_fault_saves_restores_the_terminal_and_says_one_line(tmp_path: Path) -> None:
    env = {"HOME": str(tmp_path), "RAGFT_TUI_HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"}
    with Terminal([sys.executable, "-c", FAULTY], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("Refund pol")
        terminal.wait_for("Refund pol")
        terminal.press("f2")
        assert terminal.wait_exit() == 70
        said = terminal.screen_text()
    assert "ragft-tui: the program has a fault (ValueError" in said
    assert "secret" not in said
    assert "Traceback" not in said
    assert 'name = "Refund pol"' in (tmp_path / "app.toml").read_text()
