"""The palette, with keys that arrive in one burst."""

from __future__ import annotations

import re

import pytest

from tests.pty.conftest import Start

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("warm")]


def test_enter_while_nothing_is_found_does_not_stop_the_program(start: Start) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("\x10zzz\r")
        terminal.wait_for(re.compile("[Nn]o matches"))
        terminal.press("esc", "f10")
        assert terminal.wait_exit() == 0


def test_enter_right_behind_the_words_takes_what_they_find(start: Start) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("\x10review\r")
        terminal.wait_for("review · 0 of 0 decided")
        terminal.press("q")
        assert terminal.wait_exit() == 0
