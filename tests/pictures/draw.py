"""The real screens as SVG, the same on every machine."""

from __future__ import annotations

import re
import tempfile
from contextlib import chdir
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest

from ragft_tui.report.project_report import ProjectReport, Provenance
from ragft_tui.report.svg_map import SLIDE as SLIDE_SIZE
from ragft_tui.report.svg_map import draw_map
from ragft_tui.session.project_costs import project_costs
from ragft_tui.storage.paths import packaged
from ragft_tui.storage.project import decode_project
from ragft_tui.storage.settings import Settings
from tests.golden.scenes import SCENES
from tests.support.clock import stop_clock
from tests.support.pilot import NARROW, WIDE, at_screen

__all__ = ["DIRECTORY", "PICTURES", "SLIDE", "Picture", "drawn", "drawn_slide"]

DIRECTORY: Final = Path(__file__).parents[2] / "docs" / "pictures"
"""Where the pictures are kept."""

# Of the font that Rich asks a server for: a picture in a README may not ask for anything.
_FONT: Final = re.compile(r"\s*@font-face \{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Picture:
    """A scene, and how it is shown."""

    scene: str
    """The name of a golden scene."""
    theme: str = "dark"
    """The name of a theme."""
    size: tuple[int, int] = NARROW
    """Columns and rows."""

    @property
    def file(self) -> Path:
        """The file it is kept in."""
        return DIRECTORY / f"{self.scene}-{self.theme}.svg"


PICTURES: Final = (
    Picture("question-because"),
    Picture("review"),
    Picture("review", "light"),
    Picture("review-wide", size=(200, 50)),
    Picture("map"),
    Picture("map", "light"),
    Picture("what-if"),
    Picture("question-settled", size=WIDE),
)
"""Every picture of the documents."""


async def drawn(picture: Picture) -> str:
    """Return a picture as SVG; it shows neither the time nor the place it was drawn at."""
    scene = SCENES[picture.scene]
    with (
        tempfile.TemporaryDirectory() as name,
        pytest.MonkeyPatch.context() as patch,
        chdir(name),
    ):
        stop_clock(patch)
        for variable in ("HOME", "RAGFT_TUI_HOME"):
            patch.setenv(variable, name)
        settings = Settings(theme=picture.theme, by="Ada Lovelace")
        async with at_screen(scene.file(Path(name)), picture.size, settings=settings) as user:
            await scene.reach(user)
            if user.app.session is not None:
                await user.saves()
            svg = user.app.export_screenshot(title="ragft-tui", simplify=True)
    return _FONT.sub("", svg)


SLIDE: Final = DIRECTORY / "report-map.svg"
"""The map of the sample, as `report` draws it for a slide."""


def drawn_slide() -> str:
    """Return the map of the sample; it shows neither the time nor the version."""
    data = packaged("sample.toml").read_bytes()
    project, rulebook = decode_project(data, Path("sample.toml"), None)
    provenance = Provenance("sample.toml", sha256(data).hexdigest(), "", rulebook.edition)
    return draw_map(ProjectReport(project, rulebook, provenance, project_costs), SLIDE_SIZE)
