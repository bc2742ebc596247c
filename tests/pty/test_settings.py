"""Settings of the user in a real terminal: keys, and the name that git knows."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.pty.conftest import Start

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("warm")]

ENTER_SCREEN = b"\x1b[?1049h"


def write_settings(environment: dict[str, str], text: str) -> None:
    """Write the file of settings into the home of the program."""
    directory = Path(environment["RAGFT_TUI_HOME"], "config")
    directory.mkdir(parents=True)
    (directory / "settings.toml").write_text(text)


def test_a_decision_is_signed_by_git_and_made_with_the_chosen_key(
    start: Start, work: Path, environment: dict[str, str]
) -> None:
    write_settings(environment, '[keys]\nreview.accept = "ctrl+g"\n')
    subprocess.run(["git", "init", "--quiet"], cwd=work, check=True)
    subprocess.run(["git", "config", "user.name", "Ada Lovelace"], cwd=work, check=True)
    sample = Path(__file__).parents[2] / "ragft_tui" / "storage" / "data" / "sample.toml"
    (work / "app.toml").write_bytes(sample.read_bytes())
    with start("app.toml") as terminal:
        terminal.wait_for("Order status")
        terminal.press("f2")
        terminal.wait_for("2 of 8 decided · as Ada Lovelace")
        terminal.press("p", "ctrl+g")
        terminal.wait_for("3 of 8 decided")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    project = tomllib.loads((work / "app.toml").read_text())
    assert "Ada Lovelace" in [item.get("review", {}).get("by") for item in project["capabilities"]]


def test_settings_with_a_mistake_are_told_and_no_screen_opens(
    start: Start, work: Path, environment: dict[str, str]
) -> None:
    write_settings(environment, '[keys]\nreview.acept = "y"\nreview.map = "f77"\n')
    with start("app.toml", cols=200) as terminal:
        assert terminal.wait_exit() == 2
        told = " ".join(terminal.screen_text().split())
        assert 'settings.toml: line 2: keys.review.acept: "review.acept" is not a known id' in told
        assert 'settings.toml: line 3: keys.review.map: "f77" is no key' in told
        assert ENTER_SCREEN not in terminal.raw
    assert list(work.iterdir()) == []
