"""`ragft-tui settings` and `ragft-tui keys`: what holds, and where it was chosen."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from ragft_tui.storage.settings import Settings, example
from tests.support.hostile import controls_in
from tests.support.opens import count_opens, counting
from tests.support.terminal import Terminal
from tests.unit.cli.conftest import Run


@pytest.fixture
def file(variables: dict[str, str]) -> Path:
    """Return the file of settings, which does not exist yet."""
    file = Path(variables["RAGFT_TUI_HOME"], "config", "settings.toml")
    file.parent.mkdir(parents=True)
    return file


def test_every_setting_is_printed_with_where_it_was_chosen(run: Run, file: Path) -> None:
    file.write_text('glyphs = "ascii"\nby = "Ada"\n[keys]\nreview.accept = ["f8", "z"]\n')
    done = run("--theme", "mono", "settings", env={"RAGFT_TUI_MOUSE": "0"})
    assert (done.returncode, done.stderr) == (0, "")
    rows = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert 'theme "mono" --theme' in rows
    assert any(row.startswith('glyphs "ascii" ') and "line 1: glyphs" in row for row in rows)
    assert "mouse false RAGFT_TUI_MOUSE" in rows
    assert "motion false built in" in rows
    assert any(row.startswith('keys.review.accept "f8", "z" ~/kept/') for row in rows)
    assert rows[-1] == "Decisions are signed: Ada."
    assert all(any(row.startswith(field.name) for row in rows) for field in fields(Settings))


def test_init_writes_the_explained_file_once(run: Run, file: Path) -> None:
    done = run("settings", "--init")
    assert done.stdout == "~/kept/config/settings.toml is written.\n"
    assert file.read_text() == example()
    file.write_text('by = "Ada"\n')
    done = run("settings", "--init")
    assert done.stdout == "~/kept/config/settings.toml exists already, and stays as it is.\n"
    assert file.read_text() == 'by = "Ada"\n'


WRONG = """\
thme = 1
theme = "drak"
[keys]
review.acept = "y"
review.map = "f77"
review.note = "f8"
review.what_if = "f8"
review.accept = "z"
"""
MISTAKES = (
    'settings.toml: line 1: "thme" is not a known key',
    'RAGFT_TUI_GLYPHS: glyphs: must be "ascii", "auto" or "unicode", not "utf8"; did you mean "uni',
    'settings.toml: line 2: theme: "drak" is not a known theme; did you mean "dark"?',
    'line 4: keys.review.acept: "review.acept" is not a known id of a key; did you mean',
    'line 5: keys.review.map: "f77" is no key that a terminal sends',
    "line 6: keys.review.note: F8 is the key of review.what_if as well",
)


@pytest.mark.parametrize(
    ("arguments", "themed"),
    [
        (("open", "ok.toml"), True),
        (("--plain", "open", "ok.toml"), False),
        (("keys",), False),
        (("settings",), True),
        (("themes", "list"), True),
        (("paths", "--terminal"), True),
    ],
)
def test_all_mistakes_are_told_at_once_with_status_2(
    run: Run, file: Path, arguments: tuple[str, ...], *, themed: bool
) -> None:
    file.write_text(WRONG)
    done = run(*arguments, env={"RAGFT_TUI_GLYPHS": "utf8"})
    assert done.returncode == 2
    told = done.stderr.splitlines()
    wanted = [words for words in MISTAKES if themed or "drak" not in words]
    assert len(told) == len(wanted), told
    assert all(words in line for words, line in zip(wanted, told, strict=True)), told


def test_what_holds_is_printed_beside_what_is_wrong(run: Run, file: Path) -> None:
    file.write_text(WRONG)
    done = run("settings", env={"RAGFT_TUI_GLYPHS": "utf8", "RAGFT_TUI_BY": "Ada"})
    rows = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert 'theme "auto" built in' in rows
    assert 'glyphs "auto" built in' in rows
    assert 'by "Ada" RAGFT_TUI_BY' in rows
    assert [row.split()[0] for row in rows if row.startswith("keys.")] == [
        "keys.review.what_if",
        "keys.review.accept",
    ]


def test_a_theme_that_does_not_exist_is_never_told_to_be_used(run: Run) -> None:
    done = run("--theme", "drak", "paths", "--terminal", env={"TERM": "xterm-256color"})
    assert "drak" not in done.stdout
    assert "theme:         dark\n" in done.stdout
    assert done.stderr == 'ragft-tui: --theme: "drak" is not a known theme; did you mean "dark"?\n'
    assert "* ansi-dark " in run("--theme", "drak", "themes", "list").stdout


def test_what_a_terminal_would_obey_is_printed_as_inert_text(run: Run, file: Path) -> None:
    file.write_text('theme = "\\u001b[2J\\n"\n[keys]\n"review.\\u001b\\n" = "\\u009b"\n')
    environ = {"RAGFT_TUI_BY": "A\x1b]0;x\x07\u202e", "RAGFT_TUI_GLYPHS": "\x1b[2J\n\u200b"}
    for command in (("settings",), ("paths", "--terminal"), ("themes", "list"), ("keys",)):
        done = run(*command, env=environ)
        assert done.returncode == 2
        assert not controls_in((done.stdout + done.stderr).replace("\n", ""))
    odd = file.parents[1].with_name("kept\x1b[2J\u202e") / "config" / "settings.toml"
    odd.parent.mkdir(parents=True)
    # Both are taken: the theme by the name of its file, the key without what surrounds it.
    (odd.parent / "themes").mkdir()
    (odd.parent / "themes" / "\x1b[2J.toml").touch()
    odd.write_text('theme = "\\u001b[2J"\n[keys]\nreview.accept = "f8\\u0085"\n')
    done = run("settings", env={"RAGFT_TUI_HOME": str(odd.parents[1])})
    assert (done.returncode, done.stderr) == (0, "")
    assert "settings.toml: line 1: theme" in done.stdout
    assert "settings.toml: line 3: keys.review.accept" in done.stdout
    assert not controls_in(done.stdout)


def test_keys_prints_the_chosen_keys(run: Run, file: Path) -> None:
    file.write_text('[keys]\nreview.accept = "ctrl+g"\n')
    assert f"  {'Ctrl+G':<22} Accept the verdict, or all marked\n" in run("keys").stdout


def test_the_ids_are_listed_even_where_the_settings_have_mistakes(run: Run, file: Path) -> None:
    file.write_text('[keys]\nreview.acept = "y"\n')
    done = run("keys", "--ids")
    assert done.returncode == 0
    assert f"{'review.accept':<20} {'a':<22} Accept the verdict, or all marked\n" in done.stdout
    assert run("keys").returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--plain", "demo"),
        ("--plain", "ok.toml"),
        ("--plain",),
        ("--ascii", "--plain", "resume"),
        ("demo",),
        ("open", "ok.toml"),
        ("settings",),
        ("keys",),
        ("themes", "list"),
        ("themes", "show", "dark"),
        ("paths", "--terminal"),
        ("check", "ok.toml"),
        ("classify", "cites"),
        ("diff", "ok.toml", "ok.toml"),
        ("rules",),
    ],
    ids=" ".join,
)
def test_the_file_is_read_once_a_run(
    arguments: tuple[str, ...],
    file: Path,
    directory: Path,
    variables: dict[str, str],
    tmp_path: Path,
) -> None:
    file.write_text('theme = "mono"\n[keys]\nreview.accept = "z"\n')
    found = count_opens(
        arguments, "config/settings.toml", tmp_path / "count", cwd=directory, env=variables
    )
    assert found == 1


def test_the_file_is_read_once_for_a_full_screen(
    file: Path, directory: Path, variables: dict[str, str], tmp_path: Path
) -> None:
    file.write_text('theme = "mono"\n[keys]\nreview.accept = "z"\n')
    argv = counting(("ok.toml",), "config/settings.toml", tmp_path / "count")
    with Terminal(argv, cwd=directory, env=variables) as terminal:
        terminal.wait_for("Support assistant")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert (tmp_path / "count").read_text() == "1"


@pytest.mark.parametrize("option", ["--no-mouse", "--mouse", "--unicode", "--ascii", "--plain"])
def test_an_option_is_named_as_it_was_given(option: str, run: Run) -> None:
    assert f"  {option}\n" in run(option, "settings").stdout
