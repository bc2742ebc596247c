"""The first moments: what is typed ahead, and what keeps the program from starting."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.pty.conftest import Start
from tests.support.other_user import OtherUser
from tests.support.terminal import AT_REST


@pytest.mark.parametrize("ahead", [b"\x1b[?1049h", b"\x1b[?2004h", b"F1"])
def test_letters_typed_ahead_are_in_the_first_field(start: Start, work: Path, ahead: bytes) -> None:
    with start("app.toml") as terminal:
        terminal.wait_until(lambda _: ahead in terminal.raw, "the program begins to draw")
        terminal.type("Refunds")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert 'name = "Refunds"' in (work / "app.toml").read_text("utf-8")


@pytest.mark.parametrize(
    "limits",
    [*({"nproc": most} for most in range(1, 8)), *({"nofile": most} for most in range(5, 15))],
    ids=str,
)
def test_whatever_the_system_refuses_the_terminal_is_left_as_it_was(
    start: Start, work: Path, tmp_path: Path, limits: dict[str, int]
) -> None:
    user = OtherUser()
    user.give(work, tmp_path / "home")
    # In a path with a space, pip makes the command a script of sh, which needs more files than 10.
    with start("app.toml", wrap=[*user.run_as(**limits), sys.executable]) as terminal:
        before = terminal.attributes
        terminal.wait_until(lambda text: bool(text.strip()), "it starts, or says why not")
        if 1049 in terminal.modes:
            terminal.wait_for("F1 keys")
            terminal.press("f10")
        status = terminal.wait_exit()
        assert terminal.modes == AT_REST
        assert terminal.attributes == before
        said = terminal.screen_text()
    assert status in {0, 1}, said
    assert "Traceback" not in said
    assert "fault" not in said
    assert bool(status) == said.startswith("ragft-tui: ")
    assert [path.name for path in work.iterdir()] == []


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGTSTP, 1)]
)
def test_where_no_thread_starts_any_more_the_end_is_clean_and_all_is_saved(
    start: Start, work: Path, tmp_path: Path, number: signal.Signals, status: int
) -> None:
    """To come back after a stop, the program has to begin reading anew."""
    user = OtherUser()
    user.give(work, tmp_path / "home")
    with start("app.toml", wrap=user.run_as()) as terminal:
        before = terminal.attributes
        terminal.wait_for("F1 keys")
        user.limit(terminal.pid, nproc=1)
        terminal.type("Refund policy")
        terminal.wait_for("Refund policy")
        terminal.signal(number)
        assert terminal.wait_exit() == status
        assert terminal.modes == AT_REST
        assert terminal.attributes == before
        said = terminal.screen_text()
    assert ("lets the program start no thread" in said) == (status == 1)
    assert 'name = "Refund policy"' in (work / "app.toml").read_text("utf-8")
    assert [path.name for path in work.iterdir()] == ["app.toml"]
