"""The themes there are, what they look like, and what is wrong with the files of themes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click

from ragft_tui.cli.check import problem_lines
from ragft_tui.cli.context import Chosen
from ragft_tui.core.errors import ProblemsError, RagftError, UsageError
from ragft_tui.core.text import one_line, visible
from ragft_tui.report.contrast import ANSI_DEFAULT, number_of_256, rgb
from ragft_tui.report.themes import LEAST, Pair, faint, theme_page
from ragft_tui.storage.files import read_file
from ragft_tui.storage.os_errors import cannot_save
from ragft_tui.storage.paths import display, known, own_themes_dir, private_directory
from ragft_tui.storage.themes import VARIABLES, Theme, find_theme, load_theme, load_themes
from ragft_tui.storage.toml.locate import located
from ragft_tui.terminal.profile import ColorDepth, TerminalProfile, terminal_profile


def list_themes(chosen: Chosen) -> None:
    """Print all themes, the one that a full screen begins with marked; bad files go to stderr.

    Raises:
        ProblemsError: Where settings are wrong, after the list, which may be needed to mend them.
    """
    found, settings = load_themes(), chosen.checked()
    used = _terminal().theme_for(settings.values.theme)
    for theme in found.themes.values():
        mark = "*" if theme.name == used else " "
        where = display(theme.path) if theme.own else "shipped"
        click.echo(f"{mark} {theme.name:<14} {one_line(theme.said.title):<50} {where}".rstrip())
    for problem in found.problems:
        click.echo(f"ragft-tui: {problem}", err=True)
    settings.refuse()


def show_theme(name: str) -> None:
    """Print the colours of a theme by what they are for, painted where the terminal can.

    Raises:
        RagftError: Where there is no such theme, or its file is wrong.
    """
    theme = find_theme(name)
    said = theme.said
    kind = "the 16 colours of the terminal" if said.ansi else "colours of its own"
    ground = "a dark ground" if said.dark else "a light ground"
    click.echo(f"{theme.name}: {one_line(said.title)}")
    click.echo(f"{kind} on {ground}; {said.contrast}: {LEAST[said.contrast]:g}:1 and more for text")
    click.echo(f"{display(theme.path)}\n")
    depth = _terminal().depth if sys.stdout.isatty() else ColorDepth.NONE

    def paint(text: str, pair: Pair) -> str:
        return _painted(text, pair, depth)

    page = theme_page(theme.values(), dark=said.dark, ansi=said.ansi, paint=paint)
    click.echo(page, nl=False, color=depth is not ColorDepth.NONE)


def export_theme(name: str, output: Path | None) -> None:
    """Print the file of a theme, or write it where there is none yet, to begin one's own with.

    Args:
        name: The name of the theme.
        output: The file to write.

    Raises:
        RagftError: Where there is no such theme, or the file cannot be written.
    """
    text = _to_begin_with(find_theme(name))
    if output is None:
        # To a terminal it goes as inert text: comments may hold anything.
        click.echo(visible(text) if sys.stdout.isatty() else text, nl=False)
        return
    try:
        if output.parent.absolute() == known(own_themes_dir):
            private_directory(output.parent)
        with output.open("x", encoding="utf-8") as file:
            _write_or_remove(file, output, text)
    except FileExistsError:
        advice = "choose another name, or move it away first"
        raise UsageError("exists already", source=display(output), advice=advice) from None
    except OSError as error:
        raise cannot_save(error, output) from error
    click.echo(f"Written to {display(output)}.", err=True)


def _write_or_remove(file: TextIO, output: Path, text: str) -> None:
    try:
        file.write(text)
        file.flush()
    except OSError:
        output.unlink()
        raise


def check_themes(files: Iterable[Path]) -> bool:
    """Print everything that is wrong in files of themes, and where.

    Returns:
        Whether all files are well.
    """
    found = {file: _problems(file) for file in files}
    for file, problems in found.items():
        click.echo("\n".join(problem_lines(file, problems)))
    return not any(found.values())


def _problems(file: Path) -> tuple[RagftError, ...]:
    try:
        theme = load_theme(file)
        _refuse_faint(theme)
    except ProblemsError as error:
        return error.problems
    except RagftError as error:
        return (error,)
    return ()


def _refuse_faint(theme: Theme) -> None:
    said = theme.said
    found = faint(theme.values(), dark=said.dark, ansi=said.ansi, level=said.contrast)
    problems = tuple(UsageError(what, location=theme.location(name)) for name, what in found)
    if problems:
        raise located(problems, display(theme.path), read_file(theme.path))


def _to_begin_with(theme: Theme) -> str:
    """Return the file of a theme, with all that it could say as well as comments."""
    text = read_file(theme.path).decode("utf-8-sig").rstrip("\n")
    if not theme.said.variables:
        text += "\n\n[variables]"
    values = theme.values()
    unsaid = [name for name in VARIABLES if name not in theme.said.variables]
    return "\n".join([text, *(f'# {name} = "{values[name]}"' for name in unsaid), ""])


def _terminal() -> TerminalProfile:
    return terminal_profile(os.environ, is_terminal=sys.stdout.isatty())


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
        return rgb(value)
    return number_of_256(rgb(value)) if depth is ColorDepth.EIGHT_BIT else None
