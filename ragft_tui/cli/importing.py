"""The command `import`: capabilities from files into a project, after a look at what changes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, TypedDict, Unpack

import click

from ragft_tui.cli.context import FILE, RunContext
from ragft_tui.cli.progress import is_terminal
from ragft_tui.core.errors import UsageError
from ragft_tui.core.importing import FIELDS, FORMATS, Format, HowToRead
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.report.importing import (
    describe_mapping,
    describe_notes,
    describe_source,
    render_preview,
    render_unread,
)
from ragft_tui.session.importing import Preview, import_into
from ragft_tui.session.opening import read_or_begin
from ragft_tui.session.reading import read_all
from ragft_tui.storage import paths
from ragft_tui.storage.files import ensure_writable

_STDIN: Final = "-"
_STDIN_NAME: Final = "stdin"
_MOST_BYTES: Final = 16 * 1024 * 1024
"""The most that is read of stdin, which is kept in memory."""
_MOST_ROWS: Final = 200
"""The most rows that are shown before a question."""
_MOST_UNREAD: Final = 20
_REFUSED: Final = 2


class _Options(TypedDict):
    """The options on how files are read, as click has them."""

    format_: Format | None
    encoding: str | None
    separator: str | None
    header: bool | None
    mapping: tuple[str, ...]
    by_group: bool


@click.command("import")
@click.argument("file", nargs=-1, required=True, type=FILE)
@click.option("--into", required=True, type=FILE, metavar="PROJECT", help="The project file.")
@click.option("--yes", is_flag=True, help="Import without a question.")
@click.option("--input-format", "format_", type=click.Choice(FORMATS), help="What FILE is.")
@click.option("--encoding", metavar="NAME", help="How its text is encoded, such as cp1252.")
@click.option("--separator", metavar="MARK", help="What stands between cells; or tab.")
@click.option("--header/--no-header", default=None, help="Whether the first row names columns.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="COLUMN=FIELD",
    help=f"Read a column as {', '.join(FIELDS)} or a question. May be repeated.",
)
@click.option("--by-group", is_flag=True, help="Make one capability of each heading or tag.")
@click.pass_obj
def import_(
    run: RunContext,
    file: tuple[Path, ...],
    into: Path,
    *,
    yes: bool,
    **how: Unpack[_Options],
) -> int:
    """Import capabilities from lists, tables, API descriptions and other projects.

    Shows what is new, what changes and what stays the same, and asks. Each FILE is a list, a table
    (CSV), JSON, an OpenAPI description, a tool manifest or a project; - is stdin.
    """
    if run.read_only:
        raise UsageError("--read-only was given", advice="an import writes")
    config = run.config(themed=False)
    config.raise_problems()
    ensure_writable(into)
    _, project, rulebook = read_or_begin(into, run.rulebook())
    preview = Preview(project, read_all(tuple(_sources(file)), rulebook, _how_to_read(how)))
    asks = is_terminal(sys.stdin) and is_terminal(sys.stdout) and _STDIN not in map(str, file)
    _report_unread(preview)
    failed = int(bool(preview.unread))
    if not yes:
        for line in _preview_lines(preview, rulebook, most=_MOST_ROWS if asks else None):
            click.echo(line)
    if not preview.ticked:
        click.echo(f"ragft-tui: {paths.display(into)}: nothing to import", err=True)
        return failed
    if not yes and not asks:
        click.echo("ragft-tui: nothing is imported yet; --yes imports it", err=True)
        return _REFUSED
    if not yes and not click.confirm(f"Import that into {paths.display(into)}?"):
        click.echo("ragft-tui: nothing is imported", err=True)
        return 1
    told = import_into(into, replace(config, rulebook=run.rulebook()), preview)
    click.echo(f"ragft-tui: {one_line(paths.display(into))}: {told}", err=True)
    return failed


def _sources(files: tuple[Path, ...]) -> Iterator[tuple[str, Path | bytes]]:
    for each in dict.fromkeys(files):
        if str(each) != _STDIN:
            yield paths.display(each), each
        elif sys.stdin is None:
            raise UsageError("is closed", source=_STDIN_NAME, advice="name a file")
        else:
            data = sys.stdin.buffer.read(_MOST_BYTES + 1)
            if len(data) > _MOST_BYTES:
                what = f"holds more than {_MOST_BYTES // 1024**2} MiB"
                raise UsageError(what, source=_STDIN_NAME, advice="write it to a file")
            yield _STDIN_NAME, data


def _how_to_read(how: _Options) -> HowToRead:
    pairs = []
    for each in how["mapping"]:
        column, mark, field = each.rpartition("=")
        if not (mark and column.strip() and field.strip()):
            raise click.UsageError(f"--map takes COLUMN=FIELD, not '{each}'")
        pairs.append((column.strip(), field.strip()))
    separator = how["separator"] or ""
    return HowToRead(
        format=how["format_"] or "",
        encoding=how["encoding"] or "",
        separator="\t" if separator == "tab" else separator,
        header=how["header"],
        mapping=tuple(pairs),
        by_group=how["by_group"],
    )


def _preview_lines(preview: Preview, rulebook: Rulebook, *, most: int | None) -> Iterator[str]:
    for reading in preview.readings:
        source = reading.found.source
        yield f"{one_line(reading.name)}: {describe_source(source)}"
        if mapping := describe_mapping(source):
            yield f"Columns: {mapping}"
        yield from describe_notes(source)
    yield f"{preview.counts}."
    yield from render_preview(preview.rows, preview.ticked, rulebook, most=most)


def _report_unread(preview: Preview) -> None:
    lines = list(render_unread(preview.unread, several=True))
    for line in lines[:_MOST_UNREAD]:
        click.echo(f"ragft-tui: {line}", err=True)
    if len(lines) > _MOST_UNREAD:
        click.echo(f"ragft-tui: and {len(lines) - _MOST_UNREAD:,} more rows", err=True)
