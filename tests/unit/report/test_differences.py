from __future__ import annotations

import json

from ragft_tui.core.review import Difference
from ragft_tui.report.differences import difference_lines, render_differences

FOUND = [
    Difference("", "name", "App", "Claims"),
    Difference("Facts", "volatility", "weekly", "", "facts"),
    Difference(
        "Facts",
        "description",
        "Quotes the clause.",
        "Quotes | <b>the</b>\n[clause] now " * 2,
        "facts",
    ),
    Difference("Facts", "", "", "Says hello.", "facts-2"),
    Difference("Tone", "", "Sounds like us.", "", "tone"),
]

TEXT = """\
project
  name: App -> Claims

Facts
  volatility: weekly -> (nothing)
  description
    - Quotes the clause.
    + Quotes | <b>the</b> [clause] now Quotes | <b>the</b> [clause] now

Facts
  + added: Says hello.

Tone
  - removed: Sounds like us.

Capabilities: 1 changed, 1 added, 1 removed.
"""


def test_the_text_groups_what_belongs_to_a_capability() -> None:
    assert render_differences(FOUND, "text") == TEXT


def test_in_markdown_nothing_of_a_text_is_markup() -> None:
    rows = render_differences(FOUND, "md").splitlines()
    assert rows[0] == "| Capability | Field | Old | New |"
    assert rows[2] == "| project | name | App | Claims |"
    assert r"Quotes \| \<b\>the\</b\> \[clause\] now" in rows[4]
    assert rows[5] == "| Facts | all of it | – | Says hello. |"
    assert all(row.replace(r"\|", "").count("|") == 5 for row in rows[:7])


def test_json_has_every_field() -> None:
    found = json.loads(render_differences(FOUND, "json"))["differences"]
    assert len(found) == len(FOUND)
    assert found[0] == {
        "capability": None,
        "name": "",
        "field": "name",
        "old": "App",
        "new": "Claims",
    }
    assert found[3]["field"] is None


def test_no_difference_is_said_to_be_none() -> None:
    assert render_differences([], "text") == "No differences.\n"
    assert render_differences([], "md") == "No differences.\n"
    assert json.loads(render_differences([], "json")) == {"differences": []}


def test_a_project_that_only_was_renamed_is_told_so() -> None:
    assert "Only the project itself changed." in render_differences(FOUND[:1], "text")


def test_nothing_of_a_text_reaches_the_terminal_but_as_text() -> None:
    hostile = [Difference("a\x1b[2J", "notes", "\u202ex", "\x9b31m\n", "a")]
    told = [render_differences(hostile, "text"), render_differences(hostile, "md")]
    told += [render_differences(hostile, "json"), *difference_lines(hostile, "mine", "theirs")]
    assert not any(char in text for text in told for char in "\x1b\x9b\u202e")


def test_differences_are_told_in_lines() -> None:
    assert difference_lines(FOUND[:2], "mine", "theirs") == [
        "project: name",
        "  mine: App",
        "  theirs: Claims",
        "Facts: volatility",
        "  mine: weekly",
        "  theirs: (nothing)",
    ]
