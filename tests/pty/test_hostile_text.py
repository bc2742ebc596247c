"""Text from people is text: typed, pasted or loaded, nothing in it acts on the terminal."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Final

import tomli_w

from tests.pty.conftest import Start
from tests.support.hostile import HOSTILE, controls_in
from tests.support.terminal import Terminal

OUR_SEQUENCES: Final = re.compile(
    r"\x1b\[[0-9;]*[Hm]"  # places and styles
    r"|\x1b\[\?[0-9]+[hl]|\x1b\[[<>][0-9;]*u|\x1b\[\?[0-9]+\$p"  # modes, keyboard, queries
    r"|\x1b\]22;[a-z]*(?:\x07|\x1b\\)"  # shape of the pointer
)
"""What the program itself says to a terminal; everything else of that kind is somebody's text."""

EMULATED: Final = {
    name: text
    for name, (text, _) in HOSTILE.items()
    if all(unicodedata.east_asian_width(char) not in "WF" for char in text)
    and not any(map(unicodedata.combining, text))
}
"""The emulated screen fails where half of a wide character is written over."""

TYPEABLE: Final = {
    name: (text, shown) for name, (text, shown) in HOSTILE.items() if text.isprintable()
}


def assert_inert(terminal: Terminal) -> None:
    rest = OUR_SEQUENCES.sub("", terminal.raw.decode())
    assert controls_in(re.sub(r"\r?\n", "", rest)) == []
    assert "Traceback" not in rest


def test_text_that_is_typed_is_saved_as_it_is_and_inert(start: Start, work: Path) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("[/] [@click=app.leave]x[/] مرحبا 東京")
        terminal.press("enter")
        for text, _ in TYPEABLE.values():
            terminal.type(text)
            terminal.press("ctrl+j")
        terminal.type("end")
        terminal.press("enter")
        walk(terminal)
        assert_inert(terminal)
    (saved,) = tomllib.loads((work / "app.toml").read_text(encoding="utf-8"))["capabilities"]
    assert saved["name"] == "[/] [@click=app.leave]x[/] مرحبا 東京"
    for _, shown in TYPEABLE.values():
        assert shown in saved["description"]


def test_text_that_is_pasted_is_inert(start: Start, work: Path) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        for text in EMULATED.values():
            terminal.paste(text.replace("\x1b", ""))
        terminal.press("enter")
        for text in EMULATED.values():
            terminal.paste(text.replace("\x1b", ""))
        terminal.press("enter")
        walk(terminal)
        assert_inert(terminal)
    (saved,) = tomllib.loads((work / "app.toml").read_text(encoding="utf-8"))["capabilities"]
    for name in ("closing tag alone", "action in markup", "right to left"):
        assert HOSTILE[name][1] in saved["name"]
        assert HOSTILE[name][1] in saved["description"]


def test_text_that_is_loaded_is_inert_on_every_screen(start: Start, work: Path) -> None:
    (work / "app.toml").write_text(
        tomli_w.dumps(
            {
                "format": 1,
                "project": {"name": HOSTILE["window title"][0]},
                "capabilities": [
                    {
                        "id": f"c{number}",
                        "name": text,
                        "description": text,
                        "notes": text,
                        "answers": {"volatility": "weekly"},
                        "because": {"volatility": text},
                    }
                    for number, text in enumerate(EMULATED.values())
                ],
            }
        ),
        encoding="utf-8",
    )
    with start("app.toml") as terminal:
        walk(terminal, len(EMULATED))
        assert_inert(terminal)
    with start() as home:
        home.wait_for("owned")
        home.press("q")
        assert home.wait_exit() == 0
        assert_inert(home)


def walk(terminal: Terminal, capabilities: int = 1) -> None:
    """Go through the screens that show the text of a project, and leave."""
    terminal.wait_for(re.compile(r"^ (Volatility|Citations) · question", re.MULTILINE))
    look(terminal, "f3")
    terminal.press("e")
    terminal.wait_for("What must the application be able to do")
    terminal.press("f2")
    terminal.wait_for("· review ·")
    terminal.press("g")
    for number in range(1, capabilities + 1):
        terminal.wait_for(re.compile(rf"^ {number}  ", re.MULTILINE))
        for key in ("f3", "n") if number > 1 else ("f3", "n", "o"):
            look(terminal, key)
        terminal.press("down")
    look(terminal, "t")
    terminal.press("q")
    assert terminal.wait_exit() == 0


def look(terminal: Terminal, key: str) -> None:
    """Open a dialog and close it again."""
    terminal.press(key)
    terminal.wait_for("╭──")
    terminal.press("esc")
    terminal.wait_gone("╭──")
