"""What the tests of the plain mode share: a file to work on, empty or with a capability."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ragft_tui.core.model import AnswerValue, Project
from ragft_tui.session.status import SaveStatus
from ragft_tui.storage.project.encode import encode_project
from ragft_tui.storage.saving.saver import Failed, Saved, SaveState
from tests.support.plain import Line, capability
from tests.support.projects import described, packaged_rulebook, project_of, run_config

Reached = Callable[[type[Saved] | type[Failed], str], Line]
"""Makes a line that is typed once saving has come to a state."""
PATIENCE = 20.0

CONFIG = run_config()
"""The configuration of a run that was given no settings."""


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


@pytest.fixture
def three(new: Path) -> Path:
    """Make a file with three capabilities, which begins in the review."""
    everything = {question.id: "unknown" for question in packaged_rulebook().questions}
    manner = dict.fromkeys(("tone", "citations", "source", "private_knowledge"), "none")
    manner |= {"format": "free", "vocabulary": "general", "footprint": "no", "access": "no"}
    facts = {**manner, "volatility": "weekly", "source": "collection", "private_knowledge": "small"}
    refunds = described("Refunds", **{**everything, **facts})
    voice = {**everything, **manner, "volatility": "static", "tone": "strict"}
    tone = described("Tone", "Answers kindly.", **voice)
    return written(new, project_of(refunds, tone, described("Nothing", **everything)))


def answers(path: Path) -> dict[str, AnswerValue]:
    return {item.question: item.value for item in capability(path).answers}


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> Reached:
    """Let lines be typed when a save has succeeded or failed, and not a moment earlier."""
    changed = threading.Condition()
    states: list[SaveState] = []
    take = SaveStatus.update

    def watch(self: SaveStatus, state: SaveState) -> None:
        take(self, state)
        with changed:
            states.append(state)
            changed.notify_all()

    def line(kind: type[Saved | Failed], text: str) -> Line:
        def wait() -> str:
            with changed:
                assert changed.wait_for(
                    lambda: bool(states) and isinstance(states[-1], kind), PATIENCE
                )
                states.clear()
            return text

        return wait

    monkeypatch.setattr(SaveStatus, "update", watch)
    return line
