"""What is wrong with a file, a place or a text is told in a clear line, and nothing is lost."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.pty.conftest import SCRIPT, Start
from tests.support.terminal import Terminal

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("warm")]

NOTHING_ON = frozenset({7, 25})
"""The private modes of a terminal at rest: lines wrap, the cursor shows."""

PROJECT = 'format = 1\n\n[project]\nname = "Claims"\n'

BAD_FILES: dict[str, tuple[bytes, str]] = {
    "not TOML": (b"format: 1\n", r"line 1, column \d+: is not valid TOML.*correct it"),
    "latin 1": (
        "format = 1\n# ü\n".encode("latin-1"),
        r"line 2: is not UTF-8.*save it as",
    ),
    "unknown key": (b'format = 1\n[project]\nnmae = "x"\n', r'"nmae".*did you mean "name"'),
    "too big": (b"# " + b"x" * (5 << 20) + b"\n", r"4 MiB|too big|larger"),
    "escape in a key": (
        b'format = 1\n"\\u001b]0;PWNED\\u0007" = 1\n[project]\nname = "x"\n',
        r"PWNED.* not a known key",
    ),
}
"""One of each kind; `tests/unit/cli/test_headless.py` has all that may be wrong."""


def says(terminal: Terminal, status: int = 2) -> str:
    """Wait for the end, and return the one line that was written instead of a screen."""
    with terminal:
        assert terminal.wait_exit() == status
    assert terminal.modes == NOTHING_ON
    lines = terminal.raw.decode().split("\r\n")
    assert "\x1b" not in terminal.raw.decode()
    assert "Traceback" not in terminal.raw.decode()
    assert len(lines) == 2, lines
    assert lines[0].startswith("ragft-tui: ")
    assert not lines[1]
    return lines[0]


@pytest.mark.parametrize(("data", "line"), BAD_FILES.values(), ids=list(BAD_FILES))
def test_a_file_that_is_no_project_is_told_in_a_line_and_left_alone(
    data: bytes, line: str, start: Start, work: Path
) -> None:
    file = work / "app.toml"
    file.write_bytes(data)
    said = says(start("app.toml"))
    assert said.startswith("ragft-tui: app.toml: ")
    assert re.search(line, said), said
    assert file.read_bytes() == data
    assert list(work.iterdir()) == [file]


def test_a_directory_is_told_in_a_line(start: Start, work: Path) -> None:
    (work / "app.toml").mkdir()
    assert "app.toml: is a directory; name a file in it" in says(start("app.toml"))


def test_a_pipe_is_told_in_a_line_and_not_waited_for(start: Start, work: Path) -> None:
    os.mkfifo(work / "app.toml")
    assert "app.toml: is a pipe" in says(start("app.toml"))


def test_a_device_is_told_in_a_line(start: Start) -> None:
    assert "/dev/null: is a device; name a file" in says(start("/dev/null"))


def test_a_missing_directory_is_told_in_a_line_and_not_made(start: Start, work: Path) -> None:
    said = says(start("plans/app.toml"))
    assert re.search(r"plans: the directory does not exist; make it first", said), said
    assert not list(work.iterdir())


def test_open_refuses_a_missing_file_and_new_one_that_exists(start: Start, work: Path) -> None:
    assert re.search(r"app\.toml: does not exist; .*new FILE", says(start("open", "app.toml")))
    (work / "app.toml").write_text(PROJECT)
    assert re.search(r"app\.toml: exists already; .*open app\.toml", says(start("new", "app.toml")))
    assert (work / "app.toml").read_text() == PROJECT


def test_escapes_in_the_name_of_a_file_are_shown_and_not_obeyed(start: Start) -> None:
    said = says(start("open", "a\x1b]0;PWNED\x07\n\u202e.toml"))
    assert "PWNED" in said
    assert "\u202e" not in said


def test_a_file_that_may_not_be_read_is_told_in_a_line(start: Start, work: Path) -> None:
    (work / "app.toml").write_text(PROJECT)
    with forbidden(work / "app.toml", 0) as wrap:
        said = says(start("app.toml", wrap=wrap))
    assert re.search(r"app\.toml: .*permission", said), said


@pytest.mark.parametrize("mode", [0o444, 0o400])
def test_a_file_that_may_not_be_written_is_only_looked_at(
    mode: int, start: Start, work: Path
) -> None:
    (work / "app.toml").write_text(PROJECT)
    with forbidden(work / "app.toml", mode) as wrap, start("app.toml", wrap=wrap) as terminal:
        terminal.wait_for("Read-only: the file is read-only.")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert (work / "app.toml").read_text() == PROJECT


def test_a_directory_that_may_not_be_written_is_told_before_anything_is_typed(
    start: Start, work: Path
) -> None:
    plans = work / "plans"
    plans.mkdir()
    with forbidden(plans, 0o555) as wrap:
        said = says(start("plans/app.toml", wrap=wrap))
    assert re.search(r"plans: no file can be made in this directory.*permission", said), said
    assert not list(plans.iterdir())


def test_a_file_in_a_directory_that_may_not_be_written_is_only_looked_at(
    start: Start, work: Path
) -> None:
    plans = work / "plans"
    plans.mkdir()
    (plans / "app.toml").write_text(PROJECT)
    with forbidden(plans, 0o555) as wrap, start("plans/app.toml", wrap=wrap) as terminal:
        terminal.wait_for(re.compile(r"Read-only: .*plans: no file can be made in this directory"))
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert [item.name for item in plans.iterdir()] == ["app.toml"]


def test_a_directory_that_goes_away_while_typing_does_not_take_the_work_with_it(
    start: Start, work: Path, tmp_path: Path
) -> None:
    (work / "plans").mkdir()
    with start("plans/app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("Refund policy")
        terminal.press("enter")
        terminal.wait_for(re.compile(r"saved \d\d:\d\d$", re.MULTILINE))
        shutil.rmtree(work / "plans")
        terminal.type("Quotes the current refund policy.")
        terminal.wait_for(
            re.compile(
                r"NOT SAVED\. plans/app\.toml: cannot be saved: its directory \S+ was\s+removed"
            )
        )
        terminal.press("f10")
        assert terminal.wait_exit() == 1
        assert terminal.modes == NOTHING_ON
        told = re.sub(r"\r?\n", "", terminal.raw.decode().rpartition("\x1b")[2])
    (copy,) = (tmp_path / "home").rglob("rescue/*.toml")
    assert copy.name in told.replace(" ", "")
    assert "Quotes the current refund policy." in copy.read_text()


@pytest.mark.parametrize("blanks", ["", "   "], ids=["nothing", "blanks"])
def test_an_empty_description_is_asked_for_and_the_name_is_kept(
    blanks: str, start: Start, work: Path
) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("Refund policy")
        terminal.press("enter")
        terminal.type(blanks)
        terminal.press("enter")
        terminal.wait_for("The description is empty; a few words are enough.")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert 'name = "Refund policy"' in draft_in(work / "app.toml")


@pytest.mark.parametrize("blanks", ["", "   "], ids=["nothing", "blanks"])
def test_an_empty_name_is_asked_for_and_the_description_is_kept(
    blanks: str, start: Start, work: Path
) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type(blanks)
        terminal.press("tab")
        terminal.type("Quotes the clause")
        terminal.press("enter")
        terminal.wait_for("The name is empty; a few words are enough.")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert 'description = "Quotes the clause"' in draft_in(work / "app.toml")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", "x" * 65_537),
        ("description", "policy " * 10_000),
        ("description", "\n".join(["policy"] * 12_000)),
        ("because", "語" * 70_000),
    ],
    ids=["name", "description", "lines", "because"],
)
def test_a_paste_over_the_limit_is_told_with_both_numbers_and_keeps_the_field(
    field: str, text: str, start: Start, work: Path
) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("Refund policy")
        if field != "name":
            terminal.press("enter")
            terminal.type("Quotes the clause")
        if field == "because":
            terminal.press("enter")
            terminal.wait_for("Volatility · about")
            terminal.press("b")
            terminal.type("Legal")
        terminal.paste(text)
        terminal.wait_for(re.compile(r"Not pasted: .* [\d,]{6,} characters.* holds 65,536"))
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    kept = {
        "name": 'name = "Refund policy"\n',
        "description": 'description = "Quotes the clause"\n',
        "because": 'volatility = "Legal"\n',
    }
    assert kept[field] in draft_in(work / "app.toml")


def test_without_a_terminal_one_line_says_so(work: Path, environment: dict[str, str]) -> None:
    # Not with a pty at all: input from nowhere, both outputs into files.
    done = subprocess.run(
        [str(SCRIPT), "app.toml"],
        cwd=work,
        env=environment | {"TERM": "xterm-256color"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert re.fullmatch(rb"ragft-tui: a full screen needs a terminal [^\n\x1b]*\n", done.stderr)
    assert not list(work.iterdir())


@pytest.mark.parametrize("redirection", ["2>said", "</dev/null", "</dev/null 2>said", "<&- 2>said"])
def test_with_stdin_or_stderr_redirected_one_line_says_so(
    redirection: str, start: Start, work: Path
) -> None:
    with start("app.toml", wrap=["sh", "-c", f'"$0" "$@" {redirection}']) as terminal:
        assert terminal.wait_exit() == 2
        said = terminal.raw
    if (work / "said").exists():
        assert said == b""
        said = (work / "said").read_bytes()
    assert re.fullmatch(rb"ragft-tui: a full screen needs a terminal [^\r\n\x1b]*\r?\n", said)
    assert not (work / "app.toml").exists()


def draft_in(file: Path) -> str:
    """Return what a project file has under `draft`, as text."""
    return file.read_text(encoding="utf-8").partition("[capabilities.draft")[2]


@contextmanager
def forbidden(path: Path, mode: int) -> Iterator[list[str]]:
    """Take permissions away; gives what must stand before a command so that it has none."""
    before = stat.S_IMODE(path.stat().st_mode)
    path.chmod(mode)
    try:
        yield _powerless()
    finally:
        path.chmod(before)


def _powerless() -> list[str]:
    """Give a command line that takes from root what permissions do not hold back."""
    if os.geteuid() != 0:
        return []
    if not (setpriv := shutil.which("setpriv")):
        pytest.skip("root may read and write everything, and there is no setpriv")
    wrap = [setpriv, "--bounding-set=-dac_override,-dac_read_search"]
    if subprocess.run([*wrap, "true"], check=False, capture_output=True).returncode:
        pytest.skip("root may read and write everything, and may not give that up here")
    return wrap


def test_every_problem_of_a_file_is_told_each_on_a_line(start: Start, work: Path) -> None:
    (work / "app.toml").write_text('format = 1\n[project]\nname = 1\ntitel = "x"\n')
    with start("app.toml") as terminal:
        assert terminal.wait_exit() == 2
        told = terminal.raw.decode().strip().split("\r\n")
    assert len(told) == 2
    assert all(line.startswith("ragft-tui: app.toml: project") for line in told)
