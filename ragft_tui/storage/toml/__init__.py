"""TOML files from strangers: parsed with limits, validated, errors located by line and column."""

from ragft_tui.storage.toml.locate import located, positions
from ragft_tui.storage.toml.parse import has_comments, line_end_of, parse_toml
from ragft_tui.storage.toml.validate import validate

__all__ = [
    "has_comments",
    "line_end_of",
    "located",
    "parse_toml",
    "positions",
    "validate",
]
