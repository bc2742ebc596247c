"""Compact forms of packaged data, read at the start in the place of the files they were made from.

They only save time: one that is not there, stale, damaged or of another version is passed over, and
the file itself is read. `make compact` writes them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final
from zlib import crc32

_FORMAT: Final = 1
_SUFFIX: Final = ".json"


def read_compact(file: Path, data: bytes) -> object | None:
    """Return the content of the compact form of a file, or `None` if there is none that fits.

    Args:
        file: The file that it was made from.
        data: What is in that file.
    """
    try:
        head, _, body = file.with_suffix(_SUFFIX).read_bytes().partition(b"\n")
        content: object = json.loads(body) if head == _head(data, body) else None
    except (OSError, ValueError, RecursionError):
        return None
    return content


def format_compact(data: bytes, content: object) -> bytes:
    """Return a compact form.

    Args:
        data: What is in the file that it is made from.
        content: What that means, in the types that JSON has.
    """
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return _head(data, body) + b"\n" + body + b"\n"


def _head(data: bytes, body: bytes) -> bytes:
    # For what is stale or damaged; who may write here could change the code as well.
    return b"ragft-tui compact %d %08x %08x" % (_FORMAT, crc32(data), crc32(body.rstrip(b"\n")))
