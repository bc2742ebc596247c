"""Results of a batch, one after the other, as text, JSON, JSON lines or CSV."""

from __future__ import annotations

import csv
import io
from typing import Final, Literal, Protocol

import msgspec

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Capability
from ragft_tui.core.rulebook import Rulebook
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
            return _Json(rulebook, "[\n", ",\n", "\n]\n")
        case "jsonl":
            return _Json(rulebook, "", "\n", "\n")
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


class _Json:
    """Objects between an opening and a closing, with a separator between each two."""

    def __init__(self, rulebook: Rulebook, opening: str, separator: str, closing: str) -> None:
        self._rulebook = rulebook
        self._opening, self._separator, self._closing = opening, separator, closing
        self._empty = True

    def begin(self) -> str:
        return self._opening

    def result(self, capability: Capability) -> str:
        return self._item(assessment_object(capability, self._rulebook))

    def fault(self, line: int, problems: tuple[RagftError, ...]) -> str:
        return self._item(error_object(line, problems))

    def end(self) -> str:
        return self._closing if self._opening or not self._empty else ""

    def _item(self, item: dict[str, object]) -> str:
        separator = "" if self._empty else self._separator
        self._empty = False
        return separator + msgspec.json.encode(item).decode()


class _Csv:
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


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list() | tuple():
            return "; ".join(map(str, value))
        case _:
            return str(value)


def _csv_line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
