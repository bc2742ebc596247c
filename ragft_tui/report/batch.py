"""Results of a batch, one after the other, as text, JSON, JSON lines or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final, Literal, Protocol

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Capability
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.report.json_text import json_text
from ragft_tui.report.objects import assessment_object, error_object
from ragft_tui.report.text import verdict_text
from ragft_tui.report.view import view

OutputFormat = Literal["text", "json", "jsonl", "csv"]

_COLUMNS: Final = (
    *("id", "name", "line", "verdict", "strength", "settled", "knowledge", "behaviour"),
    *("reasons", "flips", "readiness", "contradictions", "unknown_fields", "errors"),
)
# A spreadsheet takes a text for a formula that starts so, the wide forms in some languages.
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


class BatchWriter(Protocol):
    """Turns results into text, piece by piece, so that none is kept in memory."""

    def begin(self) -> str:
        """Return what stands before the first result."""

    def result(
        self, capability: Capability, line: int | None = None, unknown: Sequence[str] = ()
    ) -> str:
        """Return the result of one record, as `assessment_object` takes it."""

    def fault(
        self, line: int, problems: Sequence[RagftError], record_id: str = "", name: str = ""
    ) -> str:
        """Return what is said of a record that cannot be read, as `error_object` takes it."""

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

    def result(
        self, capability: Capability, line: int | None = None, unknown: Sequence[str] = ()
    ) -> str:
        del line
        heading = one_line(f"{capability.id}  {capability.name}")
        if unknown:
            heading += f"\n  not understood: {one_line(', '.join(unknown))}"
        return f"{heading}\n{verdict_text(view(capability, self._rulebook))}\n"

    def fault(
        self, line: int, problems: Sequence[RagftError], record_id: str = "", name: str = ""
    ) -> str:
        del record_id, name
        return "".join(f"line {line}: {problem}\n" for problem in problems) + "\n"

    def end(self) -> str:
        return ""


class _JsonLines:
    """One object a line; each line is whole when it is written."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def begin(self) -> str:
        return ""

    def result(
        self, capability: Capability, line: int | None = None, unknown: Sequence[str] = ()
    ) -> str:
        return (
            json_text(assessment_object(capability, self._rulebook, line=line, unknown=unknown))
            + "\n"
        )

    def fault(
        self, line: int, problems: Sequence[RagftError], record_id: str = "", name: str = ""
    ) -> str:
        return json_text(error_object(line, problems, record_id=record_id, name=name)) + "\n"

    def end(self) -> str:
        return ""


class _Json:
    """One array of objects."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._before = "\n"

    def begin(self) -> str:
        return "["

    def result(
        self, capability: Capability, line: int | None = None, unknown: Sequence[str] = ()
    ) -> str:
        return self._item(assessment_object(capability, self._rulebook, line=line, unknown=unknown))

    def fault(
        self, line: int, problems: Sequence[RagftError], record_id: str = "", name: str = ""
    ) -> str:
        return self._item(error_object(line, problems, record_id=record_id, name=name))

    def end(self) -> str:
        return "\n]\n"

    def _item(self, item: dict[str, object]) -> str:
        before, self._before = self._before, ",\n"
        return before + json_text(item)


class _Csv:
    """One row a record; a list is one cell, its entries joined by semicolons."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def begin(self) -> str:
        return _csv_line(list(_COLUMNS))

    def result(
        self, capability: Capability, line: int | None = None, unknown: Sequence[str] = ()
    ) -> str:
        item = assessment_object(capability, self._rulebook, line=line, unknown=unknown)
        shown = view(capability, self._rulebook)
        item |= {
            "verdict": shown.verdict,
            "reasons": [reason.sentence for reason in shown.reasons],
            "flips": shown.flips,
        }
        return self._row(item)

    def fault(
        self, line: int, problems: Sequence[RagftError], record_id: str = "", name: str = ""
    ) -> str:
        return self._row(error_object(line, problems, record_id=record_id, name=name))

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
