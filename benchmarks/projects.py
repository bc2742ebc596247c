"""Projects to measure with: all capabilities different, answered or with everything still open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from ragft_tui.core.model import Capability
from ragft_tui.storage.project.encode import encode_project
from ragft_tui.storage.rulebooks import load_rulebook
from tests.support.thousand import different

MANY: Final = 1_000


def write_project(path: Path, count: int, *, answered: bool = True) -> Path:
    """Write a project of some capabilities that differ, and return its file.

    Args:
        path: The file.
        count: How many.
        answered: Whether there are answers and reviews; else each has a description alone.
    """
    rulebook = load_rulebook()

    def prepared(item: Capability) -> Capability:
        if not answered:
            return replace(item, answers=(), named=(), review=None)
        # Opening a project lists the reviews of earlier editions, which would be a page of its own.
        is_current = item.review and item.review.rulebook == rulebook.edition
        return item if is_current else replace(item, review=None)

    project = different(rulebook, count)
    project = replace(project, capabilities=tuple(map(prepared, project.capabilities)))
    path.write_bytes(encode_project(project, rulebook))
    return path
