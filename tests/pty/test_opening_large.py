"""A project that is too large to be read before the first picture."""

from __future__ import annotations

import os
import signal
import tomllib
from pathlib import Path

import pytest

from tests.pty.conftest import Start
from tests.support.terminal import AT_REST

NAMES = "\n\n".join(f'[[capabilities]]\nid = "c{n}"\nname = "Case {n}"' for n in range(9))
LONG = "Quotes the refund policy. " * 2_500
PROJECT = f'format = 1\n\n[project]\nname = "Claims"\n\n{NAMES}\ndescription = "{LONG}"\n'
MANY = PROJECT.replace("\n\n[[", f'\ndescription = "{LONG}"\n\n[[').replace(
    f'"Claims"\ndescription = "{LONG}"', '"Claims"'
)


@pytest.fixture
def file(work: Path) -> Path:
    path = work / "large.toml"
    path.write_text(MANY, "utf-8")
    assert path.stat().st_size > 512 * 1024
    return path


def test_it_is_named_at_once_and_then_shown_with_all_that_was_typed_meanwhile(
    start: Start, file: Path
) -> None:
    with start(file.name) as terminal:
        terminal.wait_for("large.toml")
        terminal.press("f2", "+")
        terminal.type("Refunds")
        terminal.wait_for("Refunds")
        assert "opening" not in terminal.screen_text()
        terminal.press("f10")
        assert terminal.wait_exit() == 0
        assert terminal.modes == AT_REST
    kept = tomllib.loads(file.read_text("utf-8"))["capabilities"]
    assert [item["name"] for item in kept[:-1]] == [f"Case {n}" for n in range(9)]
    assert kept[-1]["draft"]["name"] == "Refunds"


def test_what_is_wrong_with_it_is_told_where_any_other_is(start: Start, file: Path) -> None:
    file.write_text(MANY[:-9], "utf-8")
    with start(file.name) as terminal:
        assert terminal.wait_exit() == 2
        assert terminal.modes == AT_REST
        said = terminal.screen_text()
    assert "ragft-tui: large.toml: end of document: is not valid TOML: unterminated" in said
    assert "Traceback" not in said
    assert file.read_text("utf-8") == MANY[:-9]


def test_who_has_it_is_asked_about(start: Start, file: Path) -> None:
    with start(file.name) as first:
        first.wait_for("Claims · ")
        with start(file.name) as second:
            second.wait_for("large.toml is in use by ada")
            second.press("enter")
            second.wait_for("read-only")
            second.wait_for("Case 8")
            second.press("q")
            assert second.wait_exit() == 0
        first.press("f10")
        assert first.wait_exit() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_meanwhile_ends_it_and_leaves_the_file_as_it_was(
    start: Start, file: Path, number: signal.Signals
) -> None:
    with start(file.name) as terminal:
        terminal.wait_for("large.toml")
        os.kill(terminal.pid, number)
        assert terminal.wait_exit() == 128 + number
        assert terminal.modes == AT_REST
    assert file.read_text("utf-8") == MANY
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name]
