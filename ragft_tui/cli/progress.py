"""A progress bar on stderr for a batch."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

import click

_PAUSE: Final = 0.1
"""Seconds between two pictures of the bar."""
_WIDTH: Final = 20


class Progress:
    """Prints lines on stderr, and nothing of how far the batch has come."""

    def show(self, records: int) -> None:
        """Show how many records are done."""

    def print(self, line: str) -> None:
        """Print a line, with nothing else beside it."""
        click.echo(line, err=True)


@contextmanager
def progress(stream: BinaryIO) -> Iterator[Progress]:
    """Show how much of a stream is read, if people see stderr and the results go elsewhere.

    The bar is plain ASCII on one line that is wiped in the end, and the cursor stays as it is, so
    no terminal needs to be restored, however the program ends.

    Args:
        stream: The stream.

    Yields:
        The bar, which takes the number of records that are done, and lines to print meanwhile.
    """
    if not _is_watched(stream):
        yield Progress()
        return
    bar = _Bar(stream)
    try:
        yield bar
    finally:
        bar.wipe()


def _is_watched(stream: BinaryIO) -> bool:
    shown = sys.stderr is not None and sys.stderr.isatty()
    return shown and not (sys.stdout is not None and sys.stdout.isatty()) and not stream.isatty()


class _Bar(Progress):
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        found = os.fstat(stream.fileno())
        self._size = found.st_size if stat.S_ISREG(found.st_mode) else 0
        self._next = 0.0
        self._shown = 0

    def show(self, records: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        picture = f"{records:,} records"
        if self._size:
            share = min(self._stream.tell() / self._size, 1.0)
            filled = round(share * _WIDTH)
            picture = f"[{'#' * filled:-<{_WIDTH}}] {share:4.0%}  {picture}"
        # A line that wraps could not be wiped.
        picture = picture[: max(_columns() - 1, 0)]
        self._draw(picture.ljust(self._shown))
        self._shown = len(picture)

    def print(self, line: str) -> None:
        self.wipe()
        super().print(line)
        self._next = 0.0

    def wipe(self) -> None:
        self._draw(" " * self._shown)
        self._draw("")

    def _draw(self, picture: str) -> None:
        sys.stderr.write(f"\r{picture}")
        sys.stderr.flush()


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except OSError:
        return 80
