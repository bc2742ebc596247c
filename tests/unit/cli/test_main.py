from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ragft_tui import __version__
from ragft_tui.cli.main import commands, load_command
from tests.support.linux import linux_only
from tests.unit.cli.conftest import SCRIPT, Run, Shell

NEEDS_TERMINAL = (
    "ragft-tui: a full screen needs a terminal on stdin and stderr; "
    "--plain goes line by line, in pipes too\n"
)


def test_the_version_is_told(run: Run) -> None:
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"ragft-tui {__version__}\n", "")


def test_the_installed_script_is_the_same_program(variables: dict[str, str]) -> None:
    done = subprocess.run([SCRIPT, "--version"], env=variables, capture_output=True, check=True)
    assert done.stdout.decode() == f"ragft-tui {__version__}\n"


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_lists_every_command_and_how_to_name_a_file_like_one(run: Run, option: str) -> None:
    done = run(option)
    assert (done.returncode, done.stderr) == (0, "")
    for command in ("new", "open", "resume", "demo", "classify", "check", "diff", "rules", "paths"):
        assert re.search(rf"^  {command} +\S", done.stdout, re.MULTILINE), command
    assert "./NAME" in done.stdout
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--nope"], "No such option"),
        (["check", "--nope"], "No such option"),
        (["check"], "Missing argument"),
        (["open"], "Missing argument"),
        (["demo", "more"], "unexpected extra argument"),
        (["one.toml", "two.toml"], "One FILE at a time"),
        (["classify"], "give either TEXT or --from FILE"),
        (["classify", "--format", "nope", "text"], "is not one of"),
        (["opne"], "No such command 'opne'. Did you mean 'open'? A new file of that name is"),
        (["clasify", "text"], "Did you mean 'classify'?"),
    ],
)
def test_what_is_typed_wrong_is_told_on_stderr(run: Run, arguments: list[str], told: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["ok.toml"],
        ["missing.toml"],
        ["opne.toml"],
        ["./opne"],
        ["./open"],
        ["new", "missing.toml"],
        ["open", "ok.toml"],
        ["open", "missing.toml"],
        ["resume"],
    ],
)
def test_a_full_screen_is_refused_in_one_line_where_there_is_no_terminal(
    run: Run, directory: Path, arguments: list[str]
) -> None:
    before = sorted(directory.iterdir())
    done = run(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", NEEDS_TERMINAL)
    assert sorted(directory.iterdir()) == before


@pytest.mark.parametrize(
    "arguments", [("ok.toml", "--read-only"), ("--theme", "light", "ok.toml", "--read-only")]
)
def test_options_may_stand_behind_a_file(arguments: tuple[str, ...], run: Run) -> None:
    assert run(*arguments).stderr == NEEDS_TERMINAL


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("open", "ok.toml", "--read-only"), "'--read-only' belongs before the command 'open'."),
        (("demo", "--no-mouse"), "'--no-mouse' belongs before the command 'demo'."),
        (("ok.toml", "other.toml"), "One FILE at a time, but 'other.toml' is a second one."),
        (("ok.toml", "--read"), "No such option '--read'. Did you mean '--read-only'?"),
    ],
)
def test_a_line_that_cannot_be_meant_is_told_in_the_words_of_the_program(
    arguments: tuple[str, ...], told: str, run: Run
) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: ragft-tui [OPTIONS] [FILE] | COMMAND ...")
    assert done.stderr.endswith(f"Error: {told}\n")


def test_behind_two_hyphens_everything_is_a_file_or_a_text(run: Run, directory: Path) -> None:
    assert run("--", "-x.toml").stderr == NEEDS_TERMINAL
    assert run("classify", "--", "--plain").returncode == 0


def test_a_word_near_a_command_is_a_file_where_there_is_one(run: Run, directory: Path) -> None:
    (directory / "opne").touch()
    assert run("opne").stderr == NEEDS_TERMINAL


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_terminal(closed: str, shell: Shell) -> None:
    line = f'exec "$0" ok.toml {closed}'
    done = shell(line)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr


def test_a_place_that_cannot_be_written_is_told_in_one_line(run: Run, directory: Path) -> None:
    home = directory / "ok.toml"
    done = run("settings", "--init", env={"RAGFT_TUI_HOME": str(home)})
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1].startswith("ragft-tui: ~/here/ok.toml/config/")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["rules"], ["check", "ok.toml"], ["--version"]])
@linux_only
def test_a_full_disk_behind_stdout_is_told_in_one_line(
    command: list[str], directory: Path, variables: dict[str, str]
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [SCRIPT, *command],
            cwd=directory,
            env={name: text for name, text in variables.items() if name != "PYTHONUNBUFFERED"},
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=30,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == b"ragft-tui: stdout (/dev/full): No space left on device\n"


def test_an_interrupted_command_ends_with_130(directory: Path, variables: dict[str, str]) -> None:
    # Whoever runs the tests in the background ignores the signal, and children inherit that.
    heed = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "
    heed += "os.execv(sys.argv[1], sys.argv[1:])"
    command = [SCRIPT, "classify", "--from", "-", "--format", "jsonl"]
    with subprocess.Popen(
        [sys.executable, "-c", heed, *map(str, command)],
        cwd=directory,
        env=variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b'{"id": "a", "description": "Cites the source."}\n' * 200)
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"{")
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=30)
        assert process.returncode == 130
        assert b"Traceback" not in stderr


def test_commands_that_only_read_leave_no_trace(run: Run, directory: Path, tmp_path: Path) -> None:
    before = (directory / "ok.toml").stat()
    content = (directory / "ok.toml").read_bytes()
    for arguments in (["check", "ok.toml"], ["classify", "text"], ["rules"], ["paths"]):
        assert run(*arguments).returncode == 0
    after = (directory / "ok.toml").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (directory / "ok.toml").read_bytes() == content
    assert [entry.name for entry in directory.iterdir()] == ["ok.toml"]
    assert not (tmp_path / "kept").exists()


def test_results_can_be_piped_into_a_program_that_stops_reading(
    directory: Path, variables: dict[str, str]
) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" rules | head -n 1', SCRIPT],
        cwd=directory,
        env=variables,
        capture_output=True,
        timeout=30,
        check=True,
    )
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", commands.commands)
def test_help_describes_a_command_as_that_describes_itself(name: str) -> None:
    command, stub = load_command(name), commands.commands[name]
    assert command.hidden == stub.hidden
    assert stub.hidden or command.get_short_help_str(1_000) == stub.get_short_help_str(1_000)


def test_help_imports_no_command(run: Run) -> None:
    done = run("--help", env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert "ragft_tui.cli.context" in done.stderr
    assert not re.search(r"ragft_tui\.(core|storage|report|session|terminal)", done.stderr)
