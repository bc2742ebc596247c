"""The file of a session; tests/unit/session has what becomes of it in the course of one."""

from __future__ import annotations

import queue
from collections.abc import Callable
from pathlib import Path

import pytest

from ragft_tui.core.interview import InterviewPosition
from ragft_tui.core.model import Project
from ragft_tui.storage.recent import ResumePoint, last_session
from ragft_tui.storage.saving.lock import ProjectLock
from ragft_tui.storage.saving.saver import Saved, Saving
from ragft_tui.storage.saving.session_file import SessionFile
from tests.support.projects import small_rulebook

PATIENCE = 20.0
POINT = ResumePoint(InterviewPosition("refunds", "tone"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "app.toml"


def test_what_is_saved_is_listed_as_recent_before_anybody_is_notified(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: queue.Queue[object] = queue.Queue()
    notify = lambda state: events.put(type(state))  # noqa: E731 - a line of a test
    file = SessionFile(ProjectLock(path), small_rulebook(), notify, b"", Project("App"))
    submit = file._lister.submit

    def list_it(job: Callable[[], None]) -> None:
        events.put("listed")
        submit(job)

    monkeypatch.setattr(file._lister, "submit", list_it)
    file.submit(Project("Claims"), POINT, urgent=True)
    assert [events.get(timeout=PATIENCE) for _ in range(3)] == [Saving, "listed", Saved]
    file._release()
    session = last_session(path)
    assert session
    assert (session.name, session.point, session.failure) == ("Claims", POINT, None)


def test_what_has_no_file_is_not_listed(path: Path) -> None:
    file = SessionFile(ProjectLock(path), small_rulebook(), lambda _: None, b"", Project("App"))
    file.list_as_recent(Project("App"), POINT)
    file.close(Project("App"), POINT)
    assert not path.exists()
    assert last_session(path) is None
