"""A hostile file costs a line, a second and some megabytes, and is left as it is."""

from __future__ import annotations

import os
import random
import re
import socket
import subprocess
from pathlib import Path
from typing import Final

import pytest

from ragft_tui.core.errors import ProblemsError, RagftError
from ragft_tui.storage.project import load_project
from tests.fuzz.unguided import mutated
from tests.support.hostile import controls_in
from tests.support.linux import linux_only
from tests.support.naughty import NAUGHTY
from tests.support.projects import small_rulebook
from tests.torture.bench import Bench
from tests.torture.hostile_data import hostile_data
from tests.unit.cli.conftest import SCRIPT

WHOLE = (Path(__file__).parents[2] / "data" / "project-whole.toml").read_bytes()
START = b'format = 1\n[project]\nname = "App"\n'
MEBIBYTE = 1024 * 1024

LIGHT: Final[dict[str, tuple[bytes, str]]] = {
    "two-marks": (b"\xef\xbb\xbf" * 2 + START, r":1:1: is not valid TOML"),
    "bare-returns": (START.replace(b"\n", b"\r"), r":1:11: is not valid TOML"),
    "return-in-text": (START + b'x = "a\rb"', r":4:7: is not valid TOML"),
    "bad-utf8": (START + b"# \xff", r":4: is not UTF-8 text \(byte 0xFF\); save it as UTF-8"),
    "latin-1": (START + "# é".encode("latin-1"), r":4: is not UTF-8 text \(byte 0xE9\)"),
    "utf-16": (START.decode().encode("utf-16"), r":1: is not UTF-8 text"),
    "surrogate": (START + b'x = "\xed\xa0\x80"', r":4: is not UTF-8 text \(byte 0xED\)"),
    "nul": (START + b'x = "\x00"', r":4:6: is not valid TOML: illegal character '\\x00'"),
    "escape": (START + b'x = "\x1b[2J"', r":4:6: is not valid TOML: illegal character '\\x1b'"),
    "table-twice": (START + b"[project]\n", r':4:9: .*: cannot declare "project" twice'),
    "key-twice": (START + b'name = "B"\n', r":4:11: .*: the key is already in the file"),
    "cut-off": (START + b'description = """half', r":4: end of document: is not valid TOML"),
    "conflict": (
        START + b"<<<<<<< HEAD\na = 1\n=======\n>>>>>>> theirs\n",
        r":4:1: git left a merge conflict in the file; choose between the two sides",
    ),
    "rest-of-a-conflict": (START + b">>>>>>> theirs\r\n", r":4:1: git left a merge conflict"),
    "nested-1000": (START + b"x = " + b"[" * 1_000, r":4: lists or tables are nested too deeply"),
    "nested-10000": (
        START + b"x = " + b"[" * 10_000 + b"]" * 10_000,
        r":4: lists or tables are nested too deeply",
    ),
    "nested-tables": (START + b"x = " + b"{a=" * 1_000, r":4: lists or tables are nested"),
    "long-number": (START + b"x = " + b"9" * 5_000, r":4: a number or key is longer than 1,000"),
    "nan": (b"format = nan\n", r":1:1: format: must be 1"),
    "infinite-name": (b"format = 1\n[project]\nname = -inf\n", r":3:1: project.name: must be text"),
    "date-for-name": (b"format = 1\n[project]\nname = 2026-11-22\n", r":3:1: project.name: must"),
    "no-such-day": (START + b"x = 2026-02-31", r":4:5: is not valid TOML: invalid date"),
    "empty": (b"", r": is empty; a project file starts with"),
    "comments": (b"# nothing\n", r": is empty; a project file starts with"),
    "yaml": (b"format: 1\n", r":1:7: is not valid TOML"),
    "json": (b'{"format": 1}', r":1:1: is not valid TOML"),
    "picture": (b"\x89PNG\r\n\x1a\n", r":1: is not UTF-8 text"),
    "one-too-large": (b"#" * (4 * MEBIBYTE + 1), r": is larger than 4 MiB; check that it is the"),
}
"""Files that are nothing but wrong, each with what follows its name."""

