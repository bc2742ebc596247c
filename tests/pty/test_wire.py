"""What goes over the wire: nothing while nobody types, and little when somebody does."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from ragft_tui.storage.paths import packaged
from tests.pty.conftest import Start
from tests.support.terminal import Terminal
from tests.support.wire import PAGES, cost, costs_of_letters, describing, reviewing

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("warm")]

START: Final = 6_000
LETTER: Final = 180
LIST_MOVE: Final = 350
DETAILS_MOVE: Final = 950
"""A move where all that is told below the list changes with the row."""
FOCUS_MOVE: Final = 1_500
PAGE: Final = 4_500
"""Bytes that may be sent at 80x24 and 256 colours; a page is a screen that is drawn anew."""


@pytest.fixture
def review(start: Start, work: Path) -> Terminal:
    return reviewing(start, work)


@pytest.fixture
def new_project(start: Start) -> Terminal:
    return describing(start)


def test_the_first_page_is_small(new_project: Terminal) -> None:
    with new_project:
        assert len(new_project.raw) <= START


def test_a_letter_costs_little(new_project: Terminal) -> None:
    with new_project:
        # The first letter also brings the verdict bars; what is saved changes the status line.
        cost(new_project, "P")
        assert costs_of_letters(new_project, "olicy")[-1] <= LETTER
        cost(new_project, "enter")
        assert costs_of_letters(new_project, "Answer")[-1] <= LETTER


def test_a_move_in_the_table_costs_little(review: Terminal) -> None:
    with review:
        assert max(cost(review, "down") for _ in range(4)) <= LIST_MOVE


def test_a_move_that_changes_all_details_costs_little(start: Start, work: Path) -> None:
    (work / "app.toml").write_bytes(packaged("sample.toml").read_bytes())
    terminal = start("app.toml")
    terminal.wait_for("Support assistant")
    terminal.press("f2")
    terminal.wait_for("· review ·")
    terminal.press("g")
    terminal.settle()
    with terminal:
        costs = [cost(terminal, "down") for _ in range(7)]
        assert max(costs) <= DETAILS_MOVE, costs
        terminal.press("m")
        terminal.wait_for("· map")
        terminal.settle()
        assert max(cost(terminal, "p") for _ in range(7)) <= LIST_MOVE


def test_a_move_in_the_list_of_sessions_costs_little(review: Terminal) -> None:
    with review:
        review.press("H")
        review.wait_for("Start a new project file")
        review.settle()
        assert cost(review, "down") <= LIST_MOVE


def test_a_move_of_the_focus_costs_little(new_project: Terminal) -> None:
    with new_project:
        assert cost(new_project, "tab") <= FOCUS_MOVE
        assert cost(new_project, "shift+tab") <= FOCUS_MOVE


def test_another_page_costs_no_more_than_a_screen(review: Terminal) -> None:
    with review:
        for key in PAGES:
            assert cost(review, key) <= PAGE, key


def test_nothing_is_sent_while_nobody_types(review: Terminal) -> None:
    ways: dict[str, tuple[str, ...]] = {
        "review": (),
        "question": ("E",),
        "note": ("f2", "n"),
        "palette": ("esc", "ctrl+p"),
        "sessions": ("esc", "H"),
    }
    with review:
        review.settle(1.5, timeout=5)  # whatever was to be saved is saved by then
        for place, keys in ways.items():
            review.press(*keys)
            review.settle(1.0, timeout=5)
            mark = review.mark()
            review.settle(1.5)
            assert review.bytes_since(mark) == b"", place
        review.wait_for("Start a new project file")
