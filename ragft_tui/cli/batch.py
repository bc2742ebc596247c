"""Classify many records in one go, in constant memory."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, get_args

import click

from ragft_tui.cli.progress import Progress, progress
from ragft_tui.core.errors import UsageError
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.report.batch import OutputFormat, batch_writer
from ragft_tui.report.view import CapabilityView
from ragft_tui.storage import paths
from ragft_tui.storage.os_errors import cannot_read
from ragft_tui.storage.records import (
    BadRecord,
    DuplicateIds,
    RecordFormat,
    UnknownName,
    read_records,
)

_STDIN: Final = "-"
_NAMES_TOLD: Final = 20
_ID_TOLD: Final = 60


def classify_records(
    source: Path, output: OutputFormat, rulebook: Rulebook, *, strict: bool = False
) -> bool:
    """Classify the records of a file, and print each result as soon as it is there.

    Args:
        source: A `.jsonl`, `.csv` or `.txt` file, or `-` for JSON lines on stdin.
        output: How the results are printed.
        rulebook: What to assess by.
        strict: Whether a field or column that means nothing is an error; else it is told.

    Returns:
        Whether every record could be read.

    Raises:
        UsageError: Where the file cannot be read at all.
    """
    kind = _kind(source)
    writer = batch_writer(output)
    where = _where(source)
    count = bad = 0

    def put(text: str) -> None:
        if text:
            click.echo(text, nl=False)

    with _opened(source, kind) as stream, progress(stream) as bar, DuplicateIds() as ids:
        names = _UnknownNames(where, bar)
        put(writer.begin())
        records = read_records(stream, kind, rulebook, strict=strict, tell=names.tell)
        for count, record in enumerate(records, start=1):
            if isinstance(record, BadRecord):
                bad += 1
                put(writer.fault(record.line, record.problems, record.id, record.name))
            else:
                ids.add(record.capability.id, record.line)
                put(
                    writer.result(
                        CapabilityView(record.capability, rulebook), record.line, record.unknown
                    )
                )
            bar.show(count)
        put(writer.end())
        names.tell_rest()
        _tell_repeated(where, ids, bar)
    _sum_up(where, count, bad)
    return not bad


class _UnknownNames:
    """Tells names that mean nothing, and of very many only how many."""

    def __init__(self, where: str, bar: Progress) -> None:
        self._where = where
        self._bar = bar
        self._count = 0

    def tell(self, unknown: UnknownName) -> None:
        self._count += 1
        if self._count <= _NAMES_TOLD:
            self._bar.say(f"ragft-tui: {self._where}: {unknown.notice}")

    def tell_rest(self) -> None:
        if (rest := self._count - _NAMES_TOLD) > 0:
            self._bar.say(f"ragft-tui: {self._where}: {rest:,} more names are passed over")


def _tell_repeated(where: str, ids: DuplicateIds, bar: Progress) -> None:
    if not ids.count:
        return
    told = [
        f'"{one_line(record_id)[:_ID_TOLD]}" on lines {first} and {again}'
        for record_id, first, again in ids.examples
    ]
    more = f", and {ids.count - len(told):,} more" if ids.count > len(told) else ""
    bar.say(f"ragft-tui: {where}: records have the same id: {', '.join(told)}{more}")


def _sum_up(where: str, count: int, bad: int) -> None:
    """Say on stderr what the results alone do not show at a glance."""
    if bad:
        click.echo(f"ragft-tui: {where}: {bad:,} of {count:,} records cannot be read", err=True)
    elif not count:
        click.echo(f"ragft-tui: {where}: holds no record", err=True)


def _where(source: Path) -> str:
    return "stdin" if str(source) == _STDIN else one_line(paths.display(source))


def _kind(source: Path) -> RecordFormat:
    if str(source) == _STDIN:
        return "jsonl"
    suffix = source.suffix.lower().lstrip(".")
    for kind in get_args(RecordFormat):
        if suffix == kind:
            found: RecordFormat = kind
            return found
    raise UsageError(
        "is not a kind of file that records are read from",
        source=paths.display(source),
        advice="give it the ending .jsonl, .csv or .txt",
    )


@contextmanager
def _opened(source: Path, kind: RecordFormat) -> Iterator[BinaryIO]:
    if str(source) == _STDIN:
        if sys.stdin is None:
            raise UsageError("is closed", source="stdin", advice="name a file")
        yield sys.stdin.buffer
        return
    try:
        stream = source.open("rb")
    except FileNotFoundError:
        raise UsageError(
            "does not exist", source=paths.display(source), advice="check the name"
        ) from None
    except OSError as error:
        raise cannot_read(error, source) from error
    with stream:
        if kind != "csv" or stream.seekable():
            yield stream
            return
        # What the ids of CSV are, all of them tell together: a pipe is read once, so it is copied.
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(stream, copy)
            copy.seek(0)
            yield copy
