from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.projects import HOSTILE
from tests.unit.cli.conftest import Run

SCRIPT = Path(sys.executable).parent / "ragft-tui"
START = 'format = 1\n[project]\nname = "App"\n'


class TestCheck:
    def test_files_that_are_well_are_said_to_be(self, run: Run, directory: Path) -> None:
        (directory / "check").write_text(START)
        done = run("check", "ok.toml", "check")
        assert (done.returncode, done.stdout, done.stderr) == (0, "ok.toml: ok\ncheck: ok\n", "")

    def test_every_problem_of_every_file_is_told_and_the_others_are_still_checked(
        self, run: Run, directory: Path
    ) -> None:
        (directory / "bad.toml").write_text(
            START + '[[capabilities]]\nid = "a"\nname = 3\nnots = "x"\n[capabilities.answers]\n'
        )
        (directory / "worse.toml").write_text(
            START + '[[capabilities]]\nid = "a"\nname = "A"\n[capabilities.answers]\n'
            'volatilty = "weekly"\ntone = "stict"\n'
        )
        done = run("check", "bad.toml", "worse.toml", "ok.toml")
        assert (done.returncode, done.stderr) == (1, "")
        assert [line.split("; ") for line in done.stdout.splitlines()] == [
            ['bad.toml:6:1: capabilities[1, "a"].name: must be text in quotes, not 3'],
            [
                'bad.toml:7:1: capabilities[1, "a"]: "nots" is not a known key',
                'did you mean "notes"?',
            ],
            [
                'worse.toml:8:1: capabilities[1, "a"].answers: "volatilty" is not a known question',
                'did you mean "volatility"?',
            ],
            [
                'worse.toml:9:1: capabilities[1, "a"].answers.tone: "stict" is not a known option',
                'did you mean "strict"?',
            ],
            ["ok.toml: ok"],
        ]

    def test_what_is_wrong_with_its_rulebook_is_told_with_the_line(
        self, run: Run, directory: Path
    ) -> None:
        named = f'{START}rulebook = "house.toml"\n'
        (directory / "app.toml").write_text(named, "utf-8")
        line = named.count("\n")
        missing = run("check", "app.toml").stdout
        assert missing.startswith(f'app.toml:{line}:1: project.rulebook: the rulebook "house.toml"')
        rules = 'extends = "default"\nid = "house"\n[[sources]]\nid = "own"\ntitel = "x"\n'
        (directory / "house.toml").write_text(rules, "utf-8")
        told = run("check", "app.toml").stdout.splitlines()
        assert any(
            line.startswith('house.toml:5:1: sources[1, "own"]: "titel" is not a known key')
            for line in told
        ), told

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"", "file: is empty; a project file starts with"),
            (b"hello world\n", "file:1:7: is not valid TOML: "),
            (b"\x00\x01\xff\xfe" * 50, "file:1: is not UTF-8 text (byte 0xFF)"),
            (b"\x7fELF\x02\x01" + bytes(99), "file:1:1: is not valid TOML: "),
            (b"format = 99\n", "file:1:1: format: a newer ragft-tui wrote this file; upgrade"),
            (b'format = "1"\n', "file:1:1: format: must be 1"),
            (b"format = 1\n", "file: project: is missing"),
            (b"format = 1\nproject = 3\n", "file:2:1: project: must be a table, not 3"),
            (b"a = " + b"[" * 9_999, "file:1: lists or tables are nested too deeply"),
            (b"#" * (4 * 1024 * 1024 + 1), "file: is larger than 4 MiB"),
            (b"<<<<<<< HEAD\n" + START.encode(), "file:1:1: git left a merge conflict"),
        ],
        ids=[
            *("empty", "no TOML", "binary", "program", "newer", "format", "nothing in it"),
            *("wrong type", "deep", "large", "conflict"),
        ],
    )
    def test_a_file_that_is_no_project_is_told_in_one_line(
        self, run: Run, directory: Path, content: bytes, told: str
    ) -> None:
        (directory / "file").write_bytes(content)
        done = run("check", "file")
        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout.startswith(told)
        assert done.stdout.count("\n") == 1
        assert (directory / "file").read_bytes() == content

    def test_what_is_no_file_is_told_and_nothing_waits(self, run: Run, directory: Path) -> None:
        (directory / "dir").mkdir()
        os.mkfifo(directory / "pipe")
        (directory / "link").symlink_to("nowhere")
        (directory / "loop").symlink_to("loop")
        names = ["dir", "pipe", "link", "loop", "missing", "ok.toml/x", "x" * 300, "/dev/null"]
        done = run("check", *names)
        assert (done.returncode, done.stderr) == (1, "")
        told = [line.split("; ")[0] for line in done.stdout.splitlines()]
        assert told == [
            "dir: is a directory",
            "pipe: is a pipe",
            "link: is a link to a file that does not exist",
            "loop: cannot be read: its links lead in a circle",
            "missing: does not exist",
            "ok.toml/x: cannot be read: a part of the path is not a directory",
            f"{'x' * 300}: cannot be read: the name is too long",
            "/dev/null: is a device",
        ]

    @pytest.mark.parametrize("name", [b"\xff.toml", "\x1b[2J\n\u202e.toml".encode(), b"[red]x["])
    def test_the_name_of_a_file_is_told_as_inert_text(
        self, run: Run, directory: Path, name: bytes
    ) -> None:
        (directory / os.fsdecode(name)).write_text(START)
        for done in (run("check", name), run("check", b"no" + name)):
            line = done.stdout
            assert line.count("\n") == 1
            assert not {char for char in line if ord(char) < 32 or char == "\u202e"} - {"\n"}

    def test_what_a_file_says_is_told_as_inert_text(self, run: Run, directory: Path) -> None:
        (directory / "file").write_text(START + '"\\u001B[2J\\u202E" = "\\u001B]0;x\\u0007"\n')
        done = run("check", "file")
        assert '"␛[2J⟨U+202E⟩" is not a known key' in done.stdout


