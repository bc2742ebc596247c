"""What journeys start from: a clock that stands still, and project files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ragft_tui.session import reviewer
from ragft_tui.storage.paths import packaged
from tests.support.clock import stop_clock
from tests.support.stylesheets import share_parsed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing on the screen depend on the time of day."""
    stop_clock(monkeypatch)


@pytest.fixture(autouse=True)
def stylesheets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse the styles of the same widgets in the same colours once."""
    share_parsed(monkeypatch)


@pytest.fixture(autouse=True)
def git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no git for each app: it knows no name in any test of the screens."""
    monkeypatch.setattr(reviewer, "_name_in_git", lambda _: "")


@pytest.fixture
def new_file(tmp_path: Path) -> Path:
    """Return the path of a project that does not exist yet."""
    return tmp_path / "claims-triage.toml"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Return a copy of the sample: eight capabilities, two of them decided."""
    path = tmp_path / "support.toml"
    path.write_bytes(packaged("sample.toml").read_bytes())
    return path


@pytest.fixture
def greeting(tmp_path: Path) -> Path:
    """Return a project of one capability whose words say nothing on what it needs."""
    path = tmp_path / "greeting.toml"
    path.write_text(
        "format = 1\n[project]\nname = 'Front desk'\n"
        "[[capabilities]]\nid = 'greeting'\nname = 'Greeting'\ndescription = 'Says hello.'\n",
        "utf-8",
    )
    return path
