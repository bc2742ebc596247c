"""In which encoding a text is: told by its first bytes, by its form, or by how its words look."""

from __future__ import annotations

import codecs
import io
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO, Final

from ragft_tui.core.errors import UsageError
from ragft_tui.core.patterns import pattern

UTF_8: Final = "utf-8"
_MARKS: Final = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; that of UTF-16 begins that of UTF-32."""

_WESTERN: Final = "cp1252"
_LEGACY: Final = (
    *(_WESTERN, "cp1250", "cp1251", "cp1253", "cp1254", "cp850", "mac_roman"),
    *("cp932", "gb18030", "big5", "euc_kr"),
)
"""What spreadsheets write where they do not write Unicode."""

_CHUNK: Final = 1024 * 1024
_TELLING: Final = 64 * 1024
"""How many bytes of the lines that are not ASCII tell the encoding."""

_COMMON: Final = frozenset(
    "äöüßÄÖÜéèêëÉÈàâÀáíóúÁÍÓÚñÑçÇîïìòôûùœŒæÆøØåÅãõÃÕ¿¡€£§°–—‘’‚“”„«»…•™©®·×½¼²³µ\xa0"
)
"""What is not ASCII in the western languages, and common there."""
_WORDS: Final = pattern(r"[^\W\d_]+")
_INNER: Final = pattern(r"(?<=[^\W\d_])[^\w\s\x00-\x7f’·\-–—](?=[^\W\d_])")
"""A sign between two letters, which means that it was a letter in truth."""
_FOREIGN: Final = 0.5
_SHORT: Final = 2
_MOST_CONTROLS: Final = 0.05
"""The largest share of characters of a text that are control characters."""
_LEAST: Final = 2


def detect_encoding(stream: BinaryIO) -> str:
    """Return the encoding of a text, as Python knows it.

    A text with a byte order mark is in its encoding; one that is UTF-8, or UTF-8 in some of its
    lines that are not ASCII, is UTF-8, and the other lines are errors of their own; a text with a
    NUL in every other byte is UTF-16. Else it is in an encoding of before Unicode: Windows-1252
    where that makes words as western languages have them, or what charset-normalizer takes it for.

    Args:
        stream: The bytes of a file, which is read through and set back to where it was.
    """
    start = stream.tell()
    try:
        head = stream.read(_TELLING)
        if marked := next((name for mark, name in _MARKS if head.startswith(mark)), ""):
            return marked
        if wide := _without_mark(head):
            return wide
        stream.seek(start)
        return UTF_8 if _is_utf8(stream) else _legacy(_telling_lines(stream, start))
    finally:
        stream.seek(start)


def check_encoding(name: str) -> str:
    """Return the name of an encoding that was asked for.

    Raises:
        UsageError: If there is none of that name.
    """
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        found = None
    # Some codecs of Python make no text of bytes.
    if found is None or not getattr(found, "_is_text_encoding", True):
        raise UsageError(
            f'"{name[:60]}" is not the name of an encoding', advice="try utf-8, utf-16 or cp1252"
        )
    return UTF_8 if found.name == "utf-8-sig" else found.name


def _without_mark(head: bytes) -> str:
    """Return which UTF-16 a text without a mark is in; empty if in none."""
    pairs = len(head) // 2
    if pairs < _SHORT:
        return ""
    high, low = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if low > pairs / 2 and high < pairs / 20:
        return "utf-16-le"
    if high > pairs / 2 and low < pairs / 20:
        return "utf-16-be"
    return ""


def _is_utf8(stream: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder(UTF_8)()
    try:
        while chunk := stream.read(_CHUNK):
            if not (chunk.isascii() and not decoder.getstate()[0]):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _telling_lines(stream: BinaryIO, start: int) -> Iterator[bytes]:
    """Yield the lines that are not ASCII, or their beginnings, up to a size."""
    stream.seek(start)
    size = 0
    while size < _TELLING and (line := stream.readline(_TELLING)):
        if not line.isascii():
            size += len(line)
            yield line


def _legacy(lines: Iterator[bytes]) -> str:
    telling = list(lines)
    # Who mixes encodings has UTF-8 among them: what is valid UTF-8 by chance is rare.
    if any(_is_utf8(io.BytesIO(line)) for line in telling):
        return UTF_8
    raw = b"".join(telling)
    if _looks_western(raw):
        return _WESTERN
    # Slow to import, and needed only here.
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_isolation=list(_LEGACY), threshold=0.4).best()
    return best.encoding if best else _WESTERN


def _looks_western(raw: bytes) -> bool:
    """Return whether bytes as Windows-1252 are words of western languages."""
    try:
        text = raw.decode(_WESTERN)
    except UnicodeDecodeError:
        return False
    if any(char not in _COMMON for char in text if not char.isascii()) or _INNER.search(text):
        return False
    foreign = words = 0
    for word in _WORDS.findall(text):
        if len(word) > _SHORT and not word.isascii():
            words += 1
            letters = sum(not char.isascii() for char in word)
            inner_capital = any(
                char.isupper() and not char.isascii() and word[at].islower()
                for at, char in enumerate(word[1:])
            )
            foreign += inner_capital or letters > len(word) / 2
    return foreign <= words * _FOREIGN / 2


def is_binary(head: bytes, encoding: str) -> bool:
    """Return whether the first bytes of a file are no text in its encoding."""
    text = head.decode(encoding, errors="replace")
    controls = sum(
        unicodedata.category(char) == "Cc" and char not in "\t\n\r\f\v\x1a\x1b" for char in text
    )
    return controls > max(_LEAST, len(text) * _MOST_CONTROLS)
