"""Colours: as many as the terminal has, and none for who wants none."""

from __future__ import annotations

import re
from typing import Final

import pytest

from tests.pty.conftest import Start
from tests.support.terminal import Terminal

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("warm")]

FILE: Final = "app.toml"
STYLE: Final = re.compile(rb"\x1b\[([\d;:]*)m")
ATTRIBUTES: Final = {"", "0", "1", "2", "3", "4", "7", "22", "24", "27"}
DEFAULTS: Final = {"39", "49"}
STANDARD: Final = {str(base + color) for base in (30, 40, 90, 100) for color in range(8)}
EIGHT_BIT: Final = {"38;5", "48;5"}
TRUE: Final = {"38;2", "48;2"}


def styles(raw: bytes) -> set[str]:
    """Return the kinds of styles that were sent: those of more colours by their first numbers."""
    kinds: set[str] = set()
    for match in STYLE.finditer(raw):
        numbers = match[1].decode().split(";")
        while numbers:
            if numbers[0] in {"38", "48"}:
                kinds.add(";".join(numbers[:2]))
                numbers = numbers[3 if numbers[1] == "5" else 5 :]
            else:
                kinds.add(numbers.pop(0))
    return kinds


def shown(terminal: Terminal) -> bytes:
    """Show a form with a selection, a question with a marked row, the review, and dialogs."""
    terminal.wait_for("What must the application be able to do")
    terminal.type("Refunds")
    terminal.press("shift+left", "enter")
    terminal.type("Quotes the refund policy")
    terminal.wait_for("Quotes the refund policy")
    terminal.press("enter")
    terminal.wait_for("how often")
    terminal.press("3", "s", "s")
    terminal.wait_for("Tone · about")
    terminal.press("f2")
    terminal.wait_for("0 of 1 decided")
    terminal.press("x")
    terminal.wait_for("no decision to withdraw")
    terminal.press("f3")
    terminal.wait_for("Verdict  ")
    terminal.press("esc", "ctrl+p")
    terminal.wait_for("Search for commands")
    terminal.press("esc", "f10")
    assert terminal.wait_exit() == 0
    return terminal.raw


@pytest.mark.parametrize(
    ("args", "variables"),
    [
        (["--theme", "dark"], {"NO_COLOR": "1", "COLORTERM": "truecolor"}),
        ([], {"CLICOLOR": "0"}),
        ([], {"TERM": "vt100"}),
    ],
    ids=["NO_COLOR and a theme", "CLICOLOR=0", "a terminal without colours"],
)
def test_who_wants_no_colour_is_sent_no_colour(
    start: Start, environment: dict[str, str], args: list[str], variables: dict[str, str]
) -> None:
    environment.update(variables)
    with start(*args, FILE) as terminal:
        found = styles(shown(terminal))
    assert found <= ATTRIBUTES, found
    assert "7" in found, "nothing is marked by reversed text"


@pytest.mark.parametrize(
    ("args", "variables", "needed", "more"),
    [
        ([], {"TERM": "xterm"}, STANDARD, DEFAULTS),
        (["--theme", "dark"], {"TERM": "xterm"}, STANDARD, DEFAULTS),
        ([], {"NO_COLOR": ""}, EIGHT_BIT, DEFAULTS),
        ([], {"COLORTERM": "truecolor"}, TRUE, DEFAULTS),
    ],
    ids=["16", "16 and a theme of more", "256, with an empty NO_COLOR", "true colour"],
)
def test_no_more_colours_are_sent_than_the_terminal_has(
    start: Start,
    environment: dict[str, str],
    args: list[str],
    variables: dict[str, str],
    needed: set[str],
    more: set[str],
) -> None:
    environment.update(variables)
    with start(*args, FILE) as terminal:
        found = styles(shown(terminal)) - ATTRIBUTES
    assert found & needed, found
    assert found <= needed | more, found


def test_without_colours_the_marked_row_is_told_by_more_than_its_place(start: Start) -> None:
    with start("--theme", "dark", FILE, NO_COLOR="1") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("Refunds")
        terminal.press("enter")
        terminal.type("Hello")
        terminal.press("enter")
        terminal.wait_for("how often")
        terminal.press("3")
        terminal.wait_for("›  3  About weekly")
        cell = terminal.cell_of("About weekly")
        assert cell.reverse
        assert not terminal.cell_of("Daily").reverse
