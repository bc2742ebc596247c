"""The command `paths`: where files are kept, and the terminal profile for bug reports."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version

import click

from ragft_tui.cli.context import RunContext
from ragft_tui.core.text import one_line
from ragft_tui.session.config import RunConfig
from ragft_tui.storage import paths as places
from ragft_tui.terminal.profile import ColorDepth, TerminalProfile, is_too_small

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
    lines = [*_profile(config.profile), *_effects(config), *_versions()]
    return "".join(f"{name + ':':<14} {one_line(value) or '-'}\n" for name, value in lines)


def _profile(profile: TerminalProfile) -> Iterator[tuple[str, str]]:
    yield "terminal", _yes_or_no(profile.is_terminal)
    yield "size", f"{profile.columns} x {profile.rows}" if profile.columns else "unknown"
    yield "depth", _DEPTHS[profile.depth]
    yield "no colour", _yes_or_no(profile.no_color)
    yield "background", "dark" if profile.is_dark else "light"
    yield "encoding", profile.encoding
    yield "ssh", _yes_or_no(profile.is_ssh)
    yield "multiplexer", profile.multiplexer or "none"
    for name in _VARIABLES:
        if name in os.environ:
            yield name, os.environ[name] or "(empty)"


def _effects(config: RunConfig) -> Iterator[tuple[str, str]]:
    profile = config.profile
    too_small = profile.columns and is_too_small(profile.columns, profile.rows)
    yield "theme", config.theme
    yield "glyphs", "ascii" if config.draws_ascii else "unicode"
    yield "mouse", _yes_or_no(config.settings.mouse)
    yield "motion", _yes_or_no(config.moves)
    yield "plain", _yes_or_no(config.is_plain)
    yield "too small", _yes_or_no(bool(too_small))


def _versions() -> Iterator[tuple[str, str]]:
    for name in _PARTS:
        yield name, version(name)
    yield "python", platform.python_version()
    yield "system", f"{platform.system()} {platform.release()}"


def _yes_or_no(value: bool) -> str:  # noqa: FBT001 - the value itself
    return "yes" if value else "no"
