"""The terminal's cursor, at which input methods compose: where the next letter appears."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pty.conftest import Start
from tests.support.terminal import Terminal

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("warm")]

ANSWERED = """\
format = 1
[project]
name = "Front desk"
[[capabilities]]
id = "greeting"
name = "Greeting"
description = "Says hello."
"""


def stands_behind(terminal: Terminal, label: str) -> None:
    """Check that the cursor stands behind a label, and that a letter appears where it stands."""
    terminal.settle()
    before, stood = terminal.line(terminal.cursor.y), terminal.cursor.x
    assert before[:stood].strip(" │") == label
    terminal.type("X")
    terminal.wait_until(
        lambda _: terminal.cell(stood, terminal.cursor.y).text == "X", "the letter is there"
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
@pytest.mark.parametrize(("keys", "label"), [((), "Name"), (("tab",), "Description")])
def test_it_stands_in_an_empty_field(
    start: Start, keys: tuple[str, ...], label: str, size: tuple[int, int]
) -> None:
    with start("app.toml", cols=size[0], rows=size[1]) as terminal:
        terminal.wait_for("Name")
        terminal.settle()
        terminal.press(*keys)
        stands_behind(terminal, label)


@pytest.mark.parametrize(
    ("keys", "label"),
    [
        (("b",), "Because"),
        (("f2", "/"), "Filter"),
        (("f2", "n"), ""),
        (("ctrl+p",), ""),
    ],
)
def test_it_stands_in_an_empty_field_that_opens(
    start: Start, work: Path, keys: tuple[str, ...], label: str
) -> None:
    (work / "app.toml").write_text(ANSWERED, "utf-8")
    with start("app.toml") as terminal:
        terminal.wait_for("F1 keys")
        for key in keys:
            terminal.press(key)
            terminal.settle()
        stands_behind(terminal, label)
