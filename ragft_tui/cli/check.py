"""The command `check`: what is wrong in project files, for editors, hooks and CI."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import click

from ragft_tui.cli.context import FILE, RunContext, format_option
from ragft_tui.cli.streams import use_utf8
from ragft_tui.core.errors import Position, ProblemsError, RagftError
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.report.json_text import render_json
from ragft_tui.storage.paths import display
from ragft_tui.storage.project.decode import load_project

CheckFormat = Literal["text", "json"]


@click.command()
@click.argument("project", nargs=-1, required=True, type=FILE)
@format_option("text", "json")
@click.pass_obj
def check(run: RunContext, project: tuple[Path, ...], output: CheckFormat) -> int:
    """Check project files: say what is wrong in each, and where."""
    if output != "text":
        use_utf8()
    return 0 if check_files(project, output, run.rulebook()) else 1


def check_files(files: Iterable[Path], output: CheckFormat, rulebook: Rulebook | None) -> bool:
    """Print everything that is wrong in project files, and where; nothing else is checked.

    Args:
        files: The project files, in the order in which they are told.
        output: How it is printed.
        rulebook: What to assess by; `None` for the rulebook that each project names.

    Returns:
        Whether all files are well.
    """
    found = {file: _problems(file, rulebook) for file in files}
    if output == "json":
        checked = [_object(file, problems) for file, problems in found.items()]
        click.echo(render_json({"files": checked}))
    else:
        for file, problems in found.items():
            click.echo("\n".join(problem_lines(file, problems)))
    return not any(found.values())


def _problems(file: Path, rulebook: Rulebook | None) -> tuple[RagftError, ...]:
    try:
        load_project(file, rulebook)
    except ProblemsError as error:
        return error.problems
    except RagftError as error:
        return (error,)
    return ()


def problem_lines(file: Path, problems: Iterable[RagftError]) -> list[str]:
    """Return a line a problem, as compilers write it, or one that says that there is none."""
    return [_line(file, problem) for problem in problems] or [one_line(f"{file}: ok")]


def _line(file: Path, problem: RagftError) -> str:
    name = str(file) if problem.source == display(file) else problem.source
    position = problem.position
    numbers = (position.line, position.column) if position else ()
    head = ":".join([name, *(str(number) for number in numbers if number)])
    return str(problem.placed(head, position=_end(problem)))


def _object(file: Path, problems: Iterable[RagftError]) -> dict[str, object]:
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
