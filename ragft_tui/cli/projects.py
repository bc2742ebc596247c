"""The commands that open a project: `new`, `open`, `resume`, `demo` and FILE alone."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Protocol

import click

from ragft_tui.cli.context import FILE, RunContext
from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.storage import paths
from ragft_tui.storage.recent import recent
from ragft_tui.storage.sample import demo_file
from ragft_tui.terminal.profile import TerminalProfile, terminal_profile


class _Face(Protocol):
    def __call__(self, path: Path | None, *, create: bool, greeting: str) -> None:
        """Let the user work on a project until they leave."""


@click.command(hidden=True)
@click.argument("file", type=FILE)
@click.pass_obj
def edit(run: RunContext, file: Path) -> None:
    """Open a project file, or start it where there is none."""
    open_project(file, run, create=True)


@click.command()
@click.argument("file", type=FILE)
@click.pass_obj
def new(run: RunContext, file: Path) -> None:
    """Start a project in a FILE that does not exist yet."""
    if file.exists() or file.is_symlink():
        advice = f"`ragft-tui open {paths.display(file)}` opens it"
        raise UsageError("exists already", source=paths.display(file), advice=advice)
    open_project(file, run, create=True)


@click.command("open")
@click.argument("file", type=FILE)
@click.pass_obj
def open_(run: RunContext, file: Path) -> None:
    """Open the project in FILE."""
    open_project(file, run)


@click.command()
@click.pass_obj
def resume(run: RunContext) -> None:
    """Open the project that was open last on this machine."""
    face = _face(run)
    sessions = [session for session in recent() if session.exists]
    if not sessions:
        paths.state_dir()  # where none can be remembered, that is the reason
        raise UsageError("there is no session to resume", advice="`ragft-tui FILE` starts one")
    face(sessions[0].path, create=False, greeting="")


@click.command()
@click.pass_obj
def demo(run: RunContext) -> None:
    """Open a sample application, in a file that you may keep."""
    if run.load().values.plain or terminal().is_terminal:
        path = demo_file()
        open_project(path, run, greeting=f"A sample to try, kept in {paths.display(path)}")
    else:
        _print_demo(run)


def open_project(
    path: Path | None, run: RunContext, *, create: bool = False, greeting: str = ""
) -> None:
    """Let the user work on a project until they leave.

    Args:
        path: The project file; without one, the list of sessions is shown.
        run: The options of the command line.
        create: Whether a file that is missing is started.
        greeting: What is said at first.

    Raises:
        RagftError: If there is no terminal, or the file cannot be opened or saved.
    """
    _face(run)(path, create=create, greeting=greeting or _explain_no_home())


def terminal() -> TerminalProfile:
    """Return the profile of the terminal: keys come from stdin, the picture goes to stderr."""
    keys, picture = sys.__stdin__, sys.__stderr__
    if keys is None or picture is None or not (keys.isatty() and picture.isatty()):
        return terminal_profile(os.environ, is_terminal=False)
    size = (0, 0)
    with suppress(OSError):
        size = os.get_terminal_size(picture.fileno())
    return terminal_profile(os.environ, is_terminal=True, size=size)


def _print_demo(run: RunContext) -> None:
    """Print the verdicts of the sample, where there is no terminal to open it in."""
    from ragft_tui.report.text import render_table
    from ragft_tui.storage.project.decode import load_project

    click.echo("ragft-tui: no terminal here; these are the verdicts of the sample.", err=True)
    try:
        path = demo_file()
    except RagftError:  # nobody is there who would want to keep it
        path = paths.packaged("sample.toml")
    click.echo(render_table(*load_project(path, run.rulebook())), nl=False)


def _explain_no_home() -> str:
    """Return a sentence that nothing can be remembered where no home directory is known."""
    try:
        paths.state_dir()
    except paths.NoHomeError as error:
        return error.sentence
    return ""


def _face(run: RunContext) -> _Face:
    """Return what shows the project: the full screen, or plain mode where that is wanted."""
    profile = terminal()
    is_plain = profile.goes_line_by_line(wanted=run.load().values.plain)
    settings = run.settings(themed=not is_plain)
    read_only_reason = "--read-only was given" if run.read_only else None
    if is_plain:
        from ragft_tui.cli import line_by_line

        return partial(
            line_by_line.run,
            rulebook=run.rulebook(),
            read_only_reason=read_only_reason,
            by=settings.values.by,
            encoding=profile.typed_encoding,
        )
    if not profile.is_terminal:
        raise UsageError(
            "a full screen needs a terminal on stdin and stderr",
            advice="--plain goes line by line, in pipes too",
        )
    from ragft_tui.cli import fullscreen

    return partial(
        fullscreen.run,
        rulebook=run.rulebook(),
        settings=settings,
        profile=profile,
        read_only_reason=read_only_reason,
    )
