"""Whatever stdout and stderr are, and whatever is said there: no traceback, nothing obeyed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.support.hostile import controls_in
from tests.support.terminal import Terminal
from tests.unit.cli.conftest import SCRIPT, Run, Shell

TITLE = "\x1b]0;owned\x07\n\u202e\u200b\x9b2J"


def ended(done: subprocess.CompletedProcess[bytes]) -> tuple[int, str]:
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("command", ["rules", "check --format json ok.toml", "--version"])
def test_a_closed_stdout_is_told_like_a_full_disk(command: str, shell: Shell) -> None:
    line = f'exec "$0" {command} >&-'
    assert ended(shell(line)) == (1, "ragft-tui: stdout: is closed\n")


@pytest.mark.parametrize("command", ["rules", "classify --from -"])
def test_with_no_stream_at_all_nothing_seems_to_be_done(command: str, shell: Shell) -> None:
    status, _ = ended(shell(f'exec "$0" {command} <&- >&- 2>&-'))
    assert status in {1, 2}


def test_where_stderr_is_closed_the_plain_mode_works_all_the_same(
    directory: Path, shell: Shell
) -> None:
    line = 'printf "Refunds\\nquit\\n" | "$0" --plain new app.toml >out 2>&-'
    assert ended(shell(line)) == (0, "")
    assert 'name = "Refunds"' in (directory / "app.toml").read_text()
    assert ended(shell('exec "$0" rules >out 2>&-')) == (0, "")


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


def on_terminal(directory: Path, variables: dict[str, str], *arguments: str) -> str:
    """Run a command in a terminal, and return what was sent to it."""
    with Terminal([str(SCRIPT), *arguments], cwd=directory, env=variables) as terminal:
        terminal.wait_exit()
        return terminal.raw.decode()


def named(directory: Path, name: str) -> None:
    text = f'format = 1\n[project]\nname = "{name}"\n[[capabilities]]\nid = "a"\nname = "{name}"\n'
    (directory / "a.toml").write_text(text, "utf-8")
    (directory / "b.toml").write_text(text.replace('id = "a"', 'id = "b"'), "utf-8")


@pytest.mark.parametrize(
    ("options", "lang", "shown"),
    [
        ((), "C", "Zoe's ????~"),
        ((), "de_DE.ISO-8859-1", "Zoe's ????~"),
        (("--ascii",), "C.UTF-8", "Zoe's ????~"),
        (("--unicode",), "C", "Zoë’s 東京…"),
        ((), "C.UTF-8", "Zoë’s 東京…"),
    ],
)
def test_a_terminal_is_sent_what_its_locale_or_the_user_says(
    directory: Path, variables: dict[str, str], options: tuple[str, ...], lang: str, shown: str
) -> None:
    named(directory, "Zoë’s 東京…")
    told = on_terminal(directory, variables | {"LANG": lang}, *options, "diff", "a.toml", "b.toml")
    assert shown in told
    assert told.isascii() == shown.isascii()


def test_ascii_that_is_chosen_holds_for_pipes_and_messages_and_never_for_data(
    run: Run, directory: Path, tmp_path: Path
) -> None:
    named(directory, "Zoë…")
    assert "Zoe~" in run("--ascii", "diff", "a.toml", "b.toml").stdout
    assert "Zoë…" in run("--ascii", "diff", "a.toml", "b.toml", "--format", "json").stdout
    assert "Zoë…" in run("--ascii", "diff", "a.toml", "b.toml", "--format", "md").stdout
    assert "Zoe~" in run("diff", "a.toml", "b.toml", env={"RAGFT_TUI_GLYPHS": "ascii"}).stdout
    assert "Zoë…" in run("diff", "a.toml", "b.toml", env={"LANG": "C"}).stdout
    assert "zoe~.toml" in run("--ascii", "diff", "zoë….toml", "a.toml").stderr
