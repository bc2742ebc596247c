"""Inside tmux, where many people keep their sessions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

SCRIPT: Final = Path(sys.executable).parent / "ragft-tui"
PATIENCE: Final = 20.0

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]


class Tmux:
    """A tmux server of its own, with one window."""

    def __init__(self, directory: Path) -> None:
        self._socket = str(directory / "tmux")
        self._env = {
            "PATH": os.environ["PATH"],
            "HOME": str(directory),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "RAGFT_TUI_HOME": str(directory / "home"),
        }

    def __call__(self, *words: str) -> str:
        command = ["tmux", "-S", self._socket, "-f", "/dev/null", *words]
        done = subprocess.run(command, env=self._env, capture_output=True, text=True, check=True)
        return done.stdout

    def wait_for(self, text: str) -> None:
        end = time.monotonic() + PATIENCE
        while text not in (screen := self("capture-pane", "-p")):
            assert time.monotonic() < end, f"{text!r} is not on the screen:\n{screen}"

    def wait_gone(self) -> None:
        """Wait until the program has ended, and with it the only window."""
        end = time.monotonic() + PATIENCE
        while self._has_session():
            assert time.monotonic() < end, "the program has not ended"

    def _has_session(self) -> bool:
        command = ["tmux", "-S", self._socket, "has-session"]
        return not subprocess.run(command, check=False, capture_output=True).returncode

    def kill(self) -> None:
        subprocess.run(
            ["tmux", "-S", self._socket, "kill-server"], check=False, capture_output=True
        )


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    server = Tmux(tmp_path)
    program = ["new-session", "-d", "-x", "80", "-y", "24", "-c", str(tmp_path)]
    server(*program, str(SCRIPT), "app.toml")
    yield server
    server.kill()


def test_a_capability_is_described_and_the_window_resized(tmux: Tmux) -> None:
    tmux.wait_for("What must the application be able to do")
    tmux("send-keys", "-l", "Refund policy")
    tmux("send-keys", "Enter")
    tmux("send-keys", "-l", "Quotes the current refund policy")
    tmux.wait_for("Quotes the current refund policy")
    tmux("resize-window", "-x", "100", "-y", "30")
    tmux("send-keys", "Enter")
    tmux.wait_for("Volatility · about")


@pytest.mark.parametrize("marks", [(), ("-p",)], ids=["without marks", "with marks"])
@pytest.mark.parametrize("lines", [3, 100, 900])
def test_what_is_pasted_goes_into_the_field_and_answers_nothing(
    tmux: Tmux, tmp_path: Path, lines: int, marks: tuple[str, ...]
) -> None:
    tmux.wait_for("What must the application be able to do")
    tmux("send-keys", "-l", "Refunds")
    tmux("send-keys", "Enter")
    tmux("send-keys", "-l", "It: ")
    tmux.wait_for("It:")
    text = "".join(f"Line {line}: it says why a refund is due.\n" for line in range(lines))
    (tmp_path / "buffer").write_text(text)
    tmux("load-buffer", str(tmp_path / "buffer"))
    tmux("paste-buffer", *marks)
    tmux.wait_for(f"Line {lines - 1}:")
    tmux("send-keys", "F10")
    tmux.wait_gone()
    saved = tomllib.loads((tmp_path / "app.toml").read_text())["capabilities"]
    assert [item["draft"]["description"] for item in saved] == [f"It: {text}"]


def test_what_is_pasted_where_no_text_goes_is_dropped_and_told(tmux: Tmux, tmp_path: Path) -> None:
    tmux.wait_for("What must the application be able to do")
    tmux("send-keys", "-l", "Refunds")
    tmux("send-keys", "Tab")
    tmux("send-keys", "-l", "Says why.")
    tmux.wait_for("Says why.")
    tmux("send-keys", "Enter")
    tmux.wait_for("Volatility · about")
    tmux("set-buffer", "3 days at most,\nor 4 where a bank is slow\n")
    tmux("paste-buffer")
    tmux.wait_for("Text goes into a field: 42 characters were not taken.")
    tmux("send-keys", "F10")
    tmux.wait_gone()
    saved = tomllib.loads((tmp_path / "app.toml").read_text())["capabilities"]
    assert "answers" not in saved[0]


def test_what_was_typed_is_saved_when_the_server_is_killed(tmux: Tmux, tmp_path: Path) -> None:
    tmux.wait_for("What must the application be able to do")
    pid = int(tmux("display-message", "-p", "#{pane_pid}"))
    tmux("send-keys", "-l", "Refund policy")
    tmux.wait_for("Refund policy")
    tmux("kill-server")
    end = time.monotonic() + PATIENCE
    while Path(f"/proc/{pid}").exists():
        assert time.monotonic() < end, "the program has not ended"
    saved = tomllib.loads((tmp_path / "app.toml").read_text())
    assert saved["capabilities"][0]["draft"]["name"] == "Refund policy"
