"""The command `import`: what it shows, what it writes, and when it writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.storage.project import load_project
from tests.unit.cli.conftest import Run, Shell

LIST = "- Parking: Tells where to park.\n- Lost and found: Keeps a list.\n"


@pytest.fixture
def backlog(directory: Path) -> Path:
    path = directory / "backlog.md"
    path.write_text(LIST)
    return path


def test_without_yes_and_a_terminal_it_shows_and_writes_nothing(
    run: Run, directory: Path, backlog: Path
) -> None:
    before = (directory / "ok.toml").read_bytes()
    done = run("import", backlog.name, "--into", "ok.toml")
    assert done.returncode == 2
    assert done.stderr == "ragft-tui: nothing is imported yet; --yes imports it\n"
    assert done.stdout == (
        "backlog.md: list, utf-8\n"
        "2 new.\n"
        "1. new: Parking: Tells where to park.\n"
        "2. new: Lost and found: Keeps a list.\n"
    )
    assert (directory / "ok.toml").read_bytes() == before


def test_yes_imports_and_a_second_time_changes_nothing(
    run: Run, directory: Path, backlog: Path
) -> None:
    done = run("import", backlog.name, "--into", "ok.toml", "--yes")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "ragft-tui: ok.toml: 2 capabilities added.\n"
    after = (directory / "ok.toml").read_bytes()
    assert [item.name for item in load_project(directory / "ok.toml")[0].capabilities][-2:] == [
        "Parking",
        "Lost and found",
    ]
    again = run("import", backlog.name, "--into", "ok.toml", "--yes")
    assert (again.returncode, again.stderr) == (0, "ragft-tui: ok.toml: nothing to import\n")
    assert (directory / "ok.toml").read_bytes() == after


def test_a_project_that_is_missing_is_made_but_not_by_looking(
    run: Run, directory: Path, backlog: Path
) -> None:
    run("import", backlog.name, "--into", "new.toml")
    assert not (directory / "new.toml").exists()
    assert run("import", backlog.name, "--into", "new.toml", "--yes").returncode == 0
    project, _ = load_project(directory / "new.toml")
    assert (project.name, len(project.capabilities)) == ("New", 2)


def test_several_files_and_stdin_go_in_at_once(
    shell: Shell, directory: Path, backlog: Path
) -> None:
    del backlog
    line = "printf -- '- Maps: Shows the way.\\n- Taxi: Calls one.\\n' | "
    done = shell(f'{line} "$0" import backlog.md - --into new.toml --yes')
    assert done.stderr == b"ragft-tui: new.toml: 4 capabilities added.\n"
    project, _ = load_project(directory / "new.toml")
    assert [item.name for item in project.capabilities] == [
        *("Parking", "Lost and found", "Maps", "Taxi")
    ]


def test_a_file_that_cannot_be_read_keeps_all_from_being_imported(
    run: Run, directory: Path, backlog: Path
) -> None:
    done = run("import", backlog.name, "gone.csv", "--into", "new.toml", "--yes")
    assert done.returncode == 2
    assert done.stderr.startswith("ragft-tui: gone.csv: does not exist")
    assert not (directory / "new.toml").exists()


def test_a_project_that_cannot_be_read_is_told_before_anything_is_shown(
    run: Run, directory: Path, backlog: Path
) -> None:
    (directory / "broken.toml").write_text("format = 9")
    done = run("import", backlog.name, "--into", "broken.toml", "--yes")
    assert (done.returncode, done.stdout) == (2, "")
    assert "upgrade ragft-tui" in done.stderr


def test_read_only_imports_nothing(run: Run, directory: Path, backlog: Path) -> None:
    done = run("--read-only", "import", backlog.name, "--into", "new.toml", "--yes")
    assert done.returncode == 2
    assert not (directory / "new.toml").exists()


@pytest.mark.parametrize("pair", ["name", "=name", "Summary="])
def test_a_mapping_is_a_column_and_a_field(run: Run, backlog: Path, pair: str) -> None:
    done = run("import", backlog.name, "--into", "new.toml", "--map", pair)
    assert done.returncode == 2
    assert f"--map takes COLUMN=FIELD, not '{pair}'" in done.stderr
