"""What each screen and dialog looks like, character by character.

After a change that is meant, render them anew with --update-goldens and read the difference.
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Final

import pytest

from tests.golden.scenes import SCENES
from tests.support.picture import picture
from tests.support.pilot import NARROW, WIDE, at_screen

SCREENS: Final = Path(__file__).parent / "screens"
SIZES: Final = (NARROW, WIDE)


def golden(scene: str, size: tuple[int, int]) -> Path:
    return SCREENS / f"{scene}-{size[0]}x{size[1]}.txt"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCENES)
async def test_the_screen_looks_as_agreed(
    name: str, size: tuple[int, int], place: Path, request: pytest.FixtureRequest
) -> None:
    scene = SCENES[name]
    async with at_screen(scene.file(place), size) as user:
        await scene.reach(user)
        session = user.app.session
        if session is not None and not session.looking and user.project.capabilities:
            await user.saves()
        drawn = picture(user)
    file = golden(name, size)
    if request.config.getoption("--update-goldens"):
        file.write_text(drawn, "utf-8")
    agreed = file.read_text("utf-8") if file.exists() else ""
    changes = difflib.unified_diff(agreed.splitlines(), drawn.splitlines(), "agreed", "drawn", n=1)
    assert drawn == agreed, "\n".join(changes)


def test_every_golden_is_of_a_scene(request: pytest.FixtureRequest) -> None:
    expected = {golden(name, size) for name in SCENES for size in SIZES}
    left = sorted(file for file in SCREENS.iterdir() if file not in expected)
    if request.config.getoption("--update-goldens"):
        for file in left:
            file.unlink()
        left = []
    assert not left, "no scene draws these any more"
