"""The command `settings`: every setting with its origin, and the file to start with."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import click

from ragft_tui.cli.context import RunContext
from ragft_tui.core.errors import ROOT, describe_value
from ragft_tui.core.text import one_line, visible
from ragft_tui.session.config import RunConfig
from ragft_tui.session.reviewer import Reviewer
from ragft_tui.storage.paths import display, settings_file
from ragft_tui.storage.settings import ASK, Settings, create_settings_file


@click.command()
@click.option("--init", is_flag=True, help="Write a file of settings, every line explained.")
@click.pass_obj
def settings(run: RunContext, *, init: bool) -> None:
    """Print all settings, and where each was chosen."""
    if init:
        existed = settings_file().is_symlink() or settings_file().exists()
        state = "exists already, and stays as it is" if existed else "is written"
        click.echo(f"{display(create_settings_file())} {state}.")
    else:
        config = run.config()
        click.echo(render_settings(config), nl=False)
        config.raise_problems()


def render_settings(config: RunConfig) -> str:
    """Return every setting with its value and its origin, as lines."""
    names = [field.name for field in fields(Settings) if field.name != "keys"]
    rows = [
        (ROOT / name, one_line(describe_value(getattr(config.settings, name)))) for name in names
    ]
    for name, keys in config.settings.keys.items():
        written = (keys,) if isinstance(keys, str) else keys
        rows.append((ROOT / "keys" / name, ", ".join(map(describe_value, written))))
    width = max(len(str(setting)) for setting, _ in rows)
    lines = [
        f"{setting!s:<{width}}  {value:<16}  {config.origin(setting)}" for setting, value in rows
    ]
    lines += ["", f"Decisions are signed: {_signer(config.settings.by)}."]
    return "".join(f"{visible(line)}\n" for line in lines)


def _signer(by: str) -> str:
    if by == ASK:
        return "whoever says so in the session"
    return Reviewer(by, Path.cwd()).name or "by nobody, for no name is known"
