"""The file of the text that was copied last: some terminals have no clipboard for programs."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ragft_tui.storage.atomic import write_atomically
from ragft_tui.storage.os_errors import saving
from ragft_tui.storage.paths import copied_file, private_directory


def write_clipboard_file(text: str) -> Path:
    """Write a text over the one before, for this user alone, and return the file.

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
