"""Records of a file classified one after the other, with a progress bar on stderr."""

from __future__ import annotations

import io
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

import click

from ragft_tui.cli.errors import report_foreign, report_lexicon
from ragft_tui.cli.progress import Progress, is_terminal, progress
from ragft_tui.core.errors import UsageError
from ragft_tui.core.importing import HowToRead
from ragft_tui.core.patterns import pattern
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.report.verdicts import BatchWriter
from ragft_tui.session.classifying import Classifier
from ragft_tui.session.processes import spread
from ragft_tui.storage import paths
from ragft_tui.storage.files import cannot_read
from ragft_tui.storage.importing.duplicates import DuplicateIds
from ragft_tui.storage.importing.fields import UnknownName
from ragft_tui.storage.importing.opening import open_reading

_STDIN: Final = "-"
_DOCUMENT: Final = pattern(
    rb'\{\s*"(?:openapi|swagger|info|paths|tools|functions|jsonrpc|result)"\s*:'
)
"""How a document begins that is one object and no record."""
_JSON_LINES: Final = (".jsonl", ".ndjson")
_PART: Final = 64
"""Records that are classified together."""
_MOST_NAMES: Final = 20
_LONGEST_ID: Final = 60


def classify_records(
    source: Path,
    how: HowToRead,
    writer: BatchWriter,
    rulebook: Rulebook,
    *,
    strict: bool = False,
    jobs: int = 1,
) -> bool:
    """Classify the records of a file, and print each result as soon as it is there.

    Args:
        source: A file, or `-` for stdin.
        how: How it is to be read; what is left out is detected.
        writer: Renders the results.
        rulebook: What to assess by.
        strict: Whether an unknown field or column is an error; otherwise it is only reported.
        jobs: How many processes classify.

    Returns:
        Whether every record could be read.

    Raises:
        UsageError: If the file cannot be read at all.
        RagftError: If one of the processes dies.
    """
    where = "stdin" if str(source) == _STDIN else one_line(paths.display(source))
    count = bad = foreign = 0

    put = partial(click.echo, nl=False)
    with (
        _opened(source, how) as (stream, told),
        _progress(stream) as bar,
        DuplicateIds() as ids,
        _located(where),
    ):
        notices = _Notices(where, bar)
        reading = open_reading(
            source.name, stream, rulebook, told, strict=strict, report=notices.report_unknown
        )
        put(writer.begin())
        # What comes from a program is classified as it comes.
        size = _PART if jobs > 1 or _is_file(stream) else 1
        work = Classifier(reading.reader, writer)
        with closing(spread(work, reading.parts(size), jobs)) as results:
            for found in results:
                reading.names.add(found.unknown)
                put(writer.between + found.text if count and found.count else found.text)
                count += found.count
                bad += found.bad
                foreign += found.foreign
                ids.add(found.ids)
                bar.show(count)
        put(writer.end())
        notices.report_rest(ids)
        notices.report_notes(reading.notes)
    # What the results alone do not show at a glance.
    if count > bad:
        report_lexicon(rulebook)
        report_foreign(foreign)
    if bad:
        click.echo(f"ragft-tui: {where}: {bad:,} of {count:,} records cannot be read", err=True)
    elif not count:
        click.echo(f"ragft-tui: {where}: holds no record", err=True)
    return not bad


class _Notices:
    """Prints what is odd about records that can be read: of very much, only how much it is."""

    def __init__(self, where: str, bar: Progress) -> None:
        self._where = where
        self._bar = bar
        self._unknown = 0

    def report_unknown(self, name: UnknownName) -> None:
        self._unknown += 1
        if self._unknown <= _MOST_NAMES:
            self._print(name.notice)

    def report_rest(self, ids: DuplicateIds) -> None:
        """Print how many more names are unknown, and which ids are found twice."""
        if (rest := self._unknown - _MOST_NAMES) > 0:
            self._print(f"{rest:,} more names are ignored")
        if ids.count:
            examples = [
                f'"{one_line(record_id)[:_LONGEST_ID]}" on lines {first} and {again}'
                for record_id, first, again in ids.examples
            ]
            rest = ids.count - len(examples)
            more = f", and {rest:,} more" if rest > 0 else ""
            self._print(f"records have the same id: {', '.join(examples)}{more}")

    def report_notes(self, notes: Sequence[str]) -> None:
        """Print what the reader noticed of the file."""
        for note in notes:
            self._print(note)

    def _print(self, notice: UsageError | str) -> None:
        self._bar.print(f"ragft-tui: {self._where}: {notice}")


def _is_file(stream: BinaryIO) -> bool:
    return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)


@contextmanager
def _located(where: str) -> Iterator[None]:
    """Raise each error of a file that cannot be read at all with its name."""
    try:
        yield
    except UsageError as error:
        if error.source:
            raise
        raise error.placed(where, position=error.position) from error


@contextmanager
def _opened(source: Path, how: HowToRead) -> Iterator[tuple[BinaryIO, HowToRead]]:
    """Open a file, and say that it holds JSON lines where it is known without reading on."""
    if str(source) == _STDIN:
        if sys.stdin is None:
            raise UsageError("is closed", source="stdin", advice="name a file")
        stream = sys.stdin.buffer
        if not how.format and _begins_with_json_line(stream):
            how = replace(how, format="jsonl")
        with _seekable(stream, how) as readable:
            yield readable, how
        return
    try:
        opened = source.open("rb")
    except FileNotFoundError:
        raise UsageError(
            "does not exist", source=paths.display(source), advice="check the name"
        ) from None
    except OSError as error:
        raise cannot_read(error, source) from error
    if source.suffix.lower() in _JSON_LINES and not how.format:
        how = replace(how, format="jsonl")
    with opened, _seekable(opened, how) as readable:
        yield readable, how


@contextmanager
def _seekable(stream: BinaryIO, how: HowToRead) -> Iterator[BinaryIO]:
    """Yield a stream that can be read twice, unless it is read line by line as it comes."""
    if stream.seekable() or how.format in ("jsonl", "lines"):
        yield stream
        return
    # A pipe is read once, and what it holds is told by more than its first bytes: so copy it.
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy)
        copy.seek(0)
        yield copy


def _begins_with_json_line(stream: BinaryIO) -> bool:
    """Return whether a stream seems to hold JSON lines, by what has come of it so far."""
    if not isinstance(stream, io.BufferedReader):
        return False
    first = stream.peek(1).lstrip().split(b"\n", 1)[0].strip()
    return not first or (first.startswith(b"{") and first != b"{" and not _DOCUMENT.match(first))


def _progress(stream: BinaryIO) -> AbstractContextManager[Progress]:
    """Show how much of a stream is read, if people see stderr and the results go elsewhere."""
    size = os.fstat(stream.fileno()).st_size if _is_file(stream) else 0

    def share(_: int) -> float | None:
        return stream.tell() / size if size else None

    watched = not is_terminal(sys.stdout) and not stream.isatty()
    return progress("records", share, watched=watched)
