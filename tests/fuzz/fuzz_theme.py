"""Theme files: any bytes are a theme, or are left out with a typed problem."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from ragft_tui.store.paths import themes_dir
from ragft_tui.store.themes import load_themes

__all__ = ["SEEDS", "fuzz"]

SEEDS: Final = tuple(file.read_bytes() for file in sorted(themes_dir().glob("*.toml")))
"""Files to begin with."""


def fuzz(data: bytes) -> None:
    """Load a directory with one theme."""
    with tempfile.TemporaryDirectory() as directory:
        (Path(directory) / "one.toml").write_bytes(data)
        themes, problems = load_themes(Path(directory))
    assert len(themes) + len(problems) == 1
    assert all("\n" not in str(problem) for problem in problems)
