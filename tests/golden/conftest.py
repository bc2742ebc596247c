"""Goldens look the same on every machine: no time, no name, no path of whoever runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ragft_tui.session import reviewer
from tests.support.clock import stop_clock
from tests.support.stylesheets import share_parsed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stop the clock, parse styles once, ask no git, and work where paths are shown from."""
    stop_clock(monkeypatch)
    share_parsed(monkeypatch)
    monkeypatch.setattr(reviewer, "_name_in_git", lambda _: "")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path
