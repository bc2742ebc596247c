"""The command `classify`: one description, or many records, with a progress bar on stderr."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, get_args

import click

from ragft_tui.cli.context import FILE, RunContext, format_option
from ragft_tui.cli.errors import report_lexicon
from ragft_tui.cli.progress import Progress, is_terminal, progress
from ragft_tui.core.errors import UsageError
from ragft_tui.core.model import Capability
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import clean, one_line
from ragft_tui.report.verdicts import OutputFormat, batch_writer, render_verdict
from ragft_tui.report.view import CapabilityView
from ragft_tui.storage import paths
from ragft_tui.storage.files import cannot_read
from ragft_tui.storage.records import (
    BadRecord,
    DuplicateIds,
    RecordFormat,
    UnknownName,
    read_records,
)

_STDIN: Final = "-"
_MOST_NAMES: Final = 20
_LONGEST_ID: Final = 60


@click.command()
@click.argument("text", nargs=-1)
@click.option("--from", "source", type=FILE, help="Records: .jsonl, .csv, .txt, or - for stdin.")
@format_option(*get_args(OutputFormat))
@click.option("--strict", is_flag=True, help="Refuse records with an unknown field.")
@click.pass_obj
def classify(
    run: RunContext,
    text: tuple[str, ...],
    source: Path | None,
    output: OutputFormat,
    *,
    strict: bool,
) -> int:
    """Classify a description, with reasons, or each record of a file."""
    if bool(text) == (source is not None):
        raise click.UsageError("give either TEXT or --from FILE")
    rulebook = run.rulebook_or_packaged()
    if source is not None:
        return 0 if classify_records(source, output, rulebook, strict=strict) else 1
    item = CapabilityView(Capability("described", description=clean(" ".join(text))), rulebook)
    click.echo(render_classification(item, output), nl=False)
    report_lexicon(rulebook)
    _report_foreign(int(item.assessment.foreign))
    return 0


def render_classification(item: CapabilityView, output: OutputFormat) -> str:
    """Return what the words of a description point to, with reasons and sources."""
    if output == "text":
        return render_verdict(item)
    writer = batch_writer(output)
    return writer.begin() + writer.result(item) + writer.end()


def classify_records(
    source: Path, output: OutputFormat, rulebook: Rulebook, *, strict: bool = False
) -> bool:
    """Classify the records of a file, and print each result as soon as it is there.

    Args:
        source: A `.jsonl`, `.csv` or `.txt` file, or `-` for JSON lines on stdin.
        output: The format of the results.
        rulebook: What to assess by.
        strict: Whether an unknown field or column is an error; otherwise it is only reported.

    Returns:
        Whether every record could be read.

    Raises:
        UsageError: If the file cannot be read at all.
    """
    kind = _kind(source)
    writer = batch_writer(output)
    where = "stdin" if str(source) == _STDIN else one_line(paths.display(source))
    count = bad = foreign = 0

    put = partial(click.echo, nl=False)
    with _opened(source, kind) as stream, _progress(stream) as bar, DuplicateIds() as ids:
        notices = _Notices(where, bar)
        put(writer.begin())
        records = read_records(stream, kind, rulebook, strict=strict, report=notices.report_unknown)
        for count, record in enumerate(records, start=1):
            if isinstance(record, BadRecord):
                bad += 1
                put(writer.fault(record.line, record.problems, record.id, record.name))
            else:
                ids.add(record.capability.id, record.line)
                item = CapabilityView(record.capability, rulebook)
                put(writer.result(item, record.line, record.unknown))
                foreign += item.assessment.foreign
            bar.show(count)
        put(writer.end())
        notices.report_rest(ids)
    # What the results alone do not show at a glance.
    if count > bad:
        report_lexicon(rulebook)
        _report_foreign(foreign)
    if bad:
        click.echo(f"ragft-tui: {where}: {bad:,} of {count:,} records cannot be read", err=True)
    elif not count:
        click.echo(f"ragft-tui: {where}: holds no record", err=True)
    return not bad


def _report_foreign(count: int) -> None:
    """Print how many descriptions are in another language than the learned words, if any are."""
    if count:
        are = "description is" if count == 1 else "descriptions are"
        whose = "its" if count == 1 else "their"
        click.echo(
            f"ragft-tui: {count:,} {are} not in English, so {whose} words do not count",
            err=True,
        )


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

    def _print(self, notice: UsageError | str) -> None:
        self._bar.print(f"ragft-tui: {self._where}: {notice}")


def _kind(source: Path) -> RecordFormat:
    if str(source) == _STDIN:
        return "jsonl"
    suffix = source.suffix.lower().lstrip(".")
    kinds: dict[str, RecordFormat] = {kind: kind for kind in get_args(RecordFormat)}
    if suffix in kinds:
        return kinds[suffix]
    raise UsageError(
        "is not a kind of file that records can be read from",
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
        # Which column holds the ids, all rows decide together: a pipe is read once, so copy it.
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(stream, copy)
            copy.seek(0)
            yield copy


def _progress(stream: BinaryIO) -> AbstractContextManager[Progress]:
    """Show how much of a stream is read, if people see stderr and the results go elsewhere."""
    found = os.fstat(stream.fileno())
    size = found.st_size if stat.S_ISREG(found.st_mode) else 0

    def share(_: int) -> float | None:
        return stream.tell() / size if size else None

    watched = not is_terminal(sys.stdout) and not stream.isatty()
    return progress("records", share, watched=watched)
