"""Outdated decisions in a dialog: listed once when a project is opened, accepted with one key."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.model import Review, VerdictType
from ragft_tui.storage.project.encode import encode_project
from ragft_tui.storage.settings import Settings
from tests.support.pilot import at_screen
from tests.support.projects import described, packaged_rulebook, project_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.pilot import User

JUDGED = Review("accepted", VerdictType.BOTH, "default 1", date(2026, 5, 3), "Mara")
STALE = "decisions made under the default rulebook, edition 1, need another look:"


def outdated(path: Path, count: int) -> Path:
    """Write a project with so many outdated decisions."""
    items = [
        replace(described(f"Facts{number}", volatility="daily"), review=JUDGED)
        for number in range(1, count + 1)
    ]
    path.write_bytes(encode_project(project_of(*items), packaged_rulebook()))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return outdated(tmp_path / "app.toml", 2)


def judged(user: User) -> set[str]:
    return {item.review.judged for item in user.project.capabilities if item.review}


async def test_one_key_accepts_all_and_one_undoes_that(file: Path) -> None:
    async with at_screen(file) as user:
        user.sees(
            f"2 {STALE}",
            "1. Facts1: both accepted by Mara on 2026-05-03; now retrieval, lean",
            "Behaviour is no longer part of the verdict: nothing asks for it",
            "a accept all",
        )
        await user.press("a")
        assert user.hint == "2 verdicts accepted; u undoes it."
        assert judged(user) == {"retrieval"}
        await user.press("f2")
        user.sees("2 of 2 decided")
        await user.press("u")
        user.sees("2 stale")
        assert judged(user) == {"both"}


async def test_escape_leaves_them_stale_and_they_are_not_listed_again(file: Path) -> None:
    async with at_screen(file) as user:
        await user.press("escape")
        user.sees_no(STALE)
        await user.press("f2")
        user.sees("2 stale")
        user.sees_no(STALE)


async def test_a_long_list_scrolls(tmp_path: Path) -> None:
    async with at_screen(outdated(tmp_path / "app.toml", 12)) as user:
        user.sees("1. Facts1:")
        user.sees_no("12. Facts12")
        await user.press("G")
        user.sees("12. Facts12")
        await user.press("g")
        user.sees("1. Facts1:")


async def test_who_decides_is_asked_first_where_that_is_wanted(file: Path) -> None:
    async with at_screen(file, settings=Settings(theme="dark", by="ask")) as user:
        await user.press("a")
        user.sees("Who decides?")
        await user.types("Grace")
        await user.press("enter")
        assert [item.review.by for item in user.project.capabilities if item.review] == [
            "Grace",
            "Grace",
        ]


async def test_who_only_looks_sees_the_list_and_changes_nothing(file: Path) -> None:
    file.chmod(0o444)  # noqa: ASYNC240 - before anything runs
    async with at_screen(file) as user:
        user.sees(f"2 {STALE}")
        user.sees_no("accept all")
        await user.press("a")
        assert "Read-only" in user.hint
        await user.press("escape")
        assert judged(user) == {"both"}


async def test_help_names_the_key(file: Path) -> None:
    async with at_screen(file) as user:
        await user.press("f1")
        user.sees("Accept all verdicts as they are now")
