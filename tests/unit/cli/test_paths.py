"""Where files are kept, and what bug reports quote: one line a fact."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from tests.support.hostile import controls_in
from tests.support.terminal import Terminal
from tests.unit.cli.conftest import SCRIPT, Run


def test_the_paths_are_told_and_lie_in_the_home_that_is_named(run: Run, tmp_path: Path) -> None:
    done = run("paths")
    assert (done.returncode, done.stderr) == (0, "")
    places = dict(line.split(":", 1) for line in done.stdout.splitlines())
    # HOME is the directory above it.
    assert places["recent sessions"].strip() == "~/kept/state/sessions"
    assert Path(places["default rulebook"].strip()).name == "rulebook.toml"
    assert not (tmp_path / "kept").exists()


def facts(told: str) -> dict[str, str]:
    """Return the lines by their names."""
    pairs = (line.partition(":") for line in told.splitlines())
    return {name: value.strip() for name, _, value in pairs}


def test_a_terminal_is_told_with_all_that_follows(
    directory: Path, variables: dict[str, str]
) -> None:
    environ = variables | {"LANG": "de_DE.ISO-8859-1", "SSH_TTY": "/dev/pts/1", "NO_COLOR": ""}
    argv = [str(SCRIPT), "--no-mouse", "paths", "--terminal"]
    with Terminal(argv, cwd=directory, env=environ, cols=100, rows=50) as terminal:
        assert terminal.wait_exit() == 0
        told = facts(terminal.screen_text())
    assert told["terminal"] == "yes"
    assert told["size"] == "100 x 50"
    assert told["depth"] == "256 colours"
    assert told["encoding"] == "iso8859-1"
    assert told["ssh"] == "yes"
    assert told["NO_COLOR"] == "(empty)"
    assert (told["theme"], told["glyphs"], told["mouse"]) == ("dark", "ascii", "no")
    assert (told["motion"], told["plain"], told["too small"]) == ("no", "no", "no")
    assert (told["ragft-tui"], told["textual"]) == (version("ragft-tui"), version("textual"))
    assert "192.0.2" not in terminal.screen_text()


def test_what_the_environment_holds_is_inert(run: Run) -> None:
    done = run("paths", "--terminal", env={"TERM": "x\x1b[2J\nTERM: y", "STY": "\u202e\x9b"})
    assert done.returncode == 0
    assert not controls_in(done.stdout.replace("\n", ""))
    assert facts(done.stdout)["TERM"].startswith("x␛[2J")
    assert facts(done.stdout)["terminal"] == "no"


def test_no_interface_is_imported_for_it(run: Run) -> None:
    done = run("paths", "--terminal", env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert "ragft_tui.terminal.profile" in done.stderr
    assert "textual." not in done.stderr
