"""Whatever stdout and stderr are, and whatever is said there: no traceback, nothing obeyed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.hostile import controls_in
from tests.unit.cli.conftest import Run

SCRIPT = Path(sys.executable).parent / "ragft-tui"
TITLE = "\x1b]0;owned\x07\n\u202e\u200b\x9b2J"


def in_shell(line: str, directory: Path, variables: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        ["/bin/sh", "-c", line, SCRIPT],
        cwd=directory,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=30,
        check=False,
    )
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("command", ["rules", "check --format json ok.toml", "--version"])
def test_a_closed_stdout_is_told_like_a_full_disk(
    command: str, directory: Path, variables: dict[str, str]
) -> None:
    line = f'exec "$0" {command} >&-'
    assert in_shell(line, directory, variables) == (1, "ragft-tui: stdout is closed\n")


@pytest.mark.parametrize("command", ["rules", "classify --from -"])
def test_with_no_stream_at_all_nothing_seems_to_be_done(
    command: str, directory: Path, variables: dict[str, str]
) -> None:
    status, _ = in_shell(f'exec "$0" {command} <&- >&- 2>&-', directory, variables)
    assert status in {1, 2}


@pytest.mark.parametrize(
    "arguments",
    [
        [f"--{TITLE}"],
        ["--theme", TITLE],
        ["classify", "--format", TITLE, "text"],
        ["--rulebook", TITLE, "rules"],
        ["check", TITLE],
        ["check", TITLE, "--format", "json"],
        ["classify", "--from", f"{TITLE}.csv"],
        ["classify", TITLE],
        ["opne" + TITLE],
        ["open", TITLE],
        ["rules", TITLE],
    ],
)
def test_what_a_command_is_given_is_told_as_inert_text(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.stdout + done.stderr
    assert not controls_in(done.stdout + done.stderr)
    assert "Traceback" not in done.stderr


def test_the_environment_is_told_as_inert_text(run: Run, tmp_path: Path) -> None:
    hostile = {"RAGFT_TUI_HOME": str(tmp_path / TITLE), "HOME": str(tmp_path / TITLE)}
    for arguments in (["paths"], ["demo"], ["resume"]):
        done = run(*arguments, env=hostile)
        assert not controls_in(done.stdout + done.stderr)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_no_encoding_ends_a_command(run: Run, directory: Path, encoding: str) -> None:
    text = (directory / "ok.toml").read_text().replace("Refund policy", "返品 é")
    (directory / "app.toml").write_text(text + 'é = 1\n"方" = 2\n')
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    env["PYTHONCOERCECLOCALE"] = "0"
    for arguments in (["rules"], ["demo"], ["check", "app.toml"], ["classify", "引用 cites é"]):
        done = run(*arguments, env=env)
        assert done.returncode in {0, 1}
        assert done.stdout
        assert "Traceback" not in done.stderr
    done = run("check", "--format", "json", "app.toml", env=env)
    assert json.loads(done.stdout)["files"][0]["ok"] is False
