"""Which format a file is in: told by its first bytes, its name, and its first lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Final

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.importing import Format
from ragft_tui.core.patterns import pattern
from ragft_tui.storage.importing.dialect import detect_dialect
from ragft_tui.storage.importing.encodings import is_binary
from ragft_tui.storage.importing.fields import FieldNames
from ragft_tui.storage.importing.json_text import parse_json
from ragft_tui.storage.importing.lines import Line

_SAVE: Final = "save it as CSV or as text"
_SIGNATURES: Final = (
    (b"PK\x03\x04", "is a zip archive, as Excel's .xlsx and Word's .docx are", _SAVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old file of Excel or Word", _SAVE),
    (b"%PDF-", "is a PDF", "copy its list into a text file"),
    (b"\x1f\x8b", "is compressed", "unpack it first"),
    (b"\x89PNG", "is a picture", "name a file of text"),
    (b"\xff\xd8\xff", "is a picture", "name a file of text"),
    (b"SQLite format 3", "is a database", "export its table as CSV"),
)
_ENDINGS: Final[Mapping[str, Format]] = {
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    **dict.fromkeys((".csv", ".tsv", ".tab", ".psv"), "csv"),
    **dict.fromkeys((".md", ".markdown", ".mkd"), "list"),
    **dict.fromkeys((".json", ".yaml", ".yml"), "json"),
    ".toml": "project",
}
_PROJECT: Final = pattern(r"format *= *\d+ *\r?\n|\[project\]|\[\[capabilities\]\]")
_JSON: Final = pattern(r'\s*+(?:\{\s*+["}]|\[\s*+[\[{"\]])')
_YAML: Final = pattern(r"(?m)^(?:openapi|swagger) *: *['\"]?\d")
_MARK: Final = pattern(r"[ \t]*(?:[-*+•·‣▪●○◦■□–—o]|\(?\w{1,4}[.)])\t")
"""The mark of an item as word processors copy it, with a tab behind."""
_MARKS: Final = pattern(r"(?m)^[ \t]*(?:[-*+•·‣▪●◦–—] ?|\(?\d{1,3}[.)] |#{1,6} |\|)\S|^[ \t]+\S")
"""What makes a text more than a line a capability: marks of lists, headings, tables, indents."""


def check_signature(head: bytes) -> None:
    """Raise if a file is one of another program, told by its first bytes.

    Raises:
        UsageError: With what it is.
    """
    for signature, what, advice in _SIGNATURES:
        if head.startswith(signature):
            raise UsageError(what, advice=advice)


def check_text(head: bytes, encoding: str) -> None:
    """Raise if a file is no text.

    Args:
        head: Its first bytes.
        encoding: What a text in it would be in.

    Raises:
        UsageError: If it is none.
    """
    if is_binary(head, encoding):
        raise UsageError("is not text", advice="check that it is the right file")


def sniff_format(name: str, lines: Sequence[Line], names: FieldNames, *, is_all: bool) -> Format:
    """Return the format of a file.

    Args:
        name: Its name, whose ending counts; only `.txt` and other endings leave it to the content.
        lines: Its first lines.
        names: The names that a header may have.
        is_all: Whether these are all lines.
    """
    text = "".join(line.text for line in lines)
    by_name = _ENDINGS.get(PurePath(name).suffix.lower())
    if by_name == "json" or (by_name is None and _looks_like_json(text, is_all=is_all)):
        return "jsonl" if _is_json_lines(lines) else "json"
    if by_name:
        return by_name
    if _PROJECT.match(text.lstrip("# \t\r\n")):
        return "project"
    if _YAML.search(text):
        return "json"
    is_list = text.startswith("|") or sum(bool(_MARK.match(line.text)) for line in lines) > 1
    if len(lines) > 1 and not is_list and detect_dialect(lines, names).is_table:
        return "csv"
    # Very many lines without marks need no parser: so they are read one at a time.
    return "list" if is_all or _MARKS.search(text) else "lines"


def _looks_like_json(text: str, *, is_all: bool) -> bool:
    """Return whether a text begins as JSON does, and is it if it is whole."""
    if not _JSON.match(text):
        return False
    if not is_all:
        return True
    try:
        parse_json(text)
    except RagftError:
        # Many objects, one on each line, are none together.
        return text.lstrip().startswith("{") and "\n" in text.strip()
    return True


def _is_json_lines(lines: Sequence[Line]) -> bool:
    """Return whether the first line that is not blank is an object of its own."""
    filled = [line.text for line in lines if line.text.strip()]
    if not filled or not filled[0].lstrip().startswith("{"):
        return False
    try:
        parse_json(filled[0])
    except RagftError:
        return len(filled) > 1 and filled[1].lstrip().startswith("{")
    return len(filled) > 1
