"""Files that are made for the user: the demo project, and the text that was copied last."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from ragft_tui.storage.atomic import write_atomically
from ragft_tui.storage.files import saving
from ragft_tui.storage.paths import NoHomeError, copied_file, data_dir, packaged, private_directory

_DEMO: Final = "support-assistant.toml"


def demo_file() -> Path:
    """Return the file of the demo; it is made if it is missing, and never overwritten.

    Raises:
        RagftError: If it cannot be written.
    """
    file = data_dir() / _DEMO
    with saving(file):
        private_directory(file.parent)
        missing = not file.exists()
    if missing:
        write_atomically(file, packaged("sample.toml").read_bytes())
    return file


def is_demo_file(path: Path) -> bool:
    """Return whether a file is the one of the demo, which others have answered and decided on."""
    with suppress(NoHomeError):
        return path == data_dir() / _DEMO
    return False


def write_clipboard_file(text: str) -> Path:
    """Write a text over the one before, for this user alone, and return the file.

    Some terminals have no clipboard that programs could reach.

    Args:
        text: A text that was cleaned.

    Raises:
        RagftError: If it cannot be written.
    """
    file = copied_file()
    with saving(file):
        private_directory(file.parent)
        file.touch(mode=0o600)
        with suppress(OSError):  # where modes cannot be set
            file.chmod(0o600)
    write_atomically(file, text.encode())
    return file
