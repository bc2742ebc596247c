"""Plain mode: the interview and the review line by line, for pipes, screen readers, teletypes."""

from ragft_tui.plain.app import PlainApp
from ragft_tui.plain.console import Console

__all__ = ["Console", "PlainApp"]
