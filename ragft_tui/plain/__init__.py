"""The interview and the review line by line, for pipes, screen readers and teletypes."""

from ragft_tui.plain.console import Console
from ragft_tui.plain.program import run

__all__ = ["Console", "run"]
