"""The interview and the review line by line, for pipes, screen readers and teletypes."""

from ragft_tui.plain.program import run
from ragft_tui.plain.teletype import Teletype

__all__ = ["Teletype", "run"]
