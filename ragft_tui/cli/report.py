"""The command `report`: projects written out for those who open no terminal program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict, Unpack

import click

from ragft_tui.cli.context import FILE, RunContext, review_after_option, separator_option, today
from ragft_tui.cli.errors import report_error, report_lexicon
from ragft_tui.cli.progress import Progress, is_terminal, progress
from ragft_tui.cli.streams import use_utf8
from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.records import dataclass
from ragft_tui.core.review import Span
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.cycles import unsearched
from ragft_tui.report.formats import FORMATS, DirectoryFormat, Format
from ragft_tui.report.project_report import ProjectReport
from ragft_tui.session.export import load_report, now, write_pieces, write_report
from ragft_tui.storage.files import saving
from ragft_tui.storage.paths import display, packaged

if TYPE_CHECKING:
    from ragft_tui.report.portfolio import Portfolio

_STDOUT: Final = "-"
_PATIENCE: Final = 1.0
"""Seconds after which people like to see that something happens."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is written, and how."""

    form: Format
    rulebook: Rulebook | None
    made: datetime | None
    force: bool


def _print_schema(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - as click calls it
    if wanted:
        use_utf8()
        click.echo(packaged("report.schema.json").read_text("utf-8"), nl=False)
        context.exit()


class _Options(TypedDict):
    """The options, as click has them."""

    name: str
    output: Path | None
    separator: str
    force: bool
    reproducible: bool
    portfolio: bool
    review_after: Span | None


@click.command()
@click.argument("file", nargs=-1, required=True, type=FILE)
@click.option(
    "--format",
    "name",
    type=click.Choice(list(FORMATS)),
    default=next(iter(FORMATS)),
    show_default=True,
)
@click.option("-o", "--output", type=FILE, metavar="PATH", help="Write it there; - is stdout.")
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
@click.option("--reproducible", is_flag=True, help="Leave out when it is made.")
@separator_option()
@click.option("--portfolio", is_flag=True, help="Put the projects side by side in one report.")
@review_after_option()
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_schema,
    help="Print the JSON Schema of --format json.",
)
@click.pass_obj
@unsearched(to_the_end=True)
def report(run: RunContext, file: tuple[Path, ...], **given: Unpack[_Options]) -> int:
    """Write reports on projects, for those who open no terminal.

    Each FILE is a project. For several of them, PATH is a directory, or a file with --portfolio.
    """
    output = given["output"]
    if output is not None and str(output) == _STDOUT:
        output = None
    made = None if given["reproducible"] else now()
    if given["separator"] != "," and given["name"] != "csv":
        raise click.UsageError("--separator is for --format csv")
    if given["portfolio"]:
        render = _portfolio_renderer(given["name"], given["separator"])
        side_by_side, status = _load_portfolio(run, file, made, given["review_after"])
        _put(render(side_by_side), output, force=given["force"])
        return status
    if given["review_after"]:
        raise click.UsageError("--review-after belongs to --portfolio")
    form = _chosen(given["name"], given["separator"])
    wish = _Wish(form, run.rulebook(), made, given["force"])
    if output is None:
        return _print_report(file, wish)
    targets = dict(_targets(file, output, form))
    return max(_write(each, target, wish) for each, target in targets.items())


def _load_portfolio(
    run: RunContext, files: Iterable[Path], made: datetime | None, review_after: Span | None
) -> tuple[Portfolio, int]:
    """Return the projects that can be read, side by side, and the status; the others are told.

    Raises:
        RagftError: If none can be read.
    """
    from ragft_tui.report.portfolio import Portfolio  # few ask for one

    rulebook = run.rulebook()
    found: list[ProjectReport] = []
    status = 0
    for file in dict.fromkeys(files):
        try:
            found.append(load_report(file, rulebook, made=made))
        except RagftError as error:
            status = max(status, report_error(error))
    if not found:
        raise UsageError("no project can be read", advice="mend them first")
    report_lexicon(found[0].rulebook)
    return Portfolio(tuple(found), review_after.before(today()) if review_after else None), status


def _portfolio_renderer(name: str, separator: str) -> Callable[[Portfolio], Iterable[str]]:
    from ragft_tui.report.portfolio_formats import PORTFOLIO_FORMATS, render_portfolio_csv

    if name not in PORTFOLIO_FORMATS:
        formats = ", ".join(PORTFOLIO_FORMATS)
        raise click.UsageError(f"--portfolio has no --format {name}; it has {formats}")
    if name == "csv":
        return partial(render_portfolio_csv, separator=separator)
    return PORTFOLIO_FORMATS[name].render


def _put(pieces: Iterable[str], output: Path | None, *, force: bool) -> None:
    """Print the pieces of a text, or write them into a file."""
    if output is not None:
        write_pieces(pieces, output, force=force)
        click.echo(f"Written to {display(output)}.", err=True)
        return
    use_utf8()
    for piece in pieces:
        click.echo(piece, nl=False)


def _chosen(name: str, separator: str) -> Format:
    form = FORMATS[name]
    if name == "csv" and not isinstance(form, DirectoryFormat):
        from ragft_tui.report.table import render_csv

        return replace(form, render=partial(render_csv, separator=separator))
    return form


def _print_report(files: tuple[Path, ...], wish: _Wish) -> int:
    """Print the report on the only file."""
    if isinstance(wish.form, DirectoryFormat):
        raise click.UsageError(f"--format {wish.form.name} makes a directory: name it with -o PATH")
    if len(files) > 1:
        raise click.UsageError("several files need a directory: name it with -o PATH")
    found = load_report(files[0], wish.rulebook, made=wish.made)
    if wish.form is not FORMATS["text"]:
        use_utf8()
    with _progress(found, watched=not is_terminal(sys.stdout)) as bar:
        for number, piece in enumerate(wish.form.render(found), start=1):
            click.echo(piece, nl=False)
            bar.show(number)
    report_lexicon(found.rulebook)
    return 0


def _targets(files: tuple[Path, ...], output: Path, form: Format) -> Iterable[tuple[Path, Path]]:
    """Yield each file with where its report goes.

    Raises:
        RagftError: If the directory cannot be made, or two would get the same name.
    """
    if len(files) == 1:
        yield files[0], output
        return
    with saving(output):
        output.mkdir(exist_ok=True)
    taken: dict[str, Path] = {}
    for file in files:
        name = f"{file.stem}{form.suffix}"
        other = taken.setdefault(name, file)
        if other != file:
            raise UsageError(
                f"would be written to {name}, as {display(other)} is",
                source=display(file),
                advice="write them one by one, to names of your own",
            )
        yield file, output / name


def _write(file: Path, target: Path, wish: _Wish) -> int:
    """Write a report, say so or why not, and return the status."""
    try:
        found = load_report(file, wish.rulebook, made=wish.made)
        with _progress(found) as bar:
            replaced = write_report(found, wish.form, target, force=wish.force, advance=bar.show)
    except RagftError as error:
        return report_error(error)
    for path in replaced:
        click.echo(f"Replaced, though it was changed by hand: {display(path)}", err=True)
    click.echo(f"Written to {display(target)}.", err=True)
    report_lexicon(found.rulebook)
    return 0


def _progress(found: ProjectReport, *, watched: bool = True) -> AbstractContextManager[Progress]:
    total = len(found.project.capabilities) or 1
    return progress("capabilities", lambda done: done / total, watched=watched, after=_PATIENCE)
