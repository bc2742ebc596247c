"""stdout and stderr, made fit for whatever terminal, pipe or locale they lead to."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
import threading
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ragft_tui.terminal.profile import TerminalProfile

_LOOK_ALIKE: Final = "ragft_tui_ascii"
"""The name of the encoding that replaces characters by ASCII that looks like them."""


def prepare() -> None:
    """Prepare both streams, so that no character ends a command; call it first.

    Python falls back to ASCII where no locale is set, over SSH for instance: terminals show UTF-8
    all the same. Elsewhere, a character that the locale lacks is written as its escape. If stdout
    is closed, printing fails as on a full disk: what could not be printed must not seem to be
    done. If stderr is closed, nobody wants to read it.
    """
    if not sys.warnoptions:
        # Warnings and errors that could not be raised are for whoever writes the program.
        warnings.simplefilter("ignore")
        sys.unraisablehook = threading.excepthook = _report
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if is_ascii else None, errors="backslashreplace")


def _report(lost: sys.UnraisableHookArgs | threading.ExceptHookArgs) -> None:
    """Write a report of an error that nobody can catch; a full screen would be drawn over it."""
    if lost.exc_value is not None:
        from ragft_tui.storage.crashes import write_report

        write_report(lost.exc_value)


def use_ascii(glyphs: str, profile: TerminalProfile) -> None:
    """Print ASCII where that was chosen, or is all that a terminal shows.

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
    """Print UTF-8 on stdout, which programs expect of JSON and CSV whatever the locale."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def finish() -> None:
    """Flush stdout while a failure can still be reported.

    Raises:
        OSError: If stdout does not take what is left; it is dropped then.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        error.filename = error.filename or stdout_name()  # which is known no longer in a moment
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
        raise


def stdout_name() -> str:
    """Return stdout as errors name it, with the file or the kind of thing that it leads to."""
    with suppress(OSError, ValueError):
        leads_to = os.readlink(f"/proc/self/fd/{sys.stdout.fileno()}")  # noqa: PTH115 - fast to import
        return f"stdout ({leads_to.partition(':[')[0]})"
    return "stdout"


def _find_codec(name: str) -> codecs.CodecInfo | None:
    """Return the codec that writes ASCII; to one named `ascii`, click would not print."""
    if name != _LOOK_ALIKE:
        return None
    return codecs.CodecInfo(
        _encode, codecs.ascii_decode, name=_LOOK_ALIKE, incrementalencoder=_Encoder
    )


def _encode(text: str, _errors: str = "strict") -> tuple[bytes, int]:
    from ragft_tui.terminal.ascii import as_ascii

    return as_ascii(text).encode(), len(text)


class _Encoder(codecs.IncrementalEncoder):
    """Encodes a text in pieces, each by itself."""

    def encode(self, text: str, final: bool = False) -> bytes:  # noqa: FBT001, FBT002 - as codecs do
        del final
        return _encode(text)[0]


class _Closed(io.TextIOBase):
    """A stdout that was closed before the program began."""

    def write(self, _: str, /) -> int:
        raise OSError(errno.EBADF, "is closed", "stdout")
