"""Lines of a stream of bytes, one at a time, each with what keeps it from being read."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from ragft_tui.core.errors import UsageError

LINE_BYTES: Final = 1024 * 1024
"""The longest line that is read; of a longer one only its number is known."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line."""

    number: int
    """Counted from one."""
    text: str
    """With its line end; empty where the line is too long."""
    fault: UsageError | None = None
    """Why it cannot be read, where it cannot."""


def read_lines(stream: BinaryIO) -> Iterator[Line]:
    """Read lines one by one, whatever their line ends; no fault in one keeps from the next.

    Args:
        stream: The bytes of a file in UTF-8; byte order marks of files put together are left out.
    """
    number = 0
    while raw := stream.readline(LINE_BYTES + 1):
        if len(raw) > LINE_BYTES:
            number += 1
            yield Line(number, "", _too_long(stream, raw))
            continue
        # Here a carriage return ends a line as well: old programs write nothing else.
        for part in raw.splitlines(keepends=True):
            number += 1
            yield _line(number, part.removeprefix(BOM_UTF8))


def _too_long(stream: BinaryIO, raw: bytes) -> UsageError:
    """Pass over the rest of a line that is too long."""
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(LINE_BYTES)
    return UsageError(f"is longer than {LINE_BYTES:,} bytes", advice="shorten it")


def _line(number: int, raw: bytes) -> Line:
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        what = f"is not UTF-8 text (byte 0x{raw[error.start]:02X})"
        fault = UsageError(what, advice="save the file as UTF-8")
        return Line(number, raw.decode(errors="replace"), fault)
    if "\0" in text:
        # So looks UTF-16, also where it happens to be valid UTF-8.
        fault = UsageError("holds a NUL character", advice="save the file as UTF-8")
        return Line(number, text, fault)
    return Line(number, text)
