"""However the program ends: the terminal as it was before, and what was typed in the file."""

from __future__ import annotations

import re
import signal
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from tests.pty.conftest import Start
from tests.support.terminal import AT_REST

pytestmark = pytest.mark.usefixtures("warm")

PROJECT: Final = """\
format = 1

[project]
name = "Claims"

[[capabilities]]
id = "policy"
name = "Policy"
description = "Answers questions about the policy."
"""

PLACES: Final[dict[str, tuple[Sequence[str], str]]] = {
    "question": ([], "Volatility"),
    "because": (["b"], "Volatility"),
    "reasons": (["f3"], "Verdict"),
    "keys": (["f1"], "Answering a question"),
    "palette": (["ctrl+p"], "Search for commands"),
    "review": (["f2"], "0 of 1 decided"),
    "note": (["f2", "n"], "An empty note takes it away"),
    "sessions": (["f2", "H"], "to continue"),
}
"""The keys that lead to each place, and what is seen there."""

LEAVING: Final = (
    *(("question", key) for key in ("f10", "ctrl+q", "q")),
    ("because", "ctrl+q"),
    ("reasons", "f10"),
    ("keys", "ctrl+q"),
    ("palette", "f10"),
    ("review", "q"),
    ("note", "f10"),
    ("sessions", "q"),
)

LETTERS_A_SECOND: Final = 20


@pytest.mark.parametrize(("place", "key"), LEAVING)
def test_leaving_gives_the_terminal_back_and_says_where_the_work_is(
    place: str, key: str, start: Start, work: Path
) -> None:
    """`tests/pilot/test_leaving.py` has more places."""
    keys, seen = PLACES[place]
    (work / "app.toml").write_text(PROJECT)
    with start("app.toml") as terminal:
        terminal.wait_for("Volatility · about")
        terminal.press(*keys)
        terminal.wait_for(seen)
        terminal.press(key)
        assert terminal.wait_exit() == 0
        assert terminal.modes == AT_REST
        said = "".join(terminal.screen_text().split())  # a terminal breaks lines within words
        gone = "" if "H" in keys else "openapp.toml`continueswhereyouleftoff."
        assert said.endswith(gone)
        assert bool(said) == bool(gone)
    tomllib.loads((work / "app.toml").read_text())


def test_looking_and_leaving_writes_nothing(start: Start, work: Path) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
        assert terminal.modes == AT_REST
    assert not (work / "app.toml").exists()


def test_killed_while_typing_at_most_a_second_of_it_is_missing(start: Start, work: Path) -> None:
    file = work / "app.toml"
    with start("app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("Refund policy")
        terminal.press("enter")
        begun = time.monotonic()
        letters: list[float] = []
        # As a person types: one letter after the other, and no pause that would invite a save.
        while len(letters) < 3 * LETTERS_A_SECOND:
            due = begun + len(letters) / LETTERS_A_SECOND
            if time.monotonic() >= due:
                terminal.type("abcdefghij"[len(letters) % 10])
                letters.append(time.monotonic())
            terminal.settle(quiet=0.005)
        killed = time.monotonic()
        terminal.signal(signal.SIGKILL)
        assert terminal.wait_exit() == 128 + signal.SIGKILL
    (capability,) = tomllib.loads(file.read_text())["capabilities"]
    kept = capability["draft"]["description"]
    assert ("abcdefghij" * 6).startswith(kept)
    first_missing = letters[len(kept)] if len(kept) < len(letters) else killed
    assert killed - first_missing < 1

    with start("app.toml") as terminal:
        terminal.wait_for(re.compile(rf"^ Description +{kept}$", re.MULTILINE))
        terminal.press("f10")
        assert terminal.wait_exit() == 0


def test_what_was_accepted_survives_a_kill_at_once(start: Start, work: Path) -> None:
    file = work / "app.toml"
    file.write_text(PROJECT)
    with start("app.toml") as terminal:
        terminal.wait_for("Volatility · about")
        terminal.press("3", "enter")
        terminal.wait_for("Citations · about")
        terminal.wait_for(re.compile(r"saved \d\d:\d\d$", re.MULTILINE))
        terminal.signal(signal.SIGKILL)
        assert terminal.wait_exit() == 128 + signal.SIGKILL
    assert 'volatility = "weekly"' in file.read_text()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_saves_every_letter_and_gives_the_terminal_back(
    number: signal.Signals, start: Start, work: Path
) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("Refund pol")
        terminal.wait_for("Refund pol")
        terminal.signal(number)
        assert terminal.wait_exit() == 128 + number
        assert terminal.modes == AT_REST
    assert 'name = "Refund pol"' in (work / "app.toml").read_text()


def test_when_the_terminal_is_closed_every_letter_is_saved(start: Start, work: Path) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("Refund pol")
        terminal.wait_for("Refund pol")
        terminal.hang_up()
        assert terminal.wait_exit(10) == 128 + signal.SIGHUP
    assert 'name = "Refund pol"' in (work / "app.toml").read_text()


def test_after_a_lost_connection_the_next_start_is_at_the_same_place(
    start: Start, work: Path
) -> None:
    (work / "app.toml").write_text(PROJECT)
    with start("app.toml") as terminal:
        terminal.wait_for("Volatility · about")
        terminal.press("f2", "+")
        terminal.wait_for("new capability")
        terminal.type("Refund pol")
        terminal.wait_for(re.compile(r"saved \d\d:\d\d$", re.MULTILINE))
        terminal.hang_up()
    with start("app.toml") as terminal:
        terminal.wait_for(re.compile(r"^ Name +Refund pol$", re.MULTILINE))
        terminal.press("f10")
        assert terminal.wait_exit() == 0


def test_an_option_that_was_not_marked_is_not_marked_at_the_next_start(
    start: Start, work: Path
) -> None:
    (work / "app.toml").write_text(PROJECT)
    for _ in range(2):
        with start("app.toml") as terminal:
            terminal.wait_for("Volatility · about")
            assert "›" not in terminal.screen_text()
            terminal.press("f10")
            assert terminal.wait_exit() == 0
