"""The lexicon from its file, read when a description is scored for the first time."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import cast

from ragft_tui.core.errors import LexiconError, UsageError
from ragft_tui.core.lexicon import LANGUAGE, Lexicon, LexiconContent, parse_lexicon, unpack_lexicon
from ragft_tui.storage.compact import read_compact
from ragft_tui.storage.files import read_file
from ragft_tui.storage.paths import display, packaged


def load_lexicon(path: Path | None = None, language: str = LANGUAGE) -> Lexicon:
    """Return a lexicon that was read whole.

    Args:
        path: The file, or `None` for the packaged lexicon, which is read only once.
        language: The language that it must be of.

    Raises:
        LexiconError: If it is missing or unreadable, damaged, or of another version or language.
    """
    return _parsed(_data(path), path, language) if path else _packaged_lexicon()


@cache
def _packaged_lexicon() -> Lexicon:
    path = packaged("lexicon.tsv")
    data = _data(path)
    with suppress(TypeError, LookupError, ValueError):
        # The checksums are right: if it does not fit, another version packed it.
        if content := cast("LexiconContent", read_compact(path, data)):
            return unpack_lexicon(content)
    return _parsed(data, path, LANGUAGE)


def _data(path: Path) -> bytes:
    try:
        return read_file(path, if_missing="reinstall ragft-tui")
    except UsageError as error:
        raise LexiconError(error.what, source=display(path), advice=error.advice) from error


def _parsed(data: bytes, path: Path, language: str) -> Lexicon:
    source = display(path)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise LexiconError("is not a lexicon: it is not UTF-8 text", source=source) from error
    return parse_lexicon(text, source, language)
