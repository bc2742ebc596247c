"""The command `check`: what is wrong in project files, for editors, hooks and CI."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ragft_tui.cli.context import FILE, RunContext, format_option, review_after_option, today
from ragft_tui.core.errors import ROOT, Index, Position, RagftError, UsageError
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.storage.files import read_project_file
from ragft_tui.storage.paths import display
from ragft_tui.storage.project import decode_project, load_project
from ragft_tui.storage.toml.locate import located

if TYPE_CHECKING:
    from ragft_tui.core.review import Span


@click.command()
@click.argument("project", nargs=-1, required=True, type=FILE)
@format_option("text", "json")
@click.option("--decided", is_flag=True, help="Also check that everything is decided.")
@review_after_option()
@click.pass_obj
def check(
    run: RunContext,
    project: tuple[Path, ...],
    output: Literal["text", "json"],
    *,
    decided: bool,
    review_after: Span | None,
) -> int:
    """Check project files: what is wrong, and where."""
    if review_after and not decided:
        raise click.UsageError("--review-after belongs to --decided")
    rulebook = run.rulebook()
    oldest = review_after.before(today()) if review_after else None
    load = partial(_load_decided, oldest=oldest) if decided else load_project
    found = {file: find_problems(partial(load, file, rulebook)) for file in project}
    if output == "json":
        from ragft_tui.report.verdicts import render_json

        checked = [_object(file, problems) for file, problems in found.items()]
        click.echo(render_json({"files": checked}))
    else:
        print_problems(found)
    return 1 if any(found.values()) else 0


def _load_decided(file: Path, rulebook: Rulebook | None, oldest: date | None) -> None:
    """Raise ProblemsError if a file is wrong, or anything in it waits for a decision."""
    from ragft_tui.core.review import find_gap

    data = read_project_file(file)
    project, chosen = decode_project(data, file, rulebook)
    problems = tuple(
        UsageError(gap.what, location=ROOT / "capabilities" / Index(at, each.id), advice=gap.advice)
        for at, each in enumerate(project.capabilities)
        if (gap := find_gap(each, chosen, oldest))
    )
    if problems:
        raise located(problems, display(file), data)


def find_problems(load: Callable[[], object]) -> tuple[RagftError, ...]:
    """Return what is wrong with a file.

    Args:
        load: Reads the file; raises RagftError if anything is wrong.
    """
    try:
        load()
    except RagftError as error:
        return error.problems
    return ()


def print_problems(found: Mapping[Path, Sequence[RagftError]]) -> None:
    """Print a line a problem, as compilers write it, or one that a file is well.

    Args:
        found: The files with what is wrong in each.
    """
    for file, problems in found.items():
        lines = [_line(file, problem) for problem in problems] or [one_line(f"{file}: ok")]
        click.echo("\n".join(lines))


def _line(file: Path, problem: RagftError) -> str:
    name = str(file) if problem.source == display(file) else problem.source
    position = problem.position
    numbers = (position.line, position.column) if position else ()
    head = ":".join([name, *(str(number) for number in numbers if number)])
    return str(problem.placed(head, position=_end(problem)))


def _object(file: Path, problems: Sequence[RagftError]) -> dict[str, object]:
    return {
        "file": str(file).encode(errors="replace").decode(),
        "ok": not problems,
        "problems": [
            {
                "where": one_line(_where(problem, file)),
                "what": one_line(problem.what),
                "advice": one_line(problem.advice),
                "line": problem.position.line if problem.position else None,
                "column": problem.position.column if problem.position else None,
            }
            for problem in problems
        ],
    }


def _where(problem: RagftError, file: Path) -> str:
    """Return where a problem is, as far as its line and column do not say it."""
    source = "" if problem.source == display(file) else problem.source
    return problem.placed(source, position=_end(problem)).where


def _end(problem: RagftError) -> Position | None:
    """Return the position of a problem where that is the end of the file."""
    return problem.position if problem.position and problem.position.extent == "end" else None
