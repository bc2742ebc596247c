"""Rulebook files: any bytes are a rulebook that can be printed, or typed problems."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from ragft_tui.cli.rules import render_rules
from ragft_tui.core.errors import ProblemsError, RagftError
from ragft_tui.storage.rulebooks import load_rulebook
from tests.support.hostile import controls_in

__all__ = ["SEEDS", "fuzz"]

_EXTENSION: Final = b"""
extends = "default"
id = "house"
version = 1
[[sources]]
id = "a"
title = "b"
url = "c"
says = "d"
[[keywords]]
subject = "tone"
points = 4
words = ["a|b * c", "=d"]
says = "e"
source = "a"
"""

SEEDS: Final = (
    (Path(__file__).parents[1] / "data" / "rulebook-small.toml").read_bytes(),
    _EXTENSION,
)
"""Files to begin with."""


def fuzz(data: bytes) -> None:
    """Load a rulebook; one that can be loaded must print as inert text."""
    with tempfile.NamedTemporaryFile(suffix=".toml") as file:
        file.write(data)
        file.flush()
        try:
            told = render_rules(load_rulebook(Path(file.name)))
        except ProblemsError as error:
            told = "\n".join(map(str, error.problems))
        except RagftError as error:
            told = str(error)
    assert not controls_in(told)
