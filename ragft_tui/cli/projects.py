"""The commands that open a project: `new`, `open`, `resume`, `demo` and FILE alone."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import click

from ragft_tui.cli.context import FILE, RunContext
from ragft_tui.cli.errors import report_lexicon
from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.session.command import command, typed_file
from ragft_tui.session.config import RunConfig
from ragft_tui.session.signals import SIGNAL_STATUS
from ragft_tui.storage import paths
from ragft_tui.storage.recent import recent
from ragft_tui.storage.user_files import demo_file


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
        advice = f"`{command('open', typed_file(file))}` opens it"
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
    config = run.session_config()
    sessions = [session for session in recent() if session.exists]
    if not sessions:
        paths.state_dir()  # where none can be remembered, that is the reason
        raise UsageError("there is no session to resume", advice=f"`{command('FILE')}` starts one")
    _show(sessions[0].path, config)


@click.command()
@click.pass_obj
def demo(run: RunContext) -> None:
    """Open a sample application, in a file that you may keep."""
    if run.settings.values.plain or run.profile.is_terminal:
        path = demo_file()
        open_project(path, run, greeting=f"This is a sample to try, kept in {paths.display(path)}")
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
    config = run.session_config()
    _show(path, config, create=create, greeting=greeting or _explain_no_home())


def _print_demo(run: RunContext) -> None:
    """Print the verdicts of the sample, where there is no terminal to open it in."""
    from ragft_tui.report.verdicts import render_table
    from ragft_tui.storage.project import load_project

    click.echo("ragft-tui: no terminal here; these are the verdicts of the sample.", err=True)
    try:
        path = demo_file()
    except RagftError:  # nobody is there who would want to keep it
        path = paths.packaged("sample.toml")
    project, rulebook = load_project(path, run.rulebook())
    click.echo(render_table(project, rulebook), nl=False)
    report_lexicon(rulebook)


def _explain_no_home() -> str:
    """Return a sentence that nothing can be remembered where no home directory is known."""
    try:
        paths.state_dir()
    except paths.NoHomeError as error:
        return error.sentence
    return ""


def _show(
    path: Path | None, config: RunConfig, *, create: bool = False, greeting: str = ""
) -> None:
    """Show a project on the full screen, or in plain mode where that is wanted."""
    if not config.is_plain:
        from ragft_tui.cli.fullscreen import run_full_screen

        run_full_screen(path, config, create=create, greeting=greeting)
        return
    from ragft_tui.plain import Console, PlainApp

    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.isatty():
        sys.stdin.reconfigure(encoding=config.profile.typed_encoding)
    console = Console(sys.stdin or io.StringIO(), sys.stdout, sys.stderr)
    status = PlainApp(console, config).run(path, create=create, greeting=greeting)
    if status > SIGNAL_STATUS:
        os._exit(status)  # whoever hung up takes nothing that is left in buffers
    sys.exit(status)
