"""The commands `themes`: list, show, export and check the themes of the full screen."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TextIO

import click

from ragft_tui.cli.check import find_problems, print_problems
from ragft_tui.cli.context import FILE, RunContext
from ragft_tui.cli.streams import use_utf8
from ragft_tui.core.errors import UsageError
from ragft_tui.core.text import one_line, visible
from ragft_tui.report.themes import (
    ANSI_DEFAULT,
    LEAST,
    Pair,
    find_faint,
    number_of_256,
    parse_rgb,
    render_theme,
)
from ragft_tui.storage.files import read_file, saving
from ragft_tui.storage.paths import display, known, own_themes_dir, private_directory
from ragft_tui.storage.themes import VARIABLES, Theme, find_theme, load_theme, load_themes
from ragft_tui.storage.toml.locate import located
from ragft_tui.terminal.profile import ColorDepth


@click.group()
def themes() -> None:
    """List, show, export and check themes: how the full screen looks."""


@themes.command("list")
@click.pass_obj
def list_(run: RunContext) -> None:
    """Print all themes; the one in use is marked."""
    found, config = load_themes(), run.config()
    for theme in found.themes.values():
        mark = "*" if theme.name == config.theme else " "
        where = display(theme.path) if theme.own else "shipped"
        click.echo(f"{mark} {theme.name:<14} {one_line(theme.spec.title):<50} {where}".rstrip())
    for problem in found.problems:
        click.echo(f"ragft-tui: {problem}", err=True)
    config.raise_problems()  # after the list, which may be needed to mend them


@themes.command()
@click.argument("name")
@click.pass_obj
def show(run: RunContext, name: str) -> None:
    """Print the colours of a theme, and how well each can be read."""
    theme = find_theme(name)
    said = theme.spec
    kind = "the 16 colours of the terminal" if said.ansi else "colours of its own"
    ground = "a dark ground" if said.dark else "a light ground"
    click.echo(f"{theme.name}: {one_line(said.title)}")
    click.echo(f"{kind} on {ground}; {said.contrast}: {LEAST[said.contrast]:g}:1 and more for text")
    click.echo(f"{display(theme.path)}\n")
    depth = run.profile.depth if sys.stdout.isatty() else ColorDepth.NONE
    paint = partial(_painted, depth=depth)
    page = render_theme(theme.values(), dark=said.dark, ansi=said.ansi, paint=paint)
    click.echo(page, nl=False, color=depth is not ColorDepth.NONE)


@themes.command()
@click.argument("name")
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Write it there, not to stdout.")
def export(name: str, output: Path | None) -> None:
    """Print the file of a theme, to begin one of your own with."""
    use_utf8()
    text = _template(find_theme(name))
    if output is None:
        # To a terminal it goes as inert text: comments may hold anything.
        click.echo(visible(text) if sys.stdout.isatty() else text, nl=False)
        return
    with saving(output):
        try:
            if output.parent.absolute() == known(own_themes_dir):
                private_directory(output.parent)
            with output.open("x", encoding="utf-8") as file:
                _write(file, output, text)
        except FileExistsError:
            advice = "choose another name, or move it away first"
            raise UsageError("exists already", source=display(output), advice=advice) from None
    click.echo(f"Written to {display(output)}.", err=True)


def _write(file: TextIO, output: Path, text: str) -> None:
    """Write a file that was just created; remove it if that fails."""
    try:
        file.write(text)
        file.flush()
    except OSError:
        output.unlink()
        raise


@themes.command()
@click.argument("file", nargs=-1, required=True, type=FILE)
def check(file: tuple[Path, ...]) -> int:
    """Check theme files: say what is wrong in each, and what cannot be read on the screen."""
    found = {each: find_problems(partial(_load_readable, each)) for each in file}
    print_problems(found)
    return 1 if any(found.values()) else 0


def _load_readable(file: Path) -> None:
    """Raise ProblemsError if a theme is wrong, or what it draws cannot be read."""
    theme = load_theme(file)
    said = theme.spec
    found = find_faint(theme.values(), dark=said.dark, ansi=said.ansi, level=said.contrast)
    problems = tuple(UsageError(what, location=theme.location(name)) for name, what in found)
    if problems:
        raise located(problems, display(theme.path), read_file(theme.path))


def _template(theme: Theme) -> str:
    """Return the file of a theme with the variables that it leaves out as comments."""
    text = read_file(theme.path).decode("utf-8-sig").rstrip("\n")
    if not theme.spec.variables:
        text += "\n\n[variables]"
    values = theme.values()
    unsaid = [name for name in VARIABLES if name not in theme.spec.variables]
    return "\n".join([text, *(f'# {name} = "{values[name]}"' for name in unsaid), ""])


def _painted(text: str, pair: Pair, depth: ColorDepth) -> str:
    front, back = (_color(value, depth) for value in (pair.front, pair.back))
    if front is None or back is None:
        return text
    return click.style(text, fg=front, bg=back, reverse=pair.reverse or None)


def _color(value: str, depth: ColorDepth) -> str | int | tuple[int, int, int] | None:
    """Return a colour as click knows it; `None` where the terminal has none like it."""
    if depth is ColorDepth.NONE:
        return None
    if value.startswith("ansi_"):
        return "reset" if value == ANSI_DEFAULT else value.removeprefix("ansi_")
    if depth is ColorDepth.TRUE_COLOR:
        return parse_rgb(value)
    return number_of_256(parse_rgb(value)) if depth is ColorDepth.EIGHT_BIT else None
