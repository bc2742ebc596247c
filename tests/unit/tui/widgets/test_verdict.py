"""How a type of verdict is shown: with a sign, a word and a colour."""

from __future__ import annotations

import pytest

from ragft_tui.core.model import VerdictType
from ragft_tui.report.view import VERDICT_SIGNS
from ragft_tui.storage.themes import load_themes
from ragft_tui.tui.widgets.verdict import verdict_content, verdict_style


@pytest.mark.parametrize("verdict", [*VerdictType, None])
def test_a_type_has_a_sign_and_a_colour_in_every_theme(verdict: VerdictType | None) -> None:
    name = verdict_style(verdict).removeprefix("$")
    assert all(name in theme.values() for theme in load_themes().themes.values())
    assert verdict_content(verdict).plain.startswith(f"{VERDICT_SIGNS[verdict]} ")


def test_a_type_is_told_by_its_label_or_by_what_is_said_of_it() -> None:
    assert verdict_content(VerdictType.FINETUNING).plain == "▲ fine-tuning"
    assert verdict_content(None).plain == "? undecided"
    assert verdict_content(VerdictType.BOTH, "both, lean").plain == "◈ both, lean"


def test_what_is_said_is_no_markup() -> None:
    assert verdict_content(None, "[bold]x[/]").plain == "? [bold]x[/]"
