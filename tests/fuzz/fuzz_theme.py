"""Theme files: any bytes are a theme, or are refused with typed problems."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import ProblemsError, RagftError
from ragft_tui.report.themes import find_faint, render_theme
from ragft_tui.storage.paths import themes_dir
from ragft_tui.storage.themes import COLORS, VARIABLES, load_theme

__all__ = ["SEEDS", "fuzz"]

SEEDS: Final = tuple(file.read_bytes() for file in sorted(themes_dir().glob("*.toml")))
"""Files to begin with."""


def fuzz(data: bytes) -> None:
    """Load a theme, and measure its colours."""
    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory) / "one.toml"
        file.write_bytes(data)
        try:
            theme = load_theme(file)
        except ProblemsError as error:
            problems: tuple[RagftError, ...] = error.problems
        except RagftError as error:
            problems = (error,)
        else:
            problems = ()
    assert all("\n" not in str(problem) for problem in problems)
    if problems:
        return
    values, said = theme.values(), theme.spec
    assert set(values) == {*COLORS, *VARIABLES}
    assert render_theme(values, dark=said.dark, ansi=said.ansi)
    for name, _ in find_faint(values, dark=said.dark, ansi=said.ansi, level=said.contrast):
        assert theme.location(name)[-1] in {*COLORS, *VARIABLES}
