"""The command `settings`: all settings with where each was chosen, and the file to start with."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import click

from ragft_tui.cli.context import RunContext
from ragft_tui.core.errors import ROOT, ProblemsError, RagftError
from ragft_tui.core.names import describe_value
from ragft_tui.core.text import one_line, visible
from ragft_tui.session.reviewer import Reviewer
from ragft_tui.storage.paths import display, settings_file
from ragft_tui.storage.settings import ASK, AUTO, ChosenSettings, Settings, start_settings_file


@click.command()
@click.option("--init", is_flag=True, help="Write a file of settings, every line explained.")
@click.pass_obj
def settings(run: RunContext, *, init: bool) -> None:
    """Print all settings, and where each was chosen."""
    if init:
        click.echo(start_file(), nl=False)
    else:
        checked = run.checked()
        click.echo(settings_lines(checked), nl=False)
        checked.refuse()


def checked_settings(chosen: ChosenSettings, *, themed: bool = True) -> ChosenSettings:
    """Return settings with the problems of what they mean, besides those that they have.

    A theme that is not there, or keys with a problem, are as they are built in, then.

    Args:
        chosen: The settings as they were read.
        themed: Whether the theme is used.
    """
    problems = list(chosen.problems)
    theme, keys, sources = chosen.values.theme, chosen.values.keys, dict(chosen.sources)
    if themed and theme != AUTO:
        from ragft_tui.storage.themes import refuse_unknown_theme

        try:
            refuse_unknown_theme(theme, str(chosen.source(ROOT / "theme")))
        except RagftError as error:
            problems.append(error)
            theme = AUTO
            sources.pop(ROOT / "theme", None)
    if keys:
        from ragft_tui.session.config import chosen_keymap

        try:
            chosen_keymap(chosen)
        except ProblemsError as error:
            problems += error.problems
            wrong = {problem.location for problem in error.problems}
            keys = {name: each for name, each in keys.items() if ROOT / "keys" / name not in wrong}
            sources = {each: source for each, source in sources.items() if each not in wrong}
    return ChosenSettings(replace(chosen.values, theme=theme, keys=keys), sources, tuple(problems))


def settings_lines(chosen: ChosenSettings) -> str:
    """Return every setting with its value and where it was chosen, as lines."""
    values = {
        field.name: getattr(chosen.values, field.name)
        for field in fields(Settings)
        if field.name != "keys"
    }
    rows = [
        (str(ROOT / name), one_line(describe_value(value)), chosen.source(ROOT / name))
        for name, value in values.items()
    ]
    for name, keys in chosen.values.keys.items():
        location = ROOT / "keys" / name
        written = (keys,) if isinstance(keys, str) else keys
        names = ", ".join(map(describe_value, written))
        rows.append((str(location), names, chosen.source(location)))
    width = max(len(name) for name, _, _ in rows)
    lines = [f"{name:<{width}}  {value:<16}  {source}" for name, value, source in rows]
    lines += ["", f"Decisions are signed: {_signer(chosen.values.by)}."]
    return "".join(f"{visible(line)}\n" for line in lines)


def start_file() -> str:
    """Write the file to begin with, and return in a line where it is; one that exists stays.

    Raises:
        RagftError: Where it cannot be written.
    """
    existed = settings_file().is_symlink() or settings_file().exists()
    where = display(start_settings_file())
    return f"{where} {'exists already, and stays as it is' if existed else 'is written'}.\n"


def _signer(by: str) -> str:
    if by == ASK:
        return "whoever says so in the session"
    return Reviewer(by, Path.cwd()).name or "by nobody, for no name is known"
