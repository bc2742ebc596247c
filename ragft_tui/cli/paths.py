"""The command `paths`: where files are kept, and the terminal profile for bug reports."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version

import click

from ragft_tui.cli.context import RunContext
from ragft_tui.core.text import one_line
from ragft_tui.session.config import RunConfig
from ragft_tui.storage import paths as places
from ragft_tui.terminal.profile import ColorDepth, is_too_small

_VARIABLES = (
    "TERM",
    "COLORTERM",
    "TERM_PROGRAM",
    "COLORFGBG",
    "NO_COLOR",
    "CLICOLOR",
    "LC_ALL",
    "LC_CTYPE",
    "LANG",
    "TMUX",
    "STY",
)
"""The variables that the profile is made from, besides those that hold addresses."""

_DEPTHS = {
    ColorDepth.NONE: "no colours",
    ColorDepth.STANDARD: "16 colours",
    ColorDepth.EIGHT_BIT: "256 colours",
    ColorDepth.TRUE_COLOR: "true colour",
}
_PARTS = ("ragft-tui", "textual", "rich")


@click.command()
@click.option("--terminal", is_flag=True, help="Print what it makes of this terminal instead.")
@click.pass_obj
def paths(run: RunContext, *, terminal: bool) -> None:
    """Print where this program keeps its files."""
    if terminal:
        config = run.config()
        click.echo(render_terminal(config), nl=False)
        config.raise_problems()
        return
    for name, path in places.all_paths():
        place = places.display(path) if path else "nowhere: no home directory is known"
        click.echo(f"{name + ':':<18} {place}")


def render_terminal(config: RunConfig) -> str:
    """Return the profile of the terminal, and what follows from it and from the settings."""
    profile = config.profile
    too_small = profile.columns and is_too_small(profile.columns, profile.rows)
    facts = [
        ("terminal", _yes_or_no(profile.is_terminal)),
        ("size", f"{profile.columns} x {profile.rows}" if profile.columns else "unknown"),
        ("depth", _DEPTHS[profile.depth]),
        ("no colour", _yes_or_no(profile.no_color)),
        ("background", "dark" if profile.is_dark else "light"),
        ("encoding", profile.encoding),
        ("ssh", _yes_or_no(profile.is_ssh)),
        ("multiplexer", profile.multiplexer or "none"),
        *((name, os.environ[name] or "(empty)") for name in _VARIABLES if name in os.environ),
        ("theme", config.theme),
        ("glyphs", "ascii" if config.draws_ascii else "unicode"),
        ("mouse", _yes_or_no(config.settings.mouse)),
        ("motion", _yes_or_no(config.moves)),
        ("plain", _yes_or_no(config.is_plain)),
        ("too small", _yes_or_no(bool(too_small))),
        *((name, version(name)) for name in _PARTS),
        ("python", platform.python_version()),
        ("system", f"{platform.system()} {platform.release()}"),
    ]
    return "".join(f"{name + ':':<14} {one_line(value) or '-'}\n" for name, value in facts)


def _yes_or_no(value: bool) -> str:  # noqa: FBT001 - the value itself
    return "yes" if value else "no"
