"""Every terminal: too small, without UTF-8, without mouse, at the end of a slow link."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Final

import pytest

from ragft_tui.storage.paths import packaged
from tests.pty.conftest import Start
from tests.support.terminal import TIMEOUT, Terminal

pytestmark = pytest.mark.usefixtures("warm")

FILE: Final = "app.toml"
ASKS: Final = "What must the application be able to do"
NAME: Final = "Zoë’s 東京 café → “bar”…"
IN_ASCII: Final = 'Zoe\'s ???? cafe > "bar"~'
ANY_HIGH_BYTE: Final = re.compile(rb"[\x80-\xff]")
MOUSE: Final = re.compile(rb"\x1b\[\?(?:9|100[0-6]|101[56])h")


def describe(terminal: Terminal) -> None:
    """Describe a capability with a name from the world."""
    terminal.wait_for(ASKS)
    terminal.type(NAME)
    terminal.press("enter")
    terminal.type("Quotes the refund policy")
    terminal.wait_for("Quotes the refund policy")


def go_everywhere(terminal: Terminal) -> None:
    """Go to each kind of screen and dialog, from the form of a capability to the end."""
    describe(terminal)
    terminal.press("enter")
    terminal.wait_for("how often")
    terminal.press("f3")
    terminal.wait_for("Verdict")
    terminal.press("esc", "f1")
    terminal.wait_for("Answering a question")
    terminal.press("esc", "f2")
    terminal.wait_for("0 of 1 decided")
    terminal.press("m")
    terminal.wait_for("behaviour")
    terminal.press("m", "w")
    terminal.wait_for("what if:")
    terminal.press("esc", "v")
    terminal.wait_for("Summary of")
    terminal.press("esc", "ctrl+p")
    terminal.wait_for("Search for commands")
    terminal.press("esc", "f10")
    assert terminal.wait_exit() == 0


@pytest.mark.parametrize(
    ("args", "variables"),
    [((), ["LANG=C"]), (["--ascii"], [])],
    ids=["LANG=C", "--ascii"],
)
def test_where_there_is_only_ascii_nothing_else_is_sent_and_all_is_kept(
    start: Start, work: Path, args: list[str], variables: list[str]
) -> None:
    with start(*args, FILE, wrap=["env", *variables]) as terminal:
        go_everywhere(terminal)
        assert not ANY_HIGH_BYTE.findall(terminal.raw)
    assert f'name = "{NAME}"'.encode() in (work / FILE).read_bytes()


def test_what_is_typed_comes_in_the_encoding_of_the_locale(start: Start, work: Path) -> None:
    with start(FILE, LANG="de_DE.ISO-8859-1") as terminal:
        terminal.wait_for(ASKS)
        terminal.send_bytes(b"Zo\xeb")
        terminal.wait_for("Zoe")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
        assert not ANY_HIGH_BYTE.findall(terminal.raw)
    assert 'name = "Zoë"' in (work / FILE).read_text("utf-8")


def test_in_ascii_states_are_as_different_as_ever(start: Start) -> None:
    with start("--ascii", FILE) as terminal:
        describe(terminal)
        terminal.wait_for(IN_ASCII)
        terminal.press("enter")
        terminal.wait_for("how often")
        terminal.press("4")
        terminal.wait_for(">  4  Daily")
        terminal.press("enter")
        terminal.wait_for(re.compile(r"knowledge =+\|=* \d+ of 4   behaviour -+\|-+ 0 of 4"))
        terminal.wait_for("# retrieval, lean")


def test_unicode_can_be_asked_for_where_the_locale_is_silent(start: Start) -> None:
    with start("--unicode", FILE, LANG="C") as terminal:
        describe(terminal)
        terminal.wait_for(NAME)


def test_a_window_that_is_too_small_says_so_and_keeps_everything(start: Start, work: Path) -> None:
    (work / FILE).write_bytes(packaged("sample.toml").read_bytes())
    with start(FILE) as terminal:
        terminal.wait_for("capability 3 of 8")
        terminal.press("f2", "n")
        terminal.wait_for("An empty note")
        terminal.type("Ask logistics")
        terminal.wait_for("Ask logistics")
        terminal.settle()
        before, cursor = terminal.screen_text(), terminal.cursor
        terminal.resize(30, 8)
        terminal.wait_for(re.compile(r"too small:\s+now\s+30 x 8, needs 40 x 12"))
        terminal.settle()
        mark = terminal.mark()
        terminal.type("xyzq")
        terminal.paste("pasted\nlines")
        terminal.press("esc", "tab", "enter", "delete", "f1", "ctrl+p")
        terminal.send_bytes(b"\x1b[<0;5;5M\x1b[<0;5;5m")
        terminal.settle()
        assert terminal.bytes_since(mark) == b""
        terminal.resize(39, 30)
        terminal.wait_for("now 39 x 30")
        assert "Ask" not in terminal.screen_text()
        terminal.resize(80, 24)
        terminal.wait_until(lambda text: _same(text, before), "the screen is as before")
        assert terminal.cursor == cursor
        terminal.type("!")
        terminal.wait_for("Ask logistics!")


def _text(file: Path) -> str:
    return file.read_text("utf-8") if file.exists() else ""


def _same(text: str, before: str) -> bool:
    """Compare screens but for what the status line tells of saving."""
    return text.splitlines()[1:] == before.splitlines()[1:]


def test_what_goes_on_unseen_draws_nothing_over_the_notice(start: Start, work: Path) -> None:
    with start(FILE) as terminal:
        describe(terminal)
        terminal.resize(20, 5)
        terminal.wait_for("small: now 20 x 5")
        shown = terminal.screen_text()
        deadline = time.monotonic() + TIMEOUT
        while "refund" not in _text(work / FILE):
            assert time.monotonic() < deadline, "it is not saved"
            terminal.settle(0.05)
        terminal.settle()
        assert terminal.screen_text() == shown


@pytest.mark.parametrize("key", ["f10", "ctrl+q"])
def test_one_can_leave_where_nothing_is_seen(start: Start, work: Path, key: str) -> None:
    with start(FILE) as terminal:
        describe(terminal)
        terminal.resize(20, 5)
        terminal.wait_for("small: now 20 x 5")
        terminal.press(key)
        assert terminal.wait_exit() == 0
    assert "Quotes the refund policy" in (work / FILE).read_text("utf-8")


def test_where_nothing_is_seen_q_leaves_as_well_but_for_where_it_is_text(start: Start) -> None:
    with start(FILE) as terminal:
        describe(terminal)
        terminal.resize(20, 5)
        terminal.wait_for("small: now 20 x 5")
        terminal.type("q")
        terminal.resize(80, 24)
        terminal.wait_for("Quotes the refund policy")
        terminal.press("enter")
        terminal.wait_for("how often")
        terminal.resize(20, 5)
        terminal.wait_for("small: now 20 x 5")
        terminal.press("x", "q")
        assert terminal.wait_exit() == 0


def test_a_window_that_begins_too_small_can_grow(start: Start) -> None:
    with start(FILE, cols=30, rows=8) as terminal:
        terminal.wait_for("too small")
        terminal.resize(60, 20)
        terminal.wait_for(ASKS)
        terminal.type("Refunds")
        terminal.wait_for("Refunds")
        assert "too small" not in terminal.screen_text()


def test_without_the_mouse_no_click_is_asked_for(start: Start) -> None:
    with start("--no-mouse", FILE) as terminal:
        describe(terminal)
        terminal.press("enter")
        terminal.wait_for("how often")
        assert not MOUSE.findall(terminal.raw)
    with start("other.toml") as terminal:
        terminal.wait_for(ASKS)
        assert MOUSE.findall(terminal.raw)


def test_nothing_moves_by_itself_over_a_connection(start: Start) -> None:
    connection = "192.0.2.1 50000 192.0.2.2 22"
    with start(FILE, RAGFT_TUI_MOTION="1", SSH_CONNECTION=connection) as terminal:
        describe(terminal)
        terminal.settle(1.0)
        quiet = terminal.mark()
        terminal.settle(3.0)
        assert terminal.bytes_since(quiet) == b""


def test_where_motion_is_wanted_the_cursor_blinks(start: Start) -> None:
    with start(FILE, RAGFT_TUI_MOTION="1") as terminal:
        describe(terminal)
        terminal.wait_until(lambda _: not cursor_shows(terminal), "the cursor is dark")
        terminal.wait_until(lambda _: cursor_shows(terminal), "the cursor is lit")


def cursor_shows(terminal: Terminal) -> bool:
    """Tell whether the block of the cursor is behind what was typed last."""
    cell = terminal.cell_of("Quotes the refund policy")
    x, y = terminal.cursor.x, terminal.cursor.y
    return terminal.cell(x, y).background != cell.background
