"""`ragft-tui settings` and `ragft-tui keys`: what holds, and where it was chosen."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from ragft_tui.store.settings import Settings, example
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


def test_mistakes_are_all_told_with_status_2(run: Run, file: Path) -> None:
    file.write_text("thme = 1\nmouse = 2\n")
    for command in ("settings", "keys"):
        done = run(command)
        assert (done.returncode, done.stdout) == (2, "")
        first, second = done.stderr.splitlines()
        assert '~/kept/config/settings.toml: line 1: "thme" is not a known key' in first
        assert "line 2: mouse: must be true or false, not 2" in second


def test_keys_prints_the_chosen_keys(run: Run, file: Path) -> None:
    file.write_text('[keys]\nreview.accept = "ctrl+g"\n')
    assert f"  {'Ctrl+G':<22} Accept it, or all marked\n" in run("keys").stdout


def test_the_ids_are_listed_even_where_the_settings_have_mistakes(run: Run, file: Path) -> None:
    file.write_text('[keys]\nreview.acept = "y"\n')
    done = run("keys", "--ids")
    assert done.returncode == 0
    assert f"{'review.accept':<20} {'a':<22} Accept it, or all marked\n" in done.stdout
    assert run("keys").returncode == 2
