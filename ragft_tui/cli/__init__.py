"""The command line: wires the parts, and imports Textual only when a full screen really starts."""

from ragft_tui.cli.main import main

__all__ = ["main"]
