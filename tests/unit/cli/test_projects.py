"""What stops a project from opening, seen from a real terminal; the demo without one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ragft_tui.storage.saving.lock import ProjectLock
from tests.support.terminal import Terminal
from tests.unit.cli.conftest import SCRIPT, Run

Open = Callable[[list[str]], Terminal]


@pytest.fixture
def open_program(directory: Path, variables: dict[str, str]) -> Iterator[Open]:
    opened: list[Terminal] = []

    def start(arguments: list[str]) -> Terminal:
        argv = [str(SCRIPT), *arguments]
        opened.append(Terminal(argv, cwd=directory, env=variables, cols=100))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["open", "missing.toml"], "missing.toml: does not exist; check the name, or start one"),
        (["open", "dir"], "dir: is a directory; name a file in it"),
        (["dir"], "dir: is a directory; name a file in it"),
        (["pipe"], "pipe: is a pipe; write its content to a file first"),
        (["broken.toml"], "broken.toml: line 1, column 7: is not valid TOML"),
        (["gone/app.toml"], "~/here/gone: the directory does not exist; make it first"),
        (["new", "ok.toml"], "ok.toml: exists already; "),
        (["resume"], "there is no session to resume; "),
    ],
)
def test_it_is_told_in_one_line_and_nothing_is_touched(
    open_program: Open, directory: Path, arguments: list[str], told: str
) -> None:
    (directory / "dir").mkdir()
    (directory / "broken.toml").write_text("hello world\n")
    os.mkfifo(directory / "pipe")
    before = sorted(directory.iterdir())
    terminal = open_program(arguments)
    assert terminal.wait_exit() == 2
    said = re.sub(r"\s+", " ", terminal.screen_text()).strip()
    assert said.startswith(f"ragft-tui: {told}")
    assert "Traceback" not in said
    assert 1049 not in terminal.modes
    assert sorted(directory.iterdir()) == before
    assert (directory / "broken.toml").read_text() == "hello world\n"


@pytest.mark.parametrize("arguments", [["ok.toml"], ["--plain", "open", "ok.toml"]])
def test_after_refused_settings_nothing_holds_the_file(
    run: Run, directory: Path, tmp_path: Path, arguments: list[str]
) -> None:
    settings = tmp_path / "kept" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("plain = maybe\n")
    before = sorted(directory.iterdir())
    assert run(*arguments).returncode == 2
    assert sorted(directory.iterdir()) == before
    lock = ProjectLock(directory / "ok.toml")  # held by another session, it is not even asked for
    done = run(*arguments)
    lock.release()
    assert done.returncode == 2
    assert "settings.toml: line 1" in done.stderr
    assert "in use" not in done.stderr
    assert sorted(directory.iterdir()) == before


@pytest.mark.parametrize("elsewhere", ["2>told", "</dev/null 2>told"])
def test_a_screen_that_is_sent_elsewhere_is_refused(
    directory: Path, variables: dict[str, str], elsewhere: str
) -> None:
    line = f'exec "$0" ok.toml {elsewhere}'
    argv = ["/bin/sh", "-c", line, str(SCRIPT)]
    with Terminal(argv, cwd=directory, env=variables) as terminal:
        assert terminal.wait_exit() == 2
        assert terminal.screen_text().strip() == ""
    (told,) = (directory / "told").read_text().splitlines()
    assert told.startswith("ragft-tui: a full screen needs a terminal on stdin and stderr; ")


def test_the_demo_without_a_terminal_prints_the_verdicts_of_the_sample(run: Run) -> None:
    done = run("demo")
    assert done.returncode == 0
    assert done.stderr == "ragft-tui: no terminal here; these are the verdicts of the sample.\n"
    title, _, heading, _, *rows = done.stdout.splitlines()
    assert title == "Support assistant"
    assert heading.split() == ["#", "Capability", "Verdict", "Decision"]
    assert [row.split()[0] for row in rows] == [str(number) for number in range(1, 9)]


def test_the_demo_is_a_file_that_stays_as_the_user_left_it(run: Run, tmp_path: Path) -> None:
    run("demo")
    (file,) = (tmp_path / "kept" / "data").iterdir()
    file.write_text(file.read_text("utf-8").replace("Support assistant", "Mine"), "utf-8")
    assert run("demo").stdout.startswith("Mine\n")


def test_the_demo_prints_although_its_sample_cannot_be_kept(run: Run, directory: Path) -> None:
    done = run("demo", env={"RAGFT_TUI_HOME": str(directory / "ok.toml")})
    assert done.returncode == 0
    assert "Refund policy" in done.stdout
