from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from ragft_tui.storage.themes import load_theme, load_themes
from tests.support.disks import SmallDisk, need_disks
from tests.support.hostile import controls_in
from tests.support.terminal import Terminal
from tests.unit.cli.conftest import SCRIPT, Run

SHIPPED = load_themes().themes


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return the directory for themes of the user."""
    directory = tmp_path / "kept" / "config" / "themes"
    directory.mkdir(parents=True)
    return directory


def test_the_list_marks_what_fits_the_terminal_and_tells_whose_each_is(run: Run, own: Path) -> None:
    (own / "mine.toml").write_bytes(SHIPPED["light"].path.read_bytes())
    done = run("themes", "list", env={"TERM": "xterm-256color"})
    rows = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert [row.split()[0] for row in rows if row.startswith(" ")] == [
        name for name in sorted([*SHIPPED, "mine"]) if name != "dark"
    ]
    assert [row for row in rows if row.startswith("*")] == [
        "* dark           Light text on a dark ground                        shipped"
    ]
    assert next(row for row in rows if "mine" in row).endswith("config/themes/mine.toml")
    assert "* mono " in run("themes", "list", env={"NO_COLOR": "1"}).stdout
    light = ("--theme", "light", "themes", "list")
    assert "* light " in run(*light, env={"TERM": "linux"}).stdout
    assert "* mono " in run(*light, env={"NO_COLOR": "1"}).stdout


def test_bad_files_are_told_beside_the_list(run: Run, own: Path) -> None:
    (own / "mine.toml").write_text("title = 'x'\n")
    done = run("themes", "list")
    assert done.returncode == 0
    assert "mine" not in done.stdout
    assert "mine.toml: dark: is missing; add it\n" in done.stderr


def test_a_theme_is_shown_in_plain_words_where_nothing_can_be_painted(run: Run) -> None:
    done = run("themes", "show", "high-contrast", env={"COLORTERM": "truecolor"})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("high-contrast: Contrast of 7:1 and more, on black\n")
    assert "AAA: 7:1 and more for text" in done.stdout
    assert " warnings, notices          warning " in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("theme", "env", "painted"),
    [
        ("dark", {"COLORTERM": "truecolor"}, "\x1b[38;2;215;175;95m\x1b[48;2;18;18;18m warnings"),
        ("dark", {"TERM": "xterm-256color"}, "\x1b[38;5;179m\x1b[48;5;233m warnings"),
        ("dark", {"TERM": "xterm"}, "\n warnings"),
        ("dark", {"TERM": "xterm-256color", "NO_COLOR": "1"}, "\n warnings"),
        ("ansi-dark", {"TERM": "linux"}, "\x1b[93m\x1b[49m warnings"),
        ("mono", {"TERM": "linux"}, "\x1b[39m\x1b[49m\x1b[7m the marked line "),
    ],
)
def test_a_theme_is_painted_on_a_terminal_as_far_as_that_can(
    theme: str, env: dict[str, str], painted: str, variables: dict[str, str]
) -> None:
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "ragft_tui", "themes", "show", theme],
        env=variables | env,
        stdin=subprocess.DEVNULL,
        stdout=follower,
        cwd=Path(__file__).parents[3],
    ) as process:
        os.close(follower)
        shown = b""
        while data := _read(leader):
            shown += data
        assert process.wait() == 0
    os.close(leader)
    assert painted in shown.decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other end is closed
        return b""


def test_an_exported_theme_is_one_to_change_and_begin_with(run: Run, own: Path) -> None:
    file = own / "mine.toml"
    done = run("themes", "export", "ansi-dark", "-o", str(file))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith("mine.toml.\n")
    assert load_theme(file).values() == SHIPPED["ansi-dark"].values()
    text = file.read_text("utf-8")
    assert text.startswith(SHIPPED["ansi-dark"].path.read_text("utf-8"))
    file.write_text(text.replace('# text-muted = "ansi_default"', 'text-muted = "ansi_white"'))
    assert load_theme(file).values()["text-muted"] == "ansi_white"


@pytest.mark.parametrize("name", SHIPPED)
def test_what_every_exported_theme_offers_to_change_is_what_it_is(
    name: str, run: Run, own: Path
) -> None:
    text = run("themes", "export", name).stdout
    head, _, offered = text.rpartition("\n\n")
    file = own / "mine.toml"
    file.write_text(f"{head}\n\n{offered.replace('# ', '')}", "utf-8")
    assert load_theme(file).values() == SHIPPED[name].values()


def test_a_first_export_makes_the_directory_of_themes(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "kept" / "config" / "themes" / "mine.toml"
    assert run("themes", "export", "dark", "-o", str(file)).returncode == 0
    assert file.is_file()


def test_an_export_to_a_full_disk_leaves_no_file(tmp_path: Path, variables: dict[str, str]) -> None:
    disk = tmp_path / "disk"
    need_disks(disk)
    with SmallDisk(disk, 64) as small:
        small.fill()
        done = subprocess.run(
            [*small.enter, str(SCRIPT), "themes", "export", "dark", "-o", str(disk / "mine.toml")],
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert "mine.toml: cannot be saved: the disk is full" in done.stderr
        assert [file.name for file in small.path.iterdir()] == ["ballast"]


def test_an_export_to_a_terminal_is_inert_text_and_to_a_file_the_file(
    run: Run, own: Path, directory: Path, variables: dict[str, str]
) -> None:
    text = SHIPPED["dark"].path.read_text("utf-8") + "# \x9b2J \u202e\n"
    (own / "mine.toml").write_text(text, "utf-8")
    argv = [str(SCRIPT), "themes", "export", "mine"]
    with Terminal(argv, cwd=directory, env=variables) as terminal:
        assert terminal.wait_exit() == 0
        shown = terminal.raw.decode()
    assert "# ␛" in shown or "⟨U+202E⟩" in shown
    assert not controls_in(shown.replace("\r\n", ""))
    assert "# \x9b2J \u202e\n" in run("themes", "export", "mine").stdout


def test_an_export_overwrites_nothing_and_makes_no_other_directory(
    run: Run, directory: Path
) -> None:
    (directory / "mine.toml").write_text("kept")
    done = run("themes", "export", "dark", "-o", "mine.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "mine.toml: exists already; choose another name" in done.stderr
    assert (directory / "mine.toml").read_text() == "kept"
    done = run("themes", "export", "dark", "-o", "gone/mine.toml")
    assert done.returncode == 1
    assert "cannot be saved: its directory does not exist" in done.stderr


def test_checking_tells_what_is_wrong_with_its_place(run: Run, directory: Path) -> None:
    good = SHIPPED["dark"].path.read_text("utf-8")
    (directory / "good.toml").write_text(good)
    (directory / "bad.toml").write_text(good.replace("#87afd7", "blue"))
    (directory / "faint.toml").write_text(good.replace("#d7af5f", "#5f5f00"))
    done = run("themes", "check", "good.toml", "bad.toml", "faint.toml")
    assert (done.returncode, done.stderr) == (1, "")
    line = good[: good.index("primary")].count("\n") + 1
    warning = good[: good.index("warning")].count("\n") + 1
    what = "warnings, notices on its ground: 2.7:1; 4.5:1 is needed"
    assert done.stdout.splitlines() == [
        "good.toml: ok",
        f'bad.toml:{line}:1: primary: is not a colour; write it like "#5fafd7"',
        f"faint.toml:{warning}:1: warning: {what} (warning on background, true colour)",
    ]
    assert run("themes", "check", "good.toml").returncode == 0
    assert run("themes", "check").returncode == 2
    assert run("themes", "check", "gone.toml").returncode == 1


def test_a_theme_that_is_not_there_is_told_with_the_nearest_one(run: Run) -> None:
    for command in ("show", "export"):
        done = run("themes", command, "drak")
        assert done.returncode == 2
        assert 'ragft-tui: "drak" is not a known theme; did you mean "dark"?\n' in done.stderr
