"""The context of a command: the options before it, with what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from click.decorators import FC

    from ragft_tui.core.rulebook.model import Rulebook
    from ragft_tui.storage.settings import ChosenSettings

# Click would refuse a file without permission in words of its own.
FILE: Final = click.Path(path_type=Path, readable=False)
"""The type of an argument or option that names a file."""


def format_option(*formats: str) -> Callable[[FC], FC]:
    """Return the option `--format`, whose first choice is the default.

    Args:
        formats: The choices.
    """
    return click.option(
        "--format", "output", type=click.Choice(formats), default=formats[0], show_default=True
    )


@dataclass(frozen=True, slots=True)
class RunContext:
    """The options that stand before a command."""

    options: Mapping[str, tuple[str, object]] = field(default_factory=dict)
    """The settings among them, each with the option and the value."""
    rulebook_file: Path | None = None
    """The rulebook to assess by."""
    read_only: bool = False
    """Whether projects are only looked at."""

    def settings(self, *, themed: bool = True) -> ChosenSettings:
        """Return the settings that hold.

        Args:
            themed: Whether the theme is used.

        Raises:
            ProblemsError: With all that is wrong in the file of settings and in variables.
        """
        settings = self.checked(themed=themed)
        settings.refuse()
        return settings

    def checked(self, *, themed: bool = True) -> ChosenSettings:
        """Return the settings that hold, and with them all that is wrong with others.

        Args:
            themed: Whether the theme is used.
        """
        from ragft_tui.cli.settings import checked_settings

        return checked_settings(self.load(), themed=themed)

    def load(self) -> ChosenSettings:
        """Return the settings as far as they can be read; what they mean is not looked at."""
        import os

        from ragft_tui.storage.settings import load_settings

        return load_settings(os.environ, self.options)

    def glyphs(self) -> str:
        """Return the setting of what to draw with, also where other settings are wrong."""
        if "glyphs" in self.options:
            return str(self.options["glyphs"][1])
        return self.load().values.glyphs

    def rulebook(self) -> Rulebook | None:
        """Return the rulebook that was chosen; `None` leaves the choice to the project.

        Raises:
            RagftError: Where it cannot be read.
        """
        return self.rulebook_or_packaged() if self.rulebook_file else None

    def rulebook_or_packaged(self) -> Rulebook:
        """Return the rulebook that was chosen, or the packaged one.

        Raises:
            RagftError: Where it cannot be read.
        """
        from ragft_tui.storage.rulebooks import load_rulebook

        return load_rulebook(self.rulebook_file)
