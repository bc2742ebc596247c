"""Classify many records in one go, in constant memory."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, get_args

from ragft_tui.core.errors import UsageError
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.report.batch import OutputFormat, batch_writer
from ragft_tui.store import paths
from ragft_tui.store.faults import cannot_read
from ragft_tui.store.records import BadRecord, RecordFormat, read_records

__all__ = ["classify_records"]

_STDIN: Final = "-"


def classify_records(source: Path, output: OutputFormat, rulebook: Rulebook) -> bool:
    """Classify the records of a file, and print each result as soon as it is there.

    Args:
        source: A `.jsonl`, `.csv` or `.txt` file, or `-` for JSON lines on stdin.
        output: How the results are printed.
        rulebook: What to assess by.

    Returns:
        Whether every record could be read.

    Raises:
        UsageError: Where the file cannot be read at all.
    """
    kind = _kind(source)
    good = True
    with _opened(source) as stream, _progress(source) as advance:
        writer = batch_writer(output, rulebook)
        sys.stdout.write(writer.begin())
        for record in read_records(stream, kind, rulebook):
            if isinstance(record, BadRecord):
                good = False
                sys.stdout.write(writer.fault(record.line, record.problems))
            else:
                sys.stdout.write(writer.result(record.capability))
            advance(stream)
        sys.stdout.write(writer.end())
    return good


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
        where=paths.display(source),
        advice="give it the ending .jsonl, .csv or .txt",
    )


@contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    if str(source) == _STDIN:
        yield sys.stdin.buffer
        return
    try:
        stream = source.open("rb")
    except OSError as error:
        raise cannot_read(error, source) from error
    with stream:
        yield stream


@contextmanager
def _progress(source: Path) -> Iterator[Callable[[BinaryIO], None]]:
    """Show how much of a file is done, where people see stderr and the results go elsewhere."""
    if str(source) == _STDIN or not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda _: None
        return
    # Rich draws the bar; it is imported only where there is one.
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("classifying", total=source.stat().st_size)
        yield lambda stream: progress.update(task, completed=stream.tell())
