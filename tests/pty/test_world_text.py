"""Text of the whole world in a terminal that joins nothing: frames, columns and cursor hold."""

from __future__ import annotations

import re
import tomllib
from itertools import zip_longest
from pathlib import Path

import pytest
import tomli_w
from rich.cells import cell_len

from tests.pty.conftest import Start
from tests.support.frames import COLUMNS, ROWS, box_stands, interview_stands, review_stands
from tests.support.terminal import Terminal
from tests.support.world import WORLD

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("warm")]

MARK = "¦"
ROOM = 64
"""Cells that a field of one line shows."""
GROUPS = [" ".join(texts) for texts in zip_longest(*[iter(WORLD.values())] * 4, fillvalue="")]


def test_what_is_typed_is_kept_and_the_next_letter_appears_at_the_cursor(
    start: Start, work: Path
) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        type_into_one_line(terminal)
        terminal.press("enter")
        for text in WORLD.values():
            terminal.type(text + MARK)
            wait_for_mark_before_cursor(terminal, text)
            terminal.press("ctrl+j")
            wait_for_no_mark_before_cursor(terminal)
        terminal.press("enter")
        terminal.wait_for("· about")
        terminal.press("b")
        terminal.wait_for("Enter keep it")
        type_into_one_line(terminal)
        terminal.press("enter", "3", "enter", "q")
        assert terminal.wait_exit() == 0
    (saved,) = tomllib.loads((work / "app.toml").read_text(encoding="utf-8"))["capabilities"]
    assert saved["name"] == " ".join("".join(WORLD.values()).split())
    assert saved["description"].split("\n")[: len(WORLD)] == [
        text + MARK for text in WORLD.values()
    ]


def type_into_one_line(terminal: Terminal) -> None:
    """Type every text, and look at the cursor until the field has to scroll.

    Rich cuts amid emoji of several characters, so that a scrolled line may be a cell too long.
    """
    typed = ""
    for text in WORLD.values():
        typed += text
        terminal.type(text + MARK)
        if cell_len(typed + MARK) < ROOM:
            wait_for_mark_before_cursor(terminal, text)
        terminal.press("backspace")
        if cell_len(typed + MARK) < ROOM:
            wait_for_no_mark_before_cursor(terminal)
    terminal.settle()


def wait_for_mark_before_cursor(terminal: Terminal, text: str) -> None:
    terminal.wait_until(lambda _: marked(terminal), f"the cursor is behind {text}{MARK}")


def wait_for_no_mark_before_cursor(terminal: Terminal) -> None:
    # What comes in one read with the next line would be a paste.
    terminal.wait_until(lambda _: not marked(terminal), "the mark is not before the cursor")


def marked(terminal: Terminal) -> bool:
    cursor = terminal.cursor
    return cursor.x > 0 and terminal.cell(cursor.x - 1, cursor.y).text.startswith(MARK)


def test_frames_stay_in_their_columns(start: Start, work: Path) -> None:
    (work / "app.toml").write_text(project(), encoding="utf-8")
    with start("app.toml", cols=COLUMNS, rows=ROWS) as terminal:
        for number in range(1, len(GROUPS) + 1):
            terminal.wait_for(re.compile(rf"capability {number} of {len(GROUPS)}\b"))
            terminal.wait_until(lambda _: interview_stands(terminal), "rail and reasons stand")
            terminal.press("f3")
            terminal.wait_until(lambda _: box_stands(terminal), "the dialog stands in a frame")
            terminal.press("esc")
            terminal.wait_gone("╭──")
            terminal.press("n", "enter")
        terminal.wait_for("new capability")
        terminal.press("f2")
        terminal.wait_for("· review ·")
        terminal.press("g")
        for number in range(1, len(GROUPS) + 1):
            terminal.wait_for(re.compile(rf"^› +{number} ", re.MULTILINE))
            terminal.wait_until(lambda _: review_stands(terminal), "the columns stand")
            terminal.press("down")
        terminal.press("q")
        assert terminal.wait_exit() == 0


def project() -> str:
    return tomli_w.dumps(
        {
            "format": 1,
            "project": {"name": "World"},
            "capabilities": [
                {
                    "id": f"c{number}",
                    "name": text,
                    "description": f"{text} " * 4,
                    "notes": text,
                    "answers": {"volatility": "weekly"},
                    "because": {"volatility": text},
                }
                for number, text in enumerate(GROUPS)
            ],
        }
    )
