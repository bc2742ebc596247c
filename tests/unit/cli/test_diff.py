from __future__ import annotations

import json
from pathlib import Path

from tests.unit.cli.conftest import Run


def test_two_versions_are_compared(run: Run, directory: Path) -> None:
    text = (directory / "ok.toml").read_text()
    (directory / "new.toml").write_text(
        text.replace('volatility = "weekly"', 'volatility = "daily"')
    )
    done = run("diff", "ok.toml", "new.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "volatility" in done.stdout
    assert run("diff", "ok.toml", "new.toml", "--exit-code").returncode == 1
    same = run("diff", "ok.toml", "ok.toml", "--exit-code")
    assert (same.returncode, same.stdout) == (0, "No differences.\n")
    found = json.loads(run("diff", "ok.toml", "new.toml", "--format", "json").stdout)
    assert {item["field"] for item in found["differences"]} == {"volatility"}


def test_what_cannot_be_compared_is_told(run: Run, directory: Path) -> None:
    done = run("diff", "ok.toml", "gone.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("ragft-tui: gone.toml: does not exist")
