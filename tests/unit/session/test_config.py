"""The configuration of a run: what settings mean, with problems at their origins."""

from __future__ import annotations

import pytest

from ragft_tui.core.errors import ROOT, ProblemsError
from ragft_tui.keys import KEYS
from ragft_tui.session.config import RunConfig, resolve_config
from ragft_tui.storage.settings import LoadedSettings, Origin, Settings, Source
from ragft_tui.terminal.profile import terminal_profile

PROFILE = terminal_profile({"TERM": "xterm-256color", "LANG": "C.UTF-8"}, is_terminal=True)
THEME = ROOT / "theme"
MAP = ROOT / "keys" / "review.map"
NOTE = ROOT / "keys" / "review.note"


def resolve(settings: Settings, *origins: Origin, themed: bool = True) -> RunConfig:
    """Return what settings mean that were all chosen somewhere."""
    loaded = LoadedSettings(settings, {origin.location: origin for origin in origins})
    return resolve_config(loaded, PROFILE, themed=themed)


def test_without_settings_everything_is_built_in() -> None:
    config = resolve(Settings())
    assert config.keymap.keys is KEYS
    assert config.origin(THEME) == Origin(Source.BUILT_IN)
    assert str(config.origin(THEME)) == "built in"
    config.raise_problems()


def test_a_key_that_makes_no_sense_is_built_in_and_its_origin_is_told() -> None:
    file = "settings.toml: line 7"
    settings = Settings(keys={"review.map": "hello", "review.note": "f8"})
    config = resolve(settings, Origin(Source.FILE, file, MAP), Origin(Source.FILE, file, NOTE))
    with pytest.raises(ProblemsError) as refused:
        config.raise_problems()
    assert str(refused.value).startswith(f'{file}: keys.review.map: "hello" is no key')
    assert config.keymap.keys is KEYS
    assert config.settings.keys == {"review.note": "f8"}
    assert config.origin(MAP) == Origin()
    assert config.origin(NOTE).source is Source.FILE


def test_the_chosen_keys_are_in_the_keymap() -> None:
    config = resolve(Settings(keys={"review.note": "f8"}))
    assert config.keymap.label("review.note") == "F8"


def test_a_theme_that_is_not_there_is_a_problem_only_where_one_is_used() -> None:
    option = Origin(Source.OPTION, "--theme", THEME)
    config = resolve(Settings(theme="drak"), option)
    assert len(config.problems) == 1
    assert (config.settings.theme, config.theme) == ("auto", "dark")
    assert config.origin(THEME) == Origin()
    unused = resolve(Settings(theme="drak"), option, themed=False)
    assert (unused.problems, unused.settings.theme) == ((), "drak")


def test_terminal_and_settings_together_say_how_things_are_shown() -> None:
    config = resolve(Settings(theme="light", glyphs="ascii", motion=True))
    assert (config.theme, config.draws_ascii, config.moves) == ("light", True, True)
    assert not config.is_plain
    assert resolve(Settings(plain=True)).is_plain
    dumb = terminal_profile({"TERM": "dumb"}, is_terminal=True)
    assert RunConfig(profile=dumb).is_plain
    assert RunConfig(profile=dumb, settings=Settings(theme="light")).theme == "mono"