class TestClassify:
    def test_it_says_what_the_words_point_to_and_why(self, run: Run) -> None:
        done = run("classify", "Every answer", "must cite its source.")
        assert (done.returncode, done.stderr) == (0, "")
        verdict, reason, source, *_ = done.stdout.splitlines()
        assert verdict == "retrieval, lean"
        assert reason.startswith("  knowledge +4: ")
        assert '"cite' in reason
        assert source.startswith("    source: ")

    def test_without_words_of_the_lexicon_it_is_undecided(self, run: Run) -> None:
        done = run("classify", "Does it.")
        assert done.returncode == 0
        assert done.stdout.startswith("undecided\n")

    def test_hostile_text_comes_back_inert(self, run: Run) -> None:
        text = "\n".join(text for text in HOSTILE if text.isprintable() or "\x1b" in text)
        done = run("classify", text.replace("\x00", "") + " \x1b[2J cite the source")
        assert done.returncode == 0
        assert "\x1b" not in done.stdout


def test_the_paths_are_told_and_lie_in_the_home_that_is_named(run: Run, tmp_path: Path) -> None:
    done = run("paths")
    assert (done.returncode, done.stderr) == (0, "")
    places = dict(line.split(":", 1) for line in done.stdout.splitlines())
    # HOME is the directory above it.
    assert places["recent sessions"].strip() == "~/kept/state/sessions"
    assert Path(places["default rulebook"].strip()).name == "rulebook.toml"
    assert not (tmp_path / "kept").exists()


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


def test_two_versions_are_compared(run: Run, directory: Path) -> None:
    text = (directory / "ok.toml").read_text()
    (directory / "new.toml").write_text(
        text.replace('volatility = "weekly"', 'volatility = "daily"')
    )
    done = run("diff", "ok.toml", "new.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "volatility" in done.stdout
    assert run("diff", "ok.toml", "new.toml", "--exit-code").returncode == 1
    same = run("diff", "ok.toml", "ok.toml", "--exit-code")
    assert (same.returncode, same.stdout) == (0, "No differences.\n")
    found = json.loads(run("diff", "ok.toml", "new.toml", "--format", "json").stdout)
    assert {item["field"] for item in found["differences"]} == {"volatility"}


def test_what_cannot_be_compared_is_told(run: Run, directory: Path) -> None:
    done = run("diff", "ok.toml", "gone.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("ragft-tui: gone.toml: does not exist")
