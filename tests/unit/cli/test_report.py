from __future__ import annotations

import json
import os
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from ragft_tui.report.formats import FORMATS, FileFormat
from tests.support.disks import SmallDisk, need_disks
from tests.unit.cli.conftest import SCRIPT, Run, Shell

FILES = [each.name for each in FORMATS.values() if isinstance(each, FileFormat)]


def test_a_report_goes_to_stdout_and_says_what_it_was_made_from(run: Run, directory: Path) -> None:
    done = run("report", "ok.toml", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    made = json.loads(done.stdout)["made"]
    assert made["file"] == "ok.toml"
    assert made["sha256"] == sha256((directory / "ok.toml").read_bytes()).hexdigest()
    assert made["on"]
    assert run("report", "ok.toml", "--format", "json", "-o", "-").returncode == 0


@pytest.mark.parametrize("name", FILES)
def test_the_same_project_gives_the_same_bytes(run: Run, directory: Path, name: str) -> None:
    for target in ("one", "other"):
        wanted = ("--format", name, "--reproducible", "-o", target)
        assert run("report", "ok.toml", *wanted).returncode == 0
    one, other = ((directory / target).read_bytes() for target in ("one", "other"))
    assert one == other
    assert run("report", "ok.toml", "--format", name, "--reproducible").stdout.encode() == one


def test_a_file_that_exists_is_overwritten_only_where_that_is_asked_for(
    run: Run, directory: Path
) -> None:
    (directory / "app.txt").write_text("mine")
    done = run("report", "ok.toml", "-o", "app.txt")
    assert done.returncode == 2
    assert done.stderr == "ragft-tui: app.txt: exists already; --force overwrites it\n"
    assert (directory / "app.txt").read_text() == "mine"
    done = run("report", "ok.toml", "-o", "app.txt", "--force")
    assert (done.returncode, done.stderr) == (0, "Written to app.txt.\n")
    assert (directory / "app.txt").read_text().startswith("Support assistant")


def test_no_report_overwrites_a_project(run: Run, directory: Path) -> None:
    before = (directory / "ok.toml").read_bytes()
    done = run("report", "ok.toml", "-o", "ok.toml", "--force")
    assert (done.returncode, "which no report overwrites" in done.stderr) == (2, True)
    assert (directory / "ok.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (".", "is a directory; name a file in it"),
        ("gone/app.txt", "the directory does not exist; make it first"),
        ("/dev/full", "is a device; name a file"),
    ],
)
def test_what_is_no_place_for_a_report_is_told(run: Run, target: str, told: str) -> None:
    done = run("report", "ok.toml", "-o", target)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_a_full_disk_behind_stdout_is_told(shell: Shell) -> None:
    done = shell('"$0" report ok.toml > /dev/full')
    told = b"ragft-tui: stdout (/dev/full): No space left on device\n"
    assert (done.returncode, done.stderr) == (1, told)


def test_a_full_disk_leaves_no_report_and_no_half_a_record(
    directory: Path, tmp_path: Path, variables: dict[str, str]
) -> None:
    disk = tmp_path / "disk"
    need_disks(disk)
    for name, target in (("html", "app.html"), ("adr", "records")):
        with SmallDisk(disk, 16) as small:
            command = [str(SCRIPT), "report", str(directory / "ok.toml"), "--format", name]
            done = subprocess.run(
                [*small.enter, *command, "-o", str(disk / target)],
                env=variables,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 1
            assert "cannot be saved: the disk is full; free some space" in done.stderr
            files = [each for each in small.path.rglob("*") if each.is_file()]
            so_far = f", then run it again; {len(files)} of 8 records were written\n"
            assert done.stderr.endswith(so_far) == (name == "adr")
            assert all(each.suffix == ".md" for each in files)
            assert all("Below this line is yours" in each.read_text("utf-8") for each in files)
            assert not (small.path / "app.html").exists()


@pytest.mark.parametrize("name", FILES)
def test_a_reader_that_has_left_is_no_error_to_tell(
    directory: Path, variables: dict[str, str], name: str
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        done = subprocess.run(
            [str(SCRIPT), "report", "ok.toml", "--format", name],
            cwd=directory,
            env=variables,
            stdout=gone,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, b"")


def test_several_files_go_into_a_directory_and_one_that_is_broken_is_told(
    run: Run, directory: Path
) -> None:
    (directory / "broken.toml").write_text("format = 1\nname = 1\n")
    (directory / "more.toml").write_bytes((directory / "ok.toml").read_bytes())
    done = run("report", "ok.toml", "broken.toml", "more.toml", "-o", "out")
    assert done.returncode == 2
    assert "ragft-tui: broken.toml: " in done.stderr
    assert "Written to out/more.txt." in done.stderr
    assert sorted(each.name for each in (directory / "out").iterdir()) == ["more.txt", "ok.txt"]


def test_two_files_of_one_name_are_not_written_over_one_another(run: Run, directory: Path) -> None:
    (directory / "sub").mkdir()
    (directory / "sub" / "ok.toml").write_bytes((directory / "ok.toml").read_bytes())
    done = run("report", "ok.toml", "sub/ok.toml", "-o", "out")
    assert done.returncode == 2
    assert "sub/ok.toml: would be written to ok.txt, as ok.toml is" in done.stderr
    assert list((directory / "out").iterdir()) == []


def test_what_cannot_be_is_a_word_on_usage(run: Run) -> None:
    for words in (
        ("report",),
        ("report", "ok.toml", "ok.toml"),
        ("report", "ok.toml", "--format", "docx"),
        ("report", "ok.toml", "--separator", ";"),
    ):
        done = run(*words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "Error: " in done.stderr


def test_the_cells_of_csv_are_separated_as_a_locale_asks(run: Run) -> None:
    for separator, sign in ((",", ","), (";", ";"), ("tab", "\t")):
        done = run("report", "ok.toml", "--format", "csv", "--separator", separator)
        assert done.stdout.startswith(f"\ufeffid{sign}name{sign}description{sign}")


def test_the_schema_is_printed(run: Run) -> None:
    assert json.loads(run("report", "--schema").stdout)["title"] == "A report of ragft-tui"


def test_projects_stand_side_by_side_and_one_that_is_broken_is_told(
    run: Run, directory: Path
) -> None:
    (directory / "broken.toml").write_text("format = 1\nname = 1\n")
    (directory / "more.toml").write_bytes((directory / "ok.toml").read_bytes())
    words = ("report", "ok.toml", "broken.toml", "more.toml", "--portfolio", "--format", "json")
    done = run(*words, "--review-after", "1d")
    assert done.returncode == 2
    assert "ragft-tui: broken.toml: " in done.stderr
    found = json.loads(done.stdout)
    assert [each["made"]["file"] for each in found["applications"]] == ["ok.toml", "more.toml"]
    assert found["oldest"]
    done = run("report", "ok.toml", "more.toml", "--portfolio", "-o", "all.md", "--format", "md")
    assert (done.returncode, done.stderr) == (0, "Written to all.md.\n")
    assert (directory / "all.md").read_text().startswith("# 2 applications\n")


def test_a_portfolio_of_nothing_and_one_in_another_format_are_refused(run: Run) -> None:
    done = run("report", "gone.toml", "--portfolio")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no project can be read" in done.stderr
    assert (
        "has no --format svg" in run("report", "ok.toml", "--portfolio", "--format", "svg").stderr
    )
    assert "belongs to --portfolio" in run("report", "ok.toml", "--review-after", "1d").stderr
