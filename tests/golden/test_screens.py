"""What each screen and dialog looks like, character by character, and whether it can be read.

After a change that is meant, render them anew with --update-goldens and read the difference.
"""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from ragft_tui.storage.themes import load_themes
from ragft_tui.tui.palette import Palette
from ragft_tui.tui.themes import register_themes
from tests.golden.scenes import SCENES
from tests.support.looks import faint, picture_of_looks
from tests.support.picture import picture
from tests.support.pilot import NARROW, SMALL, WIDE, User, at_screen

SCREENS: Final = Path(__file__).parent / "screens"
LOOKS: Final = Path(__file__).parent / "looks"
THEMES: Final = load_themes()
THEME: Final = "dark"
"""The theme in which every scene is kept as a golden."""
IN_ALL_THEMES: Final = frozenset(
    {"describe-typed", "map-shared", "override-reason", "question", "review-marked"}
)
"""Scenes whose looks are kept in every theme: all that a theme colours is in one of them."""
IN_A_SMALL_WINDOW: Final = frozenset(
    {
        "describe-typed",
        "home-sessions",
        "map-crowded",
        "map-shared",
        "note",
        "palette",
        "question",
        "question-help",
        "review",
        "summary",
        "what-if",
    }
)
"""Scenes that are kept at 60x20 as well: one of each kind of screen and dialog."""

IN_A_HUGE_WINDOW: Final = frozenset({"map-crowded", "question", "review-crowded", "review-wide"})
"""Scenes that are kept at 200x50 as well: those that use the width."""
HUGE: Final = 200, 50
LOW: Final = 120, 24
"""A wide window in which the details of the review stand beside its table."""

_FRAME: Final = 1 / 60
_FRAMES: Final = 60
"""Frames of Textual after which a screen looks as it stays."""


def sizes(scene: str) -> tuple[tuple[int, int], ...]:
    """Return the sizes beside the first at which a scene is kept."""
    small = (SMALL,) if scene in IN_A_SMALL_WINDOW else ()
    huge = (HUGE,) if scene in IN_A_HUGE_WINDOW else ()
    low = (LOW,) if scene == "review-wide" else ()
    return (*small, WIDE, *huge, *low)


def golden(scene: str, size: tuple[int, int]) -> Path:
    return SCREENS / f"{scene}-{size[0]}x{size[1]}.txt"


def golden_of_looks(scene: str) -> Path:
    return LOOKS / f"{scene}.txt"


async def shown_in(user: User, theme: str) -> None:
    """Show the screen in another theme."""
    # Textual leaves the palette as it was while it is open.
    is_palette = isinstance(user.app.screen, Palette)
    if is_palette:
        await user.press("escape")
    user.app.theme = theme
    await user.settle()
    if is_palette:
        await user.press("ctrl+p")


def changes(file: Path, drawn: str, *, update: bool) -> Iterator[str]:
    """Yield how what is drawn differs from what was agreed; an update agrees to it."""
    if update:
        file.write_text(drawn, "utf-8")
    agreed = file.read_text("utf-8") if file.exists() else ""
    lines = agreed.splitlines(), drawn.splitlines()
    yield from difflib.unified_diff(*lines, f"agreed: {file.name}", "drawn", n=1, lineterm="")


async def lasting_changes(user: User, file: Path, *, update: bool) -> list[str]:
    """Return what differs for good: behind a dialog Textual lays out anew in its own time."""
    found = list(changes(file, picture(user), update=update))
    for _ in range(_FRAMES):
        if not found:
            break
        await asyncio.sleep(_FRAME)
        await user.settle()
        found = list(changes(file, picture(user), update=update))
    return found


@pytest.mark.parametrize("name", SCENES)
async def test_the_screen_looks_as_agreed_and_can_be_read(
    name: str, place: Path, request: pytest.FixtureRequest
) -> None:
    scene, update = SCENES[name], bool(request.config.getoption("--update-goldens"))
    found: list[str] = []
    async with at_screen(scene.file(place), NARROW) as user:
        await scene.reach(user)
        session = user.app.session
        if session is not None and not session.read_only_reason and user.project.capabilities:
            await user.saves()
        found += changes(golden(name, NARROW), picture(user), update=update)
        register_themes(user.app, THEMES)
        looks = []
        for theme in sorted(THEMES.themes.values(), key=lambda theme: theme.name == THEME):
            await shown_in(user, theme.name)
            found += faint(user, theme)
            if theme.name == THEME or name in IN_ALL_THEMES:
                looks.append(picture_of_looks(user, theme))
        found += changes(golden_of_looks(name), "\n".join(looks), update=update)
        for size in sizes(name):
            await user.resizes(*size)
            found += await lasting_changes(user, golden(name, size), update=update)
    assert not found, "\n".join(found)


def test_every_golden_is_of_a_scene(request: pytest.FixtureRequest) -> None:
    expected = {golden(name, size) for name in SCENES for size in (NARROW, *sizes(name))}
    expected |= {golden_of_looks(name) for name in SCENES}
    left = sorted({*SCREENS.iterdir(), *LOOKS.iterdir()} - expected)
    if request.config.getoption("--update-goldens"):
        for file in left:
            file.unlink()
        left = []
    assert not left, "no scene draws these any more"
