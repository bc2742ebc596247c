"""Who decides is shown before it is written, and on shared accounts it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ragft_tui.storage.settings import Settings
from tests.support.pilot import User, at_screen

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path


def decides(path: Path, by: str) -> AbstractAsyncContextManager[User]:
    """Open the wizard with a choice of who decides."""
    return at_screen(path, settings=Settings(theme="dark", by=by))


def signatures(user: User) -> list[str]:
    """Return who signed the decisions of the project."""
    return [item.review.by for item in user.project.capabilities if item.review]


async def test_the_name_is_shown_before_it_is_written(sample: Path) -> None:
    async with decides(sample, "Grace Hopper") as user:
        await user.press("f2")
        assert user.status.startswith("Support assistant · review · 2 of 8 decided · as Grace Hop")
        before = len(signatures(user))
        await user.press("p", "o", "enter")
        user.sees("Signed: Grace Hopper.")
        await user.types("Legal, 3 May")
        await user.press("enter", "p", "a")
        assert signatures(user).count("Grace Hopper") == 2
        assert len(signatures(user)) == before + 2


async def test_without_a_choice_the_login_name_is_shown(sample: Path) -> None:
    async with decides(sample, "") as user:
        await user.press("f2")
        assert "· as ada" in user.status


async def test_on_a_shared_account_the_first_decision_asks_who_decides(sample: Path) -> None:
    async with decides(sample, "ask") as user:
        await user.press("f2", "p")
        assert " · as " not in user.status
        await user.press("a")
        user.sees("Who decides?")
        await user.press("enter")
        assert "name is needed" in user.hint
        await user.types("Grace")
        await user.press("enter")
        assert "· as Grace" in user.status
        await user.press("a")
        assert signatures(user).count("Grace") == 2


async def test_whoever_does_not_say_who_it_is_decides_nothing(sample: Path) -> None:
    async with decides(sample, "ask") as user:
        await user.press("f2", "p")
        before = user.project
        for key in ("a", "o"):
            await user.press(key, "escape")
            assert "Nothing is decided: nobody said who decides." in user.hint
        await user.press("space", "a", "escape")
        assert user.project == before


async def test_all_marked_are_accepted_once_somebody_says_who_it_is(sample: Path) -> None:
    async with decides(sample, "ask") as user:
        await user.press("f2", "asterisk", "a")
        await user.types("Grace")
        await user.press("enter")
        assert "Grace" in signatures(user)


async def test_an_override_goes_on_once_somebody_says_who_it_is(sample: Path) -> None:
    async with decides(sample, "ask") as user:
        await user.press("f2", "p", "o")
        await user.types("Grace")
        await user.press("enter")
        user.sees("Override", "override the verdict with which type?")


async def test_a_note_goes_on_once_somebody_says_who_it_is(sample: Path) -> None:
    async with decides(sample, "ask") as user:
        await user.press("f2", "p", "n")
        user.sees("Who decides?", "decisions and notes")
        await user.types("Grace")
        await user.press("enter")
        user.sees("An empty note takes it away.")
        await user.types("Ask Legal")
        await user.press("enter")
        (noted,) = (each for each in user.project.capabilities if each.notes == "Ask Legal")
        assert noted.notes_by == "Grace"


async def test_what_is_signed_nowhere_asks_for_no_name(sample: Path) -> None:
    async with decides(sample, "ask") as user:
        await user.press("f2", "w")
        user.sees("what if: Enter keeps")
