"""While a file cannot be saved: a banner, a rescue copy, and no need to do anything."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.pty.conftest import Start

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("warm")]


def test_a_directory_that_goes_and_comes_back_costs_nothing(
    start: Start, work: Path, tmp_path: Path
) -> None:
    projects = work / "projects"
    projects.mkdir()
    rescue = tmp_path / "home" / "state" / "rescue"
    with start("projects/app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("Refund")
        terminal.wait_for(re.compile(r"saved \d\d:\d\d$", re.MULTILINE))
        projects.rename(work / "away")
        terminal.type(" policy")
        terminal.wait_for(
            re.compile(
                r"NOT SAVED\. projects/app\.toml: cannot be saved: its directory\s+"
                rf"~/{work.name}/projects\s+was\s+renamed\s+to\s+~/{work.name}/away"
            )
        )
        terminal.wait_for(re.compile(r"Your work is in\s+~/\w+/state/rescue/app-"))
        (copy,) = rescue.iterdir()
        assert 'name = "Refund policy"' in copy.read_text()
        terminal.type(" of 2026")
        terminal.wait_for("of 2026")
        (work / "away").rename(projects)
        terminal.wait_gone("NOT SAVED")
        assert not list(rescue.iterdir())
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    (capability,) = tomllib.loads((projects / "app.toml").read_text())["capabilities"]
    assert capability["draft"]["name"] == "Refund policy of 2026"


def test_leaving_then_tells_where_the_work_is(start: Start, work: Path, tmp_path: Path) -> None:
    projects = work / "projects"
    projects.mkdir()
    with start("projects/app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        projects.rename(work / "away")
        terminal.type("Refund policy")
        terminal.wait_for("NOT SAVED")
        terminal.press("f10")
        assert terminal.wait_exit() == 1
        said = terminal.screen_text().replace("\n", "")
        old, new = (f"~/{work.name}/{name}" for name in ("projects", "away"))
        assert f"its directory {old} was renamed to {new}; your work is in" in said
    (copy,) = (tmp_path / "home" / "state" / "rescue").iterdir()
    assert 'name = "Refund policy"' in copy.read_text()
