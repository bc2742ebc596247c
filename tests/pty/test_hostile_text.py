"""Text from people is text: typed or pasted, nothing in it acts on the terminal."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

import pytest

from ragft_tui.core.text import clean
from tests.pty.conftest import Start
from tests.support.hostile import HOSTILE
from tests.support.inert import obeyed_in
from tests.support.terminal import Terminal

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("warm")]

TYPEABLE: Final = {
    name: text for name, (text, _) in HOSTILE.items() if clean(text) == text and "\t" not in text
}
"""What keys of characters can send, and stays as it is."""


def test_text_that_is_typed_is_saved_as_it_is_and_inert(start: Start, work: Path) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("[/] [@click=app.leave]x[/] مرحبا 東京")
        terminal.wait_for("x[/]")
        terminal.press("enter")
        for number, text in enumerate(TYPEABLE.values()):
            terminal.type(text)
            terminal.press("ctrl+j")
            # In one read, lines would be a paste, and offered as a list where nothing else is.
            terminal.type(f"{number}.")
            terminal.wait_for(f"{number}.")
            terminal.press(*["backspace"] * len(f"{number}."))
            terminal.wait_gone(f"{number}.")
        terminal.type("end")
        terminal.wait_for("end")
        terminal.press("enter")
        walk(terminal)
        assert not obeyed_in(terminal.raw)
    (saved,) = tomllib.loads((work / "app.toml").read_text(encoding="utf-8"))["capabilities"]
    assert saved["name"] == "[/] [@click=app.leave]x[/] مرحبا 東京"
    assert saved["description"].split("\n")[:-1] == [text.rstrip() for text in TYPEABLE.values()]


def test_text_that_is_pasted_is_inert(start: Start, work: Path) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        for text, _ in HOSTILE.values():
            terminal.paste(text.replace("\x1b", ""))
        terminal.press("enter")
        for text, _ in HOSTILE.values():
            terminal.paste(text.replace("\x1b", ""))
        terminal.press("enter")
        walk(terminal)
        assert not obeyed_in(terminal.raw)
    (saved,) = tomllib.loads((work / "app.toml").read_text(encoding="utf-8"))["capabilities"]
    for name in ("closing tag alone", "action in markup", "right to left"):
        assert HOSTILE[name][1] in saved["name"]
        assert HOSTILE[name][1] in saved["description"]


def walk(terminal: Terminal) -> None:
    """Go through the screens that show the text of a project, and leave."""
    terminal.wait_for(re.compile(r"^ (Volatility|Citations) · about", re.MULTILINE))
    look(terminal, "f3")
    terminal.press("E")
    terminal.wait_for("What must the application be able to do")
    terminal.press("f2")
    terminal.wait_for("· review ·")
    for key in ("f3", "n", "o", "t"):
        look(terminal, key)
    terminal.press("q")
    assert terminal.wait_exit() == 0


def look(terminal: Terminal, key: str) -> None:
    """Open a dialog and close it again."""
    terminal.press(key)
    terminal.wait_for("╭──")
    terminal.press("esc")
    terminal.wait_gone("╭──")
