"""The lexicon from its file, read when a description is scored for the first time."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ragft_tui.core.errors import UsageError
from ragft_tui.core.lexicon import LANGUAGE, Lexicon, LexiconError, parse_lexicon
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
    return _read(path, language) if path else _packaged_lexicon()


@cache
def _packaged_lexicon() -> Lexicon:
    return _read(packaged("lexicon.tsv"), LANGUAGE)


def _read(path: Path, language: str) -> Lexicon:
    source = display(path)
    try:
        text = read_file(path, if_missing="reinstall ragft-tui").decode()
    except UnicodeDecodeError as error:
        raise LexiconError("is not a lexicon: it is not UTF-8 text", source=source) from error
    except UsageError as error:
        raise LexiconError(error.what, source=source, advice=error.advice) from error
    return parse_lexicon(text, source, language)
