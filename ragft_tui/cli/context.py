"""The context of a command: the options before it, with what follows from them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final

import click

from ragft_tui.cli.streams import use_utf8

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from click.decorators import FC

    from ragft_tui.core.review import Span
    from ragft_tui.core.rulebook import Rulebook
    from ragft_tui.session.config import RunConfig
    from ragft_tui.storage.settings import LoadedSettings
    from ragft_tui.terminal.profile import TerminalProfile


class _File(click.Path):
    """A path; `pathlib` is imported for the first one, since `--version` names none."""

    def coerce_path_result(self, value: str | os.PathLike[str]) -> Path:
        """Return the path as the commands take it."""
        from pathlib import Path

        return Path(value)


# Click would refuse a file without permission in words of its own.
FILE: Final = _File(readable=False)
"""The type of an argument or option that names a file."""


def format_option(*formats: str) -> Callable[[FC], FC]:
    """Return the option `--format`, whose first choice is text for people and the default.

    Args:
        formats: The choices.
    """

    def choose(context: click.Context, option: click.Parameter, output: str) -> str:
        del context, option
        if output != formats[0]:
            use_utf8()
        return output

    return click.option(
        "--format",
        "output",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        callback=choose,
    )


def separator_option() -> Callable[[FC], FC]:
    """Return the option `--separator`, which gives what stands between the cells of CSV."""
    separators = {",": ",", ";": ";", "tab": "\t"}
    return click.option(
        "--separator",
        type=click.Choice(list(separators)),
        default=",",
        show_default=True,
        callback=lambda _context, _option, chosen: separators[chosen],
        help="What stands between the cells of CSV.",
    )


def review_after_option() -> Callable[[FC], FC]:
    """Return the option `--review-after`, which takes a span of time."""

    def parse(context: click.Context, option: click.Parameter, text: str | None) -> Span | None:
        if text is None:
            return None
        from ragft_tui.core.errors import UsageError
        from ragft_tui.core.review import parse_span

        try:
            return parse_span(text)
        except UsageError as error:
            raise click.BadParameter(str(error), context, option) from error

    return click.option(
        "--review-after",
        metavar="SPAN",
        callback=parse,
        help="Call decisions old after 180d, 26w, 6m or 1y.",
    )


def today() -> date:
    """Return the day in the zone of this machine."""
    from datetime import datetime

    return datetime.now().astimezone().date()


class RunContext:
    """The options that stand before a command, and what follows from them, each worked out once."""

    def __init__(
        self,
        options: Iterable[tuple[str, object, str]],
        rulebook_file: Path | None,
        *,
        read_only: bool,
    ) -> None:
        """Make a context.

        Args:
            options: The settings among the options: name, value, and the option as it was given.
            rulebook_file: The rulebook to assess by.
            read_only: Whether projects may not be changed.
        """
        self.options = options
        self.rulebook_file = rulebook_file
        self.read_only = read_only

    @cached_property
    def settings(self) -> LoadedSettings:
        """The settings as they are written; nothing else reads them."""
        from ragft_tui.storage.settings import Origin, Source, load_settings

        return load_settings(
            os.environ,
            ((name, value, Origin(Source.OPTION, option)) for name, value, option in self.options),
        )

    @cached_property
    def profile(self) -> TerminalProfile:
        """The terminal: keys come from stdin, the picture goes to stderr."""
        from ragft_tui.terminal.profile import terminal_profile

        keys, picture = sys.__stdin__, sys.__stderr__
        if keys is None or picture is None or not (keys.isatty() and picture.isatty()):
            return terminal_profile(os.environ, is_terminal=False)
        size = (0, 0)
        with suppress(OSError):
            size = os.get_terminal_size(picture.fileno())
        return terminal_profile(os.environ, is_terminal=True, size=size)

    def config(self, *, themed: bool = True) -> RunConfig:
        """Return the configuration with what is wrong in it.

        Args:
            themed: Whether a theme is used, so that it must be there.
        """
        from ragft_tui.session.config import resolve_config

        return resolve_config(self.settings, self.profile, themed=themed)

    def session_config(self) -> RunConfig:
        """Return the configuration with which a project is opened.

        Raises:
            ProblemsError: With all that is wrong with the settings.
            RagftError: If the rulebook cannot be read, or there is no terminal for a full screen.
        """
        plain = self.profile.goes_line_by_line(wanted=self.settings.values.plain)
        config = self.config(themed=not plain)
        config.raise_problems()
        reason = "--read-only was given" if self.read_only else None
        from dataclasses import replace

        config = replace(config, rulebook=self.rulebook(), read_only_reason=reason)
        if not (plain or self.profile.is_terminal):
            from ragft_tui.core.errors import UsageError

            raise UsageError(
                "a full screen needs a terminal on stdin and stderr",
                advice="--plain goes line by line, in pipes too",
            )
        return config

    def rulebook(self) -> Rulebook | None:
        """Return the rulebook that was chosen; `None` leaves the choice to the project.

        Raises:
            RagftError: If it cannot be read.
        """
        return self.rulebook_or_packaged() if self.rulebook_file else None

    def rulebook_or_packaged(self) -> Rulebook:
        """Return the rulebook that was chosen, or the packaged one.

        Raises:
            RagftError: If it cannot be read.
        """
        from ragft_tui.storage.rulebooks import load_rulebook

        return load_rulebook(self.rulebook_file)
