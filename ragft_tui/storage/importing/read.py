"""Candidates of a file or of a pasted text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from ragft_tui.core.errors import Index, RagftError, UsageError
from ragft_tui.core.importing import Candidate, Candidates, HowToRead, Unread
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.storage.files import cannot_read
from ragft_tui.storage.importing.fields import UnknownName
from ragft_tui.storage.importing.names import shorten_name
from ragft_tui.storage.importing.opening import open_reading
from ragft_tui.storage.importing.records import BadRecord, Record

MOST_CANDIDATES: Final = 20_000
"""The most entries that are read of one file."""

_MOST_CHARACTERS: Final = 16 * 1024 * 1024
"""The most text that is read of one file; a project holds a quarter of it."""


def read_candidates(
    name: str, data: bytes | Path, how: HowToRead, rulebook: Rulebook
) -> Candidates:
    """Return what a file holds.

    Args:
        name: The name of the file as the user knows it; its ending tells the format, if `how` does
            not and the content may be of several.
        data: Its content, or the path that it is read from.
        how: How it is to be read; what is left out is detected.
        rulebook: Gives the questions that columns may be named after.

    Raises:
        UsageError: If nothing of it can be read.
    """
    try:
        stream: BinaryIO = io.BytesIO(data) if isinstance(data, bytes) else data.open("rb")
    except FileNotFoundError:
        raise UsageError("does not exist", source=name, advice="check the name") from None
    except OSError as error:
        assert isinstance(data, Path)  # noqa: S101 - bytes are no file
        raise cannot_read(error, data) from error
    try:
        with closing(stream):
            return _read(name, stream, how, rulebook)
    except UsageError as error:
        if error.source:
            raise
        raise error.placed(name, position=error.position) from error


def read_text_candidates(text: str, rulebook: Rulebook, how: HowToRead | None = None) -> Candidates:
    """Return what a pasted text holds: a list, a table, or one description.

    Args:
        text: What was pasted.
        rulebook: Gives the questions that columns may be named after.
        how: How it is to be read; left out, all is detected.

    Raises:
        UsageError: If it holds too much.
    """
    data = text.encode(errors="replace")
    return read_candidates("", data, replace(how or HowToRead(), encoding="utf-8"), rulebook)


def _read(name: str, stream: BinaryIO, how: HowToRead, rulebook: Rulebook) -> Candidates:
    notes: list[str] = []

    def report(unknown: UnknownName) -> None:
        if unknown.advice:
            notes.append(unknown.notice.sentence)

    reading = open_reading(name, stream, rulebook, how, guess=True, report=report)
    found: list[Candidate] = []
    unread: list[Unread] = []
    size = 0
    for record in reading.records:
        if isinstance(record, BadRecord):
            unread += [
                _unread(record.line, problem, reading.source.columns) for problem in record.problems
            ]
        else:
            found.append(_candidate(record))
            size += len(found[-1].description) + sum(len(cell) for _, cell in record.columns)
        if len(found) + len(unread) > MOST_CANDIDATES or size > _MOST_CHARACTERS:
            what = f"holds more than {MOST_CANDIDATES:,} entries"
            if size > _MOST_CHARACTERS:
                what = f"holds more than {_MOST_CHARACTERS // 1024**2} million characters"
            raise UsageError(what, advice="split it, or import a part of it")
    source = replace(reading.source, notes=(*reading.notes, *notes))
    return Candidates(tuple(found), tuple(unread), source)


def _candidate(record: Record) -> Candidate:
    item = record.capability
    return Candidate(
        item.name or shorten_name(item.description),
        item.description if record.is_whole else item.description.strip(),
        record.line,
        item.id if record.has_id else "",
        record.group,
        record.columns,
        item.answers,
        item if record.is_whole else None,
    )


def _unread(line: int, problem: RagftError, columns: Sequence[str]) -> Unread:
    column = 0
    if problem.position:
        line, column = problem.position.line or line, problem.position.column or 0
    step = problem.location[-1] if problem.location else ""
    if isinstance(step, Index):
        column = step.number + 1
    elif problem.location and problem.location[0] in columns:
        column = columns.index(str(problem.location[0])) + 1
    return Unread(line, column, str(problem.placed(location=problem.location)))
