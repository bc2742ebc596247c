"""What all tests share: nobody's own directories, a fixed login name, and goldens on request."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write the golden screens anew instead of comparing them",
    )


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the directories and the name of whoever runs it."""
    directory = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("RAGFT_TUI_HOME", str(directory))
    # Nor does git know a name, whatever is configured on this machine.
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for variable in ("LOGNAME", "USER"):
        monkeypatch.setenv(variable, "ada")
    return directory
