"""What the tests of the plain mode share: a file to work on, empty or with a capability."""

from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.core.model import Project
from ragft_tui.storage.project.encode import encode_project
from tests.support.projects import described, packaged_rulebook, project_of


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Name a file that does not exist yet."""
    return tmp_path / "app.toml"


@pytest.fixture
def file(new: Path) -> Path:
    """Make a file with one capability, of which nothing is answered."""
    return written(new, project_of(described("Refunds")))


def written(path: Path, project: Project) -> Path:
    """Write a project into a file."""
    path.write_bytes(encode_project(project, packaged_rulebook()))
    return path
