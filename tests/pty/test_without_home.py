"""A user of whom the system knows no name and no home, as in many containers."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from ragft_tui.storage.paths import packaged
from tests.pty.conftest import SCRIPT
from tests.support.other_user import OtherUser
from tests.support.terminal import Terminal

pytestmark = pytest.mark.once

NOWHERE = "no home directory is known"
HOMES = ((), ("HOME=",), ("RAGFT_TUI_HOME=~nosuch",), ("HOME=/nonexistent",))
READING_HOME = (("settings",), ("paths",), ("demo",), ("--plain", "new.toml"))
STATELESS = (
    *READING_HOME,
    ("--version",),
    ("classify", "Cites its sources."),
    ("check", "ok.toml"),
    ("diff", "ok.toml", "ok.toml"),
    ("rules",),
    ("keys",),
    ("themes", "list"),
    ("themes", "export", "dark"),
    ("paths", "--terminal"),
)


@pytest.fixture
def user(work: Path) -> OtherUser:
    user = OtherUser()
    user.give(work)
    (work / "ok.toml").write_bytes(packaged("sample.toml").read_bytes())
    (work / "ok.toml").chmod(0o666)
    return user


def command(user: OtherUser, home: Sequence[str], *arguments: str) -> list[str]:
    path = f"PATH={os.environ['PATH']}"
    return [*user.run_as(), "env", "-i", path, *home, str(SCRIPT), *arguments]


def run(user: OtherUser, work: Path, home: Sequence[str], *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        command(user, home, *arguments),
        cwd=work,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "fault (" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("home", HOMES, ids=str)
def test_commands_that_need_no_state_run(user: OtherUser, work: Path, home: Sequence[str]) -> None:
    for arguments in READING_HOME if home else STATELESS:
        status, out, err = run(user, work, home, *arguments)
        assert status == 0, (arguments, err)
        assert out, arguments
    assert not (work / "~").exists()


@pytest.mark.parametrize("home", HOMES[:3], ids=str)
def test_others_say_in_one_line_what_they_need(
    user: OtherUser, work: Path, home: Sequence[str]
) -> None:
    status, out, err = run(user, work, home, "settings", "--init")
    assert (status, out) == (1, "")
    assert err.endswith(
        f"{NOWHERE}, and settings need a directory; set RAGFT_TUI_HOME to one that can be written\n"
    )
    assert NOWHERE in run(user, work, home, "paths")[1]
    status, _, err = run(user, work, home, "--plain", "resume")
    assert (status, NOWHERE in err) == (1, True)


@pytest.mark.parametrize(
    ("home", "arguments"), [((), ()), *((home, ("new.toml",)) for home in HOMES)], ids=str
)
def test_the_full_screen_works_and_says_that_nothing_is_remembered(
    user: OtherUser, work: Path, home: Sequence[str], arguments: Sequence[str]
) -> None:
    argv = command(user, (*home, "TERM=xterm-256color", "LANG=C.UTF-8"), *arguments)
    with Terminal(argv, cwd=work, env={}) as terminal:
        if "HOME=/nonexistent" in home:
            terminal.wait_for("F1 keys")
        else:  # the message stands where the hints are
            terminal.wait_until(
                lambda text: NOWHERE in " ".join(text.lower().split()), "it says why"
            )
        if arguments:
            terminal.type("Refunds")
            terminal.wait_for("Refunds")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    if arguments:
        assert 'name = "Refunds"' in (work / "new.toml").read_text("utf-8")
