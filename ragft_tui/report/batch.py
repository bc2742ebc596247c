"""Results of a batch, one after the other, as text, JSON, JSON lines or CSV."""

from __future__ import annotations

import csv
import io
import re
from typing import Final, Literal, Protocol

import msgspec

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Capability
from ragft_tui.core.rules.rulebook import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.report.objects import assessment_object, error_object
from ragft_tui.report.text import verdict_text
from ragft_tui.report.view import view

__all__ = ["BatchWriter", "OutputFormat", "batch_writer"]

OutputFormat = Literal["text", "json", "jsonl", "csv"]

_COLUMNS: Final = (
    *("id", "verdict", "strength", "settled", "knowledge", "behaviour"),
    *("reasons", "flips", "readiness", "contradictions", "line", "errors"),
)
# What JSON allows in a string and a terminal obeys: DEL, C1, and what changes the direction.
_UNESCAPED: Final = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
# A spreadsheet takes a text for a formula that starts so.
_FORMULA: Final = ("=", "+", "-", "@")


class BatchWriter(Protocol):
    """Turns results into text, piece by piece, so that none is kept in memory."""

    def begin(self) -> str:
        """Return what stands before the first result."""

    def result(self, capability: Capability) -> str:
        """Return the result of one record."""

    def fault(self, line: int, problems: tuple[RagftError, ...]) -> str:
        """Return what is said of a record that cannot be read."""

    def end(self) -> str:
        """Return what stands after the last result."""


def batch_writer(output: OutputFormat, rulebook: Rulebook) -> BatchWriter:
    """Return a writer for a format."""
    match output:
        case "text":
            return _Text(rulebook)
        case "json":
            return _Json(rulebook)
        case "jsonl":
            return _JsonLines(rulebook)
        case "csv":
            return _Csv(rulebook)


class _Text:
    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def begin(self) -> str:
        return ""

    def result(self, capability: Capability) -> str:
        heading = one_line(f"{capability.id}  {capability.name}")
        return f"{heading}\n{verdict_text(view(capability, self._rulebook))}\n"

    def fault(self, line: int, problems: tuple[RagftError, ...]) -> str:
        return "".join(f"line {line}: {problem}\n" for problem in problems) + "\n"

    def end(self) -> str:
        return ""


class _JsonLines:
    """One object a line; each line is whole when it is written."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def begin(self) -> str:
        return ""

    def result(self, capability: Capability) -> str:
        return _json(assessment_object(capability, self._rulebook)) + "\n"

    def fault(self, line: int, problems: tuple[RagftError, ...]) -> str:
        return _json(error_object(line, problems)) + "\n"

    def end(self) -> str:
        return ""


class _Json:
    """One array of objects."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._before = "\n"

    def begin(self) -> str:
        return "["

    def result(self, capability: Capability) -> str:
        return self._item(assessment_object(capability, self._rulebook))

    def fault(self, line: int, problems: tuple[RagftError, ...]) -> str:
        return self._item(error_object(line, problems))

    def end(self) -> str:
        return "\n]\n"

    def _item(self, item: dict[str, object]) -> str:
        before, self._before = self._before, ",\n"
        return before + _json(item)


class _Csv:
    """One row a record; a list is one cell, its entries joined by semicolons."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def begin(self) -> str:
        return _csv_line(list(_COLUMNS))

    def result(self, capability: Capability) -> str:
        item = assessment_object(capability, self._rulebook)
        shown = view(capability, self._rulebook)
        item |= {"reasons": [reason.sentence for reason in shown.reasons], "flips": shown.flips}
        return self._row(item)

    def fault(self, line: int, problems: tuple[RagftError, ...]) -> str:
        return self._row(error_object(line, problems))

    def end(self) -> str:
        return ""

    def _row(self, item: dict[str, object]) -> str:
        return _csv_line([_cell(item.get(column)) for column in _COLUMNS])


def _json(item: dict[str, object]) -> str:
    text = msgspec.json.encode(item).decode()
    return _UNESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case list() | tuple():
            text = one_line("; ".join(map(str, value)))
        case _:
            text = one_line(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def _csv_line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
