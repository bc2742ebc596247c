"""The command `paths`: where files are kept, and the terminal profile for bug reports."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version

import click

from ragft_tui.cli.context import RunContext
from ragft_tui.cli.projects import terminal
from ragft_tui.core.text import one_line
from ragft_tui.storage import paths as places
from ragft_tui.storage.settings import Settings
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
"""What the profile is told by, besides what tells addresses."""

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
        settings = run.checked()
        click.echo(render_terminal(settings.values), nl=False)
        settings.refuse()
        return
    for name, path in places.all_paths():
        place = places.display(path) if path else "nowhere: no home directory is known"
        click.echo(f"{name + ':':<18} {place}")


def render_terminal(settings: Settings) -> str:
    """Return the profile of the terminal, and what follows from it and from the settings.

    Args:
        settings: What the user chose for all commands.
    """
    profile = terminal()
    lines = [*_profile(profile), *_effects(profile, settings), *_versions()]
    return "".join(f"{name + ':':<14} {one_line(value) or '-'}\n" for name, value in lines)


def _profile(profile: TerminalProfile) -> Iterator[tuple[str, str]]:
    yield "terminal", _words(profile.is_terminal)
    yield "size", f"{profile.columns} x {profile.rows}" if profile.columns else "unknown"
    yield "depth", _DEPTHS[profile.depth]
    yield "no colour", _words(profile.no_color)
    yield "background", "dark" if profile.is_dark else "light"
    yield "encoding", profile.encoding
    yield "ssh", _words(profile.is_ssh)
    yield "multiplexer", profile.multiplexer or "none"
    for name in _VARIABLES:
        if name in os.environ:
            yield name, os.environ[name] or "(empty)"


def _effects(profile: TerminalProfile, settings: Settings) -> Iterator[tuple[str, str]]:
    too_small = profile.columns and is_too_small(profile.columns, profile.rows)
    yield "theme", profile.theme_for(settings.theme)
    yield "glyphs", "ascii" if profile.draws_ascii(settings.glyphs) else "unicode"
    yield "mouse", _words(settings.mouse)
    yield "motion", _words(profile.moves(wanted=settings.motion))
    yield "plain", _words(profile.goes_line_by_line(wanted=settings.plain))
    yield "too small", _words(bool(too_small))


def _versions() -> Iterator[tuple[str, str]]:
    for name in _PARTS:
        yield name, version(name)
    yield "python", platform.python_version()
    yield "system", f"{platform.system()} {platform.release()}"


def _words(value: bool) -> str:  # noqa: FBT001 - it is what is told
    return "yes" if value else "no"
