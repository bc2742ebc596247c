"""stdout and stderr: fit for all that the commands print, whatever the terminal, pipe or locale."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys

__all__ = ["finish", "prepare", "use_utf8"]


def prepare() -> None:
    """Let no character that stdout or stderr cannot write end a command; call it before all else.

    ASCII is what Python falls back to where no locale is set, over SSH for instance: terminals
    show UTF-8 all the same. Elsewhere such a character is written as its escape. Where stdout is
    closed, printing fails as on a full disk: what could not be told must not seem to be done.
    """
    if sys.stdout is None:
        sys.stdout = _Closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if is_ascii else None, errors="backslashreplace")


def use_utf8() -> None:
    """Print UTF-8, which programs read JSON and CSV as, wherever they run."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def finish() -> None:
    """Print what is left in buffers, which could not be told any more if it failed later.

    Raises:
        OSError: Where stdout does not take it; it is dropped then.
    """
    try:
        sys.stdout.flush()
    except OSError:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
        raise


class _Closed(io.TextIOBase):
    """Stands for a stdout that was closed before the program began."""

    def write(self, _: str, /) -> int:
        raise OSError(errno.EBADF, "stdout is closed")
