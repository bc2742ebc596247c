"""Styles: the shortest way from one to another, and what is seen of them in blanks."""

from __future__ import annotations

from itertools import product

import pyte
import pytest

from ragft_tui.terminal.sgr import change_style, is_ground, shows_blank, style_of_blank

STYLES = (
    *(
        "",
        "1",
        "1;2",
        "2;31",
        "1;31",
        "4",
        "7",
        "31",
        "41",
        "93",
        "103",
        "1;4",
        "38;5;252",
        "48;5;233",
    ),
    *("38;5;110;48;5;233", "1;38;5;110;48;5;233", "38;2;1;2;3;48;2;4;5;6", "4;48;5;17"),
)


@pytest.mark.parametrize(("old", "new"), list(product(STYLES, STYLES)))
def test_after_the_change_the_new_style_is_on(old: str, new: str) -> None:
    screen = pyte.Screen(4, 1)
    feed = pyte.Stream(screen).feed
    feed(change_style("", old) + "a" + change_style(old, new) + "b")
    feed(f"\x1b[m\x1b[{new}mb" if new else "\x1b[mb")
    changed, wanted = screen.buffer[0][1], screen.buffer[0][2]
    assert changed == wanted


@pytest.mark.parametrize(
    ("old", "new", "sent"),
    [
        ("38;5;252;48;5;233", "38;5;110;48;5;233", "\x1b[38;5;110m"),
        ("38;5;252;48;5;233", "1;38;5;252;48;5;233", "\x1b[1m"),
        ("1;38;5;252;48;5;233", "38;5;110;48;5;233", "\x1b[22;38;5;110m"),
        ("1;2;38;5;252;48;5;233", "1;38;5;252;48;5;233", "\x1b[0;1;38;5;252;48;5;233m"),
        ("31", "", "\x1b[m"),
        ("", "31", "\x1b[31m"),
        ("31", "31", ""),
        ("1", "4", "\x1b[0;4m"),
    ],
)
def test_only_what_changes_is_sent(old: str, new: str, sent: str) -> None:
    assert change_style(old, new) == sent


def test_of_a_blank_only_the_colour_behind_is_seen_unless_something_is_drawn_in_it() -> None:
    assert style_of_blank("1;38;5;110;48;5;233") == "48;5;233"
    assert style_of_blank("38;5;110") == ""
    assert style_of_blank("4;38;5;110") == "4;38;5;110"
    assert style_of_blank("7;48;5;233") == "7;48;5;233"
    assert is_ground("")
    assert is_ground("48;5;233")
    assert not is_ground("7;48;5;233")
    assert not is_ground("38;5;110")
    assert shows_blank("1;38;5;110;48;5;233", "48;5;233")
    assert not shows_blank("4;48;5;233", "48;5;233")
