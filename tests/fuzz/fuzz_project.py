"""Project files: any bytes are a project or typed problems, and a project comes back as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ragft_tui.core.errors import ProblemsError, RagftError
from ragft_tui.storage.project import decode_project
from ragft_tui.storage.project.encode import encode_project
from tests.support.hostile import controls_in
from tests.support.projects import small_rulebook

__all__ = ["SEEDS", "fuzz"]

_DATA: Final = Path(__file__).parents[1] / "data"

SEEDS: Final = (
    (_DATA / "project-whole.toml").read_bytes(),
    b'format = 1\n[project]\nname = "A"\n[[capabilities]]\nid = "a"\nname = "B"\n',
    b'format = 1\nproject.name = "A"\ncapabilities = [{id = "a", answers = {tone = "x"}}, 3]\n',
)
"""Files to begin with."""


def fuzz(data: bytes) -> None:
    """Read a project file; one that can be read must be the same after it is saved."""
    rulebook = small_rulebook()
    try:
        project = decode_project(data, Path("app.toml"), rulebook)[0]
    except ProblemsError as error:
        told = tuple(map(str, error.problems))
    except RagftError as error:
        told = (str(error),)
    else:
        told = ()
        saved = encode_project(project, rulebook)
        assert (
            encode_project(decode_project(saved, Path("app.toml"), rulebook)[0], rulebook) == saved
        )
    assert not any("\n" in line or controls_in(line) for line in told)
