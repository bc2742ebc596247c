"""The sample application, in a file that the user may keep."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ragft_tui.store import atomic, paths

__all__ = ["demo_file"]

_NAME: Final = "support-assistant.toml"


def demo_file() -> Path:
    """Return the file of the sample; it is made where it is missing, and never overwritten.

    Raises:
        RagftError: Where it cannot be written.
    """
    path = paths.private_directory(paths.data_dir()) / _NAME
    if not path.exists():
        atomic.write_atomically(path, paths.packaged("sample.toml").read_bytes())
    return path
