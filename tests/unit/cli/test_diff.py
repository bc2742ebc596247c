from __future__ import annotations

import json
from pathlib import Path

from ragft_tui.cli.diff import render_differences
from ragft_tui.core.review import Difference
from tests.unit.cli.conftest import Run


def test_two_versions_are_compared(run: Run, directory: Path) -> None:
    text = (directory / "ok.toml").read_text()
    (directory / "new.toml").write_text(
        text.replace('volatility = "weekly"', 'volatility = "daily"')
    )
    done = run("diff", "ok.toml", "new.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Volatility" in done.stdout
    assert run("diff", "ok.toml", "new.toml", "--exit-code").returncode == 1
    same = run("diff", "ok.toml", "ok.toml", "--exit-code")
    assert (same.returncode, same.stdout) == (0, "No differences.\n")
    found = json.loads(run("diff", "ok.toml", "new.toml", "--format", "json").stdout)
    assert {item["field"] for item in found["differences"]} == {"volatility"}


def test_what_cannot_be_compared_is_told(run: Run, directory: Path) -> None:
    done = run("diff", "ok.toml", "gone.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("ragft-tui: gone.toml: does not exist")


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
The project
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
    assert rows[2] == "| The project | name | App | Claims |"
    assert r"Quotes \| \<b\>the\</b\> \[clause\] now" in rows[4]
    assert rows[5] == "| Facts | the whole capability | – | Says hello. |"
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
    told.append(render_differences(hostile, "json"))
    assert not any(char in text for text in told for char in "\x1b\x9b\u202e")
