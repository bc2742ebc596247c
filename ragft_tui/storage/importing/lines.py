"""Lines of a stream of bytes, one at a time, each with its number and its error."""

from __future__ import annotations

import io
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from ragft_tui.core.errors import UsageError
from ragft_tui.storage.importing.encodings import UTF_8

LINE_BYTES: Final = 1024 * 1024
"""The longest line that is read; of a longer one only its number is known."""

_TOO_LONG: Final = f"is longer than {LINE_BYTES:,} bytes"
_BYTE_ORDER_MARK: Final = "\ufeff"
_REPLACED: Final = "\ufffd"


class Line(NamedTuple):
    """One line; a tuple, for files have millions of them, which go to other processes."""

    number: int
    """Counted from one."""
    text: str
    """With its line end; empty if the line is too long."""
    error: UsageError | None = None
    """Why it cannot be read; `None` if it can."""

    @property
    def size(self) -> int:
        """How many characters it has."""
        return len(self.text)


def read_lines(stream: BinaryIO, encoding: str = UTF_8) -> Iterator[Line]:
    """Read lines one by one, whatever their line ends; an error in one does not affect the next.

    Args:
        stream: The bytes of a file; byte order marks of files put together are left out.
        encoding: The encoding of the text.
    """
    if encoding != UTF_8:
        yield from _read_decoded(stream, encoding)
        return
    number = 0
    while raw := stream.readline(LINE_BYTES + 1):
        if len(raw) > LINE_BYTES:
            number += 1
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(LINE_BYTES)
            yield Line(number, "", UsageError(_TOO_LONG, advice="shorten it"))
            continue
        # Here a carriage return ends a line as well: old programs write nothing else.
        for part in raw.splitlines(keepends=True):
            number += 1
            yield _decode(number, part.removeprefix(BOM_UTF8))


def line_of(number: int, content: str | bytes) -> Line:
    """Return a line that stands alone.

    Args:
        number: Its number.
        content: What is on it.
    """
    raw = content.encode(errors="surrogatepass") if isinstance(content, str) else content
    if len(raw) > LINE_BYTES:
        return Line(number, "", UsageError(_TOO_LONG, advice="shorten it"))
    return _decode(number, raw.removeprefix(BOM_UTF8))


def _decode(number: int, raw: bytes) -> Line:
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        what = f"is not UTF-8 text (byte 0x{raw[error.start]:02X})"
        text = raw.decode(errors="replace")
        return Line(number, text, UsageError(what, advice="save the file as UTF-8"))
    return _without_nul(number, text)


def _without_nul(number: int, text: str) -> Line:
    if "\0" not in text:
        return Line(number, text)
    # So looks UTF-16, also where it happens to be valid UTF-8.
    return Line(number, text, UsageError("holds a NUL character", advice="save the file as UTF-8"))


def _read_decoded(stream: BinaryIO, encoding: str) -> Iterator[Line]:
    reader = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    number = 0
    try:
        while text := reader.readline(LINE_BYTES + 1):
            number += 1
            if len(text) > LINE_BYTES:
                while text and not text.endswith(("\n", "\r")):
                    text = reader.readline(LINE_BYTES)
                yield Line(number, "", UsageError(_TOO_LONG, advice="shorten it"))
            elif _REPLACED in text:
                what = f"has characters that {encoding} does not know"
                yield Line(number, text, UsageError(what, advice="save the file as UTF-8"))
            else:
                yield _without_nul(number, text.removeprefix(_BYTE_ORDER_MARK))
    finally:
        # Else it would close the stream, which is not its own.
        reader.detach()
