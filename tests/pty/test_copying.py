"""Copying: into the clipboard of the terminal, and always into a file."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path
from typing import Final

import pytest

from ragft_tui.storage.paths import packaged
from tests.pty.conftest import Start
from tests.support.hostile import controls_in
from tests.support.terminal import Terminal

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("warm")]

FILE: Final = "app.toml"
CLIPBOARD: Final = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
HOSTILE: Final = r"Refunds\u001b]52;c;eA==\u0007\u202e"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return the file of what was copied last."""
    return tmp_path / "home" / "state" / "copied.txt"


def clipboard(terminal: Terminal) -> str:
    """Return what the terminal was given last."""
    return b64decode(CLIPBOARD.findall(terminal.raw)[-1]).decode()


def test_a_page_is_copied_to_the_clipboard_and_to_a_file(
    start: Start, work: Path, copied: Path
) -> None:
    (work / FILE).write_bytes(packaged("sample.toml").read_bytes())
    with start(FILE) as terminal:
        terminal.wait_for("capability 3 of 8")
        terminal.press("f2", "f3")
        terminal.wait_for("Verdict  ")
        terminal.press("c")
        terminal.wait_for(re.compile(r"Copied \d+ lines; also in"))
        text = clipboard(terminal)
        assert text.startswith("Order status\n\n")
        assert "The facts change by the minute" in text
        assert copied.read_text("utf-8") == text
        assert copied.stat().st_mode & 0o777 == 0o600
        terminal.press("esc", "g", "c")
        terminal.wait_for("Copied")
        told = (
            "Refund policy\n\nVerdict: retrieval, clear, by search\nDecision: retrieval (accepted "
        )
        assert clipboard(terminal).startswith(told)
        assert copied.read_text("utf-8") == clipboard(terminal)


def test_what_is_selected_in_a_field_is_copied(start: Start, copied: Path) -> None:
    with start(FILE) as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("Zoë 東京")
        terminal.press("shift+left", "shift+left", "ctrl+c")
        terminal.wait_for("Copied 1 line")
        assert clipboard(terminal) == copied.read_text("utf-8") == "東京"
        terminal.press("right", "ctrl+c")
        terminal.wait_for("quits")
        assert len(CLIPBOARD.findall(terminal.raw)) == 1


def test_what_a_stranger_wrote_is_inert_wherever_it_is_copied_to(
    start: Start, work: Path, copied: Path
) -> None:
    (work / FILE).write_text(
        f'format = 1\n[project]\nname = "P"\n[[capabilities]]\nid = "a"\nname = "{HOSTILE}"\n'
        f'description = "{HOSTILE} quotes the refund policy"\n',
        "utf-8",
    )
    with start(FILE) as terminal:
        terminal.wait_for("how often")
        terminal.press("f2", "c")
        terminal.wait_for("Copied")
        assert len(CLIPBOARD.findall(terminal.raw)) == 1
        for text in (clipboard(terminal), copied.read_text("utf-8")):
            assert "Refunds␛]52" in text
            assert not controls_in(text.replace("\n", ""))


def test_what_no_clipboard_takes_is_in_the_file(start: Start, work: Path, copied: Path) -> None:
    (work / FILE).write_text(
        'format = 1\n[project]\nname = "P"\n[[capabilities]]\nid = "a"\nname = "A"\n'
        f'description = "{"long " * 13_000}"\n',
        "utf-8",
    )
    with start(FILE) as terminal:
        terminal.wait_for("how often")
        terminal.press("f3")
        terminal.wait_for("long long")
        terminal.press("y")
        terminal.wait_for("Too much for a clipboard")
        assert not CLIPBOARD.findall(terminal.raw)
        assert copied.stat().st_size > 60_000
