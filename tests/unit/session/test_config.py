"""The configuration of a run: what settings mean, with problems at their places in the file."""

from __future__ import annotations

import pytest

from ragft_tui.core.errors import ROOT, ProblemsError
from ragft_tui.keys import KEYS
from ragft_tui.session.config import chosen_keymap
from ragft_tui.storage.settings import ChosenSettings, Settings, SettingSource


def test_without_settings_the_keymap_is_the_built_in_one() -> None:
    assert chosen_keymap(ChosenSettings(Settings())).keys is KEYS


def test_a_problem_names_the_place_in_the_file() -> None:
    setting = ROOT / "keys" / "review.map"
    source = SettingSource("settings.toml: line 7", setting)
    settings = ChosenSettings(Settings(keys={"review.map": "hello"}), {setting: source})
    with pytest.raises(ProblemsError) as refused:
        chosen_keymap(settings)
    assert str(refused.value).startswith(f'{source}: "hello" is no key')
