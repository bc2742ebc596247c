"""What the tests of sessions share: sessions on a file, closed at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import pytest

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Capability, Project
from ragft_tui.session.opening import open_session
from ragft_tui.session.session import Session
from ragft_tui.storage.project.encode import encode_project
from tests.support.clock import stop_clock
from tests.support.projects import packaged_rulebook, project_of, run_config


class Opens(Protocol):
    """Opens a session on a project with some capabilities."""

    def __call__(
        self, *items: Capability, by: str = "", read_only_reason: str | None = None
    ) -> Session:
        """Open it."""


@pytest.fixture
def opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opens]:
    """Open sessions, and close them at the end."""
    stop_clock(monkeypatch)
    sessions: list[Session] = []

    def open_one(*items: Capability, by: str = "", read_only_reason: str | None = None) -> Session:
        path = tmp_path / f"app{len(sessions)}.toml"
        path.write_bytes(encode_project(project_of(*items), packaged_rulebook()))
        session = open_session(
            path, run_config(by=by), lambda _: None, read_only_reason=read_only_reason
        )
        sessions.append(session)
        return session

    yield open_one
    for session in sessions:
        with suppress(RagftError):
            session.close()


def names(project: Project) -> list[str]:
    """Return the names of all capabilities."""
    return [item.name for item in project.capabilities]
