"""A capability that somebody else's file gives answers and a review, but no description."""

from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.core.model import Capability
from tests.support.pilot import at_screen, read_project
from tests.support.plain import talk

FILE = """\
format = 1

[project]
name = "App"

[[capabilities]]
id = "clauses"
name = "Clauses"

[capabilities.answers]
citations = "required"

[capabilities.verdict]
type = "retrieval"
strength = "clear"

[capabilities.review]
decision = "accepted"
by = "ada"
on = 2026-11-22
judged = "retrieval"
rulebook = "default 1"

[[capabilities]]
id = "answered"
name = "Answered"

[capabilities.answers]
tone = "strict"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "app.toml"
    path.write_text(FILE, "utf-8")
    return path


def reviewed(path: Path) -> list[str]:
    """Return the decisions in the file."""
    items: tuple[Capability, ...] = read_project(path).capabilities
    return [item.review.decision if item.review else "" for item in items]


def test_the_file_is_right(file: Path) -> None:
    assert reviewed(file) == ["accepted", ""]


async def test_the_review_shows_its_verdict_keeps_its_decision_and_accepts_it(file: Path) -> None:
    async with at_screen(file) as user:
        await user.press("f2", "g")
        user.sees("1 Clauses ◆ retrieval", "accepted", "1 of 2 decided")
        user.sees_no("being described", "not described")
        await user.press("j", "a")
        assert [item.review is not None for item in user.project.capabilities] == [True, True]
        await user.saves()
    assert reviewed(file) == ["accepted", "accepted"]


def test_plain_mode_does_the_same(file: Path) -> None:
    done = talk(file, "review", "2", "accept", "list")
    assert done.status == 0, done.err
    assert "not described" not in done.out
    assert reviewed(file) == ["accepted", "accepted"]
