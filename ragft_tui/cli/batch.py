"""Classify many records in one go, in constant memory."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, get_args

import click

from ragft_tui.cli.progress import progress
from ragft_tui.core.errors import UsageError
from ragft_tui.core.memory import forget_capabilities
from ragft_tui.core.rules.rulebook import Rulebook
from ragft_tui.core.text import one_line
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
    writer = batch_writer(output, rulebook)
    count = bad = 0

    def tell(text: str) -> None:
        if text:
            click.echo(text, nl=False)

    with _opened(source) as stream, progress(stream) as advance:
        tell(writer.begin())
        for count, record in enumerate(read_records(stream, kind, rulebook), start=1):
            if isinstance(record, BadRecord):
                bad += 1
                tell(writer.fault(record.line, record.problems))
            else:
                tell(writer.result(record.capability))
            forget_capabilities()
            advance(count)
        tell(writer.end())
    _sum_up(source, count, bad)
    return not bad


def _sum_up(source: Path, count: int, bad: int) -> None:
    """Say on stderr what the results alone do not show at a glance."""
    where = "stdin" if str(source) == _STDIN else one_line(paths.display(source))
    if bad:
        click.echo(f"ragft-tui: {where}: {bad:,} of {count:,} records cannot be read", err=True)
    elif not count:
        click.echo(f"ragft-tui: {where}: holds no record", err=True)


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
        if sys.stdin is None:
            raise UsageError("is closed", where="stdin", advice="name a file")
        yield sys.stdin.buffer
        return
    try:
        stream = source.open("rb")
    except FileNotFoundError:
        raise UsageError(
            "does not exist", where=paths.display(source), advice="check the name"
        ) from None
    except OSError as error:
        raise cannot_read(error, source) from error
    with stream:
        yield stream
