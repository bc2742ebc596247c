"""stdout and stderr: fit for all that the commands print, whatever the terminal, pipe or locale."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
import threading
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ragft_tui.terminal.profile import TerminalProfile

_LOOK_ALIKE: Final = "ragft_tui_ascii"
"""The name of the encoding that writes ASCII in the place of other characters."""


def prepare() -> None:
    """Let nothing but text of this program out, and no character end a command; call it first.

    ASCII is what Python falls back to where no locale is set, over SSH for instance: terminals
    show UTF-8 all the same. Elsewhere such a character is written as its escape. Where stdout is
    closed, printing fails as on a full disk: what could not be told must not seem to be done.
    Where stderr is closed, nobody wants to be told.
    """
    if not sys.warnoptions:
        # What Python warns of, and what it could not raise, is for whoever writes the program.
        warnings.simplefilter("ignore")
        sys.unraisablehook = threading.excepthook = _report
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if is_ascii else None, errors="backslashreplace")


def _report(lost: sys.UnraisableHookArgs | threading.ExceptHookArgs) -> None:
    """Keep a report of an error that reaches nobody; on a full screen it would be drawn over."""
    if lost.exc_value is not None:
        from ragft_tui.storage.crashes import write_report

        write_report(lost.exc_value)


def use_ascii(glyphs: str, profile: TerminalProfile) -> None:
    """Print text as ASCII where that is chosen, or is all that a terminal shows.

    Args:
        glyphs: The characters that were chosen: `ascii`, `unicode`, or `auto`, by which pipes and
            files keep every character.
        profile: What the terminal can show.
    """
    if not profile.draws_ascii(glyphs):
        return
    codecs.register(_find_codec)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (glyphs == "ascii" or stream.isatty()):
            stream.reconfigure(encoding=_LOOK_ALIKE)


def use_utf8() -> None:
    """Print UTF-8, which programs read JSON and CSV as, wherever they run."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


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


def _find_codec(name: str) -> codecs.CodecInfo | None:
    """Return the codec that writes ASCII; one that is called `ascii` Click would not print to."""
    if name != _LOOK_ALIKE:
        return None
    return codecs.CodecInfo(
        _encode, codecs.ascii_decode, name=_LOOK_ALIKE, incrementalencoder=_Encoder
    )


def _encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
    del errors
    from ragft_tui.terminal.ascii import as_ascii

    return as_ascii(text).encode(), len(text)


class _Encoder(codecs.IncrementalEncoder):
    """Encodes a text in pieces, each by itself."""

    def encode(self, text: str, final: bool = False) -> bytes:  # noqa: FBT001, FBT002 - as codecs do
        del final
        return _encode(text)[0]


class _Closed(io.TextIOBase):
    """Stands for a stdout that was closed before the program began."""

    def write(self, _: str, /) -> int:
        raise OSError(errno.EBADF, "stdout is closed")
