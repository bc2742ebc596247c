"""The configuration of one run: settings with their origins, keymap, rulebook and terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from ragft_tui.core.errors import ROOT, Location, ProblemsError, RagftError, raise_problems
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.keys import KEYS, Keymap, remap_keys
from ragft_tui.storage.settings import AUTO, LoadedSettings, Origin, Settings
from ragft_tui.terminal.profile import ColorDepth, TerminalProfile

_THEME = ROOT / "theme"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunConfig:
    """What holds for one run of the program, resolved once at its start."""

    profile: TerminalProfile
    """What the terminal can show."""
    settings: Settings = field(default_factory=Settings)
    """The settings that hold; one that is wrong has its built-in value."""
    origins: Mapping[Location, Origin] = field(default_factory=dict)
    """Where each setting was chosen that is not built in."""
    problems: tuple[RagftError, ...] = ()
    """What is wrong with settings, each with its origin."""
    keymap: Keymap = field(default_factory=Keymap)
    """The keys with the changes of the settings."""
    rulebook: Rulebook | None = None
    """What to assess by; `None` for the rulebook that a project names."""
    read_only_reason: str | None = None
    """Why nothing may be changed; `None` where projects may be written."""

    @property
    def is_plain(self) -> bool:
        """Whether the interview goes line by line instead of on a full screen."""
        return self.profile.goes_line_by_line(wanted=self.settings.plain)

    @property
    def theme(self) -> str:
        """The name of the theme to begin with.

        Without colours it is always `mono`. Where none was chosen it is the one that fits, which
        uses the palette of the terminal if that shows 16 colours.
        """
        wanted, depth = self.settings.theme, self.profile.depth
        if depth is ColorDepth.NONE:
            return "mono"
        if wanted != AUTO:
            return wanted
        name = "dark" if self.profile.is_dark else "light"
        return f"ansi-{name}" if depth is ColorDepth.STANDARD else name

    @property
    def draws_ascii(self) -> bool:
        """Whether everything is drawn with ASCII alone."""
        return self.profile.draws_ascii(self.settings.glyphs)

    @property
    def moves(self) -> bool:
        """Whether pages scroll smoothly and the cursor blinks; over SSH nothing moves by itself."""
        return self.settings.motion and not self.profile.is_ssh

    def origin(self, setting: Location) -> Origin:
        """Return where a setting was chosen, such as `ROOT / "theme"`."""
        return self.origins.get(setting, Origin())

    def raise_problems(self) -> None:
        """Raise if anything is wrong with the settings.

        Raises:
            ProblemsError: With all problems.
        """
        raise_problems(iter(self.problems))


def resolve_config(
    loaded: LoadedSettings, profile: TerminalProfile, *, themed: bool = True
) -> RunConfig:
    """Return the configuration that settings mean, with what is wrong with them.

    Args:
        loaded: The settings as they are written.
        profile: What the terminal can show.
        themed: Whether a theme is used, so that it must be there.
    """
    settings, origins, problems = loaded.values, dict(loaded.origins), [*loaded.problems]
    keymap = Keymap()
    if themed and settings.theme != AUTO:
        # Most commands draw nothing.
        from ragft_tui.storage.themes import check_theme_name

        try:
            check_theme_name(settings.theme, str(origins.get(_THEME, "")))
        except RagftError as error:
            problems.append(error)
            settings = replace(settings, theme=AUTO)
            origins.pop(_THEME, None)
    if settings.keys:
        try:
            keymap = Keymap(remap_keys(KEYS, settings.keys))
        except ProblemsError as error:
            problems += [
                each.placed(origins.get(each.location, Origin()).name) for each in error.problems
            ]
            wrong = {each.location for each in error.problems}
            keys = {
                name: each
                for name, each in settings.keys.items()
                if ROOT / "keys" / name not in wrong
            }
            settings = replace(settings, keys=keys)
            origins = {each: origin for each, origin in origins.items() if each not in wrong}
    return RunConfig(
        profile=profile,
        settings=settings,
        origins=origins,
        problems=tuple(problems),
        keymap=keymap,
    )
