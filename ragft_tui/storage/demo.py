"""The demo project: a sample application, in a file that is the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ragft_tui.storage import atomic, paths
from ragft_tui.storage.os_errors import saving

_NAME: Final = "support-assistant.toml"


def demo_file() -> Path:
    """Return the file of the demo; it is made if it is missing, and never overwritten.

    Raises:
        RagftError: If it cannot be written.
    """
    path = paths.data_dir() / _NAME
    with saving(path):
        paths.private_directory(path.parent)
        missing = not path.exists()
    if missing:
        atomic.write_atomically(path, paths.packaged("sample.toml").read_bytes())
    return path
