"""The documents show the screens as they are: whoever changes one draws its pictures anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.pictures.draw import DIRECTORY, PICTURES, SLIDE, Picture, drawn, drawn_slide

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.file.stem)
async def test_a_picture_shows_the_screen_as_it_is(picture: Picture) -> None:
    kept = picture.file.read_text("utf-8") if picture.file.exists() else ""
    assert await drawn(picture) == kept, "draw it anew with: make pictures"


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.file.stem)
def test_a_picture_asks_nobody_for_anything(picture: Picture) -> None:
    links = re.findall(r"https?://[^\"' )]+", picture.file.read_text("utf-8"))
    assert set(links) <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}


def test_the_map_for_slides_is_as_a_report_draws_it() -> None:
    assert drawn_slide() == SLIDE.read_text("utf-8"), "draw it anew with: make pictures"


def test_every_picture_is_drawn_and_shown() -> None:
    files = {*(picture.file for picture in PICTURES), SLIDE}
    assert set(DIRECTORY.iterdir()) == files
    root: Path = DIRECTORY.parents[1]
    pages = [root / "README.md", *root.glob("docs/*.md")]
    text = "".join(page.read_text("utf-8") for page in pages)
    assert [file.name for file in files if file.name not in text] == []
