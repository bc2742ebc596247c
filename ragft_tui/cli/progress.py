"""A progress bar on stderr: plain ASCII on one line, wiped in the end."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TextIO

import click

_PAUSE: Final = 0.1
"""Seconds between two pictures of the bar."""
_WIDTH: Final = 20

_Share = Callable[[int], float | None]
"""Returns which share of all is done, from how many are; `None` where nobody knows."""


class Progress:
    """Prints lines on stderr, and nothing of how far it has come."""

    def show(self, done: int) -> None:
        """Show how many are done."""

    def print(self, line: str) -> None:
        """Print a line, with nothing else beside it."""
        click.echo(line, err=True)

    def wipe(self) -> None:
        """Remove what was shown."""


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether people see what is written to a stream."""
    return stream is not None and stream.isatty()


@contextmanager
def progress(
    noun: str, share: _Share, *, watched: bool = True, after: float = 0.0
) -> Iterator[Progress]:
    """Show how much is done, if people see stderr.

    The cursor stays as it is, so no terminal needs to be restored, however the program ends.

    Args:
        noun: What is counted, in the plural.
        share: Tells which share of all is done.
        watched: Whether nothing else is drawn on that terminal.
        after: Seconds for which nothing is shown, as it may be over by then.

    Yields:
        The bar, which takes how many are done, and lines to print meanwhile.
    """
    shown = watched and is_terminal(sys.stderr)
    bar = _Bar(noun, share, after) if shown else Progress()
    try:
        yield bar
    finally:
        bar.wipe()


class _Bar(Progress):
    def __init__(self, noun: str, share: _Share, after: float) -> None:
        self._noun = noun
        self._share = share
        self._next = time.monotonic() + after
        self._shown = 0

    def show(self, done: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        picture = f"{done:,} {self._noun}"
        share = self._share(done)
        if share is not None:
            share = min(share, 1.0)
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
        if self._shown:
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