HEAVY: Final[dict[str, tuple[bytes, str]]] = {
    "dots": (START + b"a" + b".a" * 50_000 + b" = 1", r":4: a key has more than 32 dots"),
    "quoted-dots": (START + b"['a'" + b' . "b"' * 50_000 + b"]", r":4: a key has more than 32"),
    "inline-dots": (START + b"x = {a" + b".a" * 50_000 + b"=1}", r":4: a key has more than 32"),
    "many-dots": (
        START + b"\n".join(b"[t.k%d%s]" % (n, b".a" * 31) for n in range(50_000)),
        r":8827: the file holds more than 300,000 keys, tables and values",
    ),
    "many-rows": (
        START + b"[[capabilities]]\n" * 240_000,
        r":75003: the file holds more than 300,000 keys, tables and values",
    ),
    "long-numbers": (
        START + b"x = [\n" + (b"9" * 1_000 + b",\n") * 4_100 + b"]",
        r":4:1: project: \"x\" is not a known key",
    ),
    "long-key": (
        START + b'"' + b"name" * 1_000_000 + b'" = 1',
        r":4:1: project: \"(name){15}\" is not a known key",
    ),
    "many-names": (
        START + b"".join(b"[tool.k%d%s]\n" % (n, b".a" * 28) for n in range(9_000)),
        r":4003: the heads of tables hold more than 120,000 names",
    ),
    "digits": (START + b"x = 0x" + b"f" * 4 * 1_000_000, r":4: a number or key is longer"),
    "one-string": (
        START + b'description = "' + b"x" * 4_000_000 + b'"',
        r":4:1: project.description: is too long: 4,000,000 characters",
    ),
}
"""Files that are made to take minutes or gigabytes."""


def check(directory: Path, *names: str) -> list[str]:
    """Check files within two seconds of processor time and 200 MB of memory."""
    done = subprocess.run(
        [
            "/bin/sh",
            "-c",
            'ulimit -t 2; ulimit -v 204800; exec "$@"',
            "sh",
            SCRIPT,
            "check",
            *names,
        ],
        cwd=directory,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    lines = done.stdout.decode().splitlines()
    assert not controls_in("\n".join(lines))
    return lines


def test_each_light_one_is_one_line_with_its_place(tmp_path: Path) -> None:
    for name, (data, _) in LIGHT.items():
        (tmp_path / name).write_bytes(data)
    lines = check(tmp_path, *LIGHT)
    assert len(lines) == len(LIGHT)
    for (name, (data, told)), line in zip(LIGHT.items(), lines, strict=True):
        assert re.match(re.escape(name) + told, line), line
        assert (tmp_path / name).read_bytes() == data


@pytest.mark.parametrize(("data", "told"), HEAVY.values(), ids=list(HEAVY))
def test_each_heavy_one_is_one_line_in_a_moment(data: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "app.toml").write_bytes(data)
    (line,) = check(tmp_path, "app.toml")
    assert re.match("app.toml" + told, line), line
    assert (tmp_path / "app.toml").read_bytes() == data


def test_a_file_of_a_hundred_megabytes_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "app.toml").open("wb") as file:
        file.truncate(100 * MEBIBYTE)
    assert "is larger than 4 MiB" in check(tmp_path, "app.toml")[0]


@linux_only
def test_what_is_no_file_of_the_disk_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as unix:
        directory = os.open(tmp_path, os.O_PATH)
        unix.bind(f"/proc/self/fd/{directory}/socket")  # an address has at most 108 bytes
        os.close(directory)
    names = ["socket", "/dev/zero", "/dev/tty", "/proc/self/mem", "/proc/self/environ"]
    lines = check(tmp_path, *names)
    assert [line.partition("; ")[0] for line in lines[:3]] == [
        "socket: is a socket",
        "/dev/zero: is a device",
        "/dev/tty: is a device",
    ]
    assert len(lines) == len(names)


def test_every_naughty_string_can_be_the_name_of_a_file(tmp_path: Path) -> None:
    names = {
        os.fsdecode(encoded)
        for text in NAUGHTY
        if (encoded := text.encode("utf-8", "surrogatepass").replace(b"/", b"|")[:200])
        and b"\0" not in encoded
        and encoded not in {b".", b".."}
    }
    for name in names:
        (tmp_path / name).write_bytes(START + b"x = 1")
    lines = check(tmp_path, "--", *sorted(names))
    assert len(names) > 500
    assert len(lines) == len(names)
    assert all(":4:1: project: " in line for line in lines)


def test_each_of_500_mutated_files_is_a_project_or_lines_with_a_place(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - the same 500 each time
    rulebook, file, loaded = small_rulebook(), tmp_path / "app.toml", 0
    for _ in range(500):
        data = mutated(WHOLE, chance)
        file.write_bytes(data)
        try:
            load_project(file, rulebook)
            loaded += 1
        except RagftError as error:
            problems = error.problems if isinstance(error, ProblemsError) else (error,)
            for problem in problems:
                assert str(problem).startswith(f"{file}: ")
                assert not controls_in(str(problem))
                assert "\n" not in str(problem)
        assert file.read_bytes() == data
    assert 50 < loaded < 450


def test_random_files_and_rulebooks_are_taken_or_refused_in_a_moment(tmp_path: Path) -> None:
    tally = hostile_data(Bench(tmp_path), rounds=6, seed=1)
    assert tally.passed, tally
