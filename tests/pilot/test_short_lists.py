"""Every list empty, with one row, and filtered to nothing: no key that works there does harm."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ragft_tui.keys import KEYS
from ragft_tui.storage.recent import forget, remember
from ragft_tui.tui.screens.home import HomeScreen
from ragft_tui.tui.screens.interview import InterviewScreen
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.lines import HintLine
from tests.support.pilot import User, at_screen, read_project

pytestmark = pytest.mark.once

ENDS = {"app.quit", "app.suspend"}
"""Keys that end the program or stop it."""

NOTHING = "format = 1\n[project]\nname = 'App'\n"
ONE = f"{NOTHING}[[capabilities]]\nid = 'one'\nname = 'One'\ndescription = 'Says hello.'\n"
UNNAMED = f"{NOTHING}[[capabilities]]\nid = 'new'\n[capabilities.draft]\nname = 'On'\n"


@dataclass(frozen=True)
class Situation:
    """A list with hardly anything in it."""

    contexts: tuple[str, ...]
    """Those whose keys work there."""
    project: str | None = None
    """The project that is open; none for the list of sessions."""
    way: tuple[str, ...] = field(default=())
    """The keys that lead there."""
    sessions: int = 0
    """How many sessions are in the list of them."""


REVIEW = ("marks", "list", "review", "app")
SITUATIONS = {
    "no session": Situation(("home", "list", "app")),
    "one session": Situation(("home", "list", "app"), sessions=1),
    "a review of nothing": Situation(REVIEW, NOTHING, ("f2",)),
    "a review of one": Situation(REVIEW, ONE, ("f2",)),
    "a review of what has no name": Situation(REVIEW, UNNAMED, ("f2",)),
    "a review filtered to nothing": Situation(REVIEW, ONE, ("f2", "slash", *"zzz", "enter")),
    "a filter that finds nothing": Situation(
        ("field", "filter", "app"), ONE, ("f2", "slash", *"zzz")
    ),
    "a map of one": Situation(("map", "app"), ONE, ("f2", "m")),
    "a summary of nothing": Situation(("list", "reader", "dialog", "app"), NOTHING, ("f2", "v")),
    "a palette that finds nothing": Situation(
        ("list", "field", "app"), ONE, ("f2", "ctrl+p", *"zzzz")
    ),
    "a palette over nothing": Situation(("list", "field", "app"), None, ("ctrl+p", *"zzzz")),
}


async def arrive(user: User, situation: Situation, path: Path) -> None:
    """Go to a situation, wherever one is."""
    app = user.app
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    if situation.project is None:
        app.show_home()
        for session in range(5):
            forget(path.with_name(f"{session}.toml"))
        for session in range(situation.sessions):
            remember(path.with_name(f"{session}.toml"), name="App", decided=0, total=0)
        if isinstance(app.screen, HomeScreen):
            app.screen.on_screen_resume()
    else:
        if app.session is not None:
            app.session.close()
        forget(path)
        path.write_text(situation.project, "utf-8")  # noqa: ASYNC240 - a few bytes
        app.open_project(path, create=False)
        app.show("interview")
        if isinstance(app.screen, InterviewScreen):
            await app.screen.on_screen_resume()
    await user.settle()
    await user.burst(*situation.way)


def content(user: User) -> list[str]:
    """Return what is shown above the line of keys: a notice in that changes nothing else."""
    hints = user.app.screen.query(HintLine)
    return user.rows[: hints.first().region.y if hints else None]


async def leave_dialogs(user: User, screens: int) -> None:
    """Close what a key opened on top of a situation."""
    while len(user.app.screen_stack) > screens:
        await user.app.pop_screen()
    await user.settle()


@pytest.mark.parametrize("name", SITUATIONS)
async def test_no_key_does_harm(name: str, tmp_path: Path) -> None:
    situation, path = SITUATIONS[name], tmp_path / "app.toml"
    keys = [key for key in KEYS if key.context in situation.contexts and key.id not in ENDS]
    # Its other keys do the same, see test_every_key.py; of digits each is a choice of its own.
    pressed = sorted(
        {each for key in keys for each in key.keys if each == key.keys[0] or each.isdigit()}
    )
    path.write_text(situation.project or NOTHING, "utf-8")
    async with at_screen(None if situation.project is None else path) as user:
        if situation.project is None:
            await user.settle()
        await arrive(user, situation, path)
        for key in pressed:
            before, screens = content(user), len(user.app.screen_stack)
            await user.press(key)
            assert user.app.return_code is None, key
            for rows in user.app.screen.query(LineList):
                assert -1 <= rows.cursor < max(rows._count, 1), key
            if len(user.app.screen_stack) > screens:
                await leave_dialogs(user, screens)
            if content(user) != before:
                await arrive(user, situation, path)
        if user.app.session is not None:
            user.app.session.close()
    if situation.project is not None and path.exists():
        read_project(path)


async def test_enter_on_an_empty_list_of_sessions_says_nothing_and_does_nothing() -> None:
    async with at_screen() as user:
        before = user.rows
        await user.press("enter", "space", "down", "enter", "up", "x")
        assert user.hint == "There is no session to forget."
        await user.press("j")
        assert user.rows == before
