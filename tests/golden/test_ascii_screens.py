"""What some screens look like with ASCII alone, character by character.

After a change that is meant, render them anew with --update-goldens and read the difference.
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Final

import pytest

from ragft_tui.storage.settings import Settings
from tests.golden.scenes import SCENES
from tests.support.picture import picture
from tests.support.pilot import NARROW, at_screen

SCREENS: Final = Path(__file__).parent / "ascii"
SHOWN: Final = ("question", "review-marked", "map", "map-crowded", "override")


@pytest.mark.parametrize("name", SHOWN)
async def test_the_screen_looks_as_agreed_in_ascii(
    name: str, place: Path, request: pytest.FixtureRequest
) -> None:
    scene = SCENES[name]
    settings = Settings(theme="dark", glyphs="ascii")
    async with at_screen(scene.file(place), NARROW, settings=settings) as user:
        await scene.reach(user)
        await user.saves()
        drawn = picture(user)
    assert drawn.isascii()
    file = SCREENS / f"{name}.txt"
    if request.config.getoption("--update-goldens"):
        file.write_text(drawn, "utf-8")
    agreed = file.read_text("utf-8") if file.exists() else ""
    changes = difflib.unified_diff(agreed.splitlines(), drawn.splitlines(), "agreed", "drawn", n=1)
    assert drawn == agreed, "\n".join(changes)
