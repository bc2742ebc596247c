from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

START = 'format = 1\n[project]\nname = "App"\n'


def test_a_place_without_a_line_of_its_own_is_that_of_its_table(run: Run, directory: Path) -> None:
    (directory / "app.toml").write_text(START + '[[capabilities]]\nname = "A"\nreview = {}\n')
    told = run("check", "app.toml").stdout.splitlines()
    assert told[0] == "app.toml:4:1: capabilities[1].id: is missing; add it"
    assert told[1].startswith("app.toml:6:1: capabilities[1].review.decision: is missing")


def test_all_problems_of_shape_are_told_and_then_all_of_meaning(run: Run, directory: Path) -> None:
    shape = "[capabilities.review]\non = 3\n[tol]\n"
    text = (
        '[[capabilities]]\nid = "a"\nname = {}\nanswers = {{ tone = "stict", volatility = 1.5 }}\n'
        '[[capabilities]]\nid = "a"\nname = "B"\n'
    )
    (directory / "app.toml").write_text(START + text.format(3) + 'nots = ""\n' + shape)
    done = run("check", "app.toml")
    assert [line.partition(";")[0] for line in done.stdout.splitlines()] == [
        'app.toml:6:1: capabilities[1, "a"].name: must be text in quotes, not 3',
        'app.toml:11:1: capabilities[2, "a"]: "nots" is not a known key',
        'app.toml:12:1: capabilities[2, "a"].review.decision: is missing',
        'app.toml:12:1: capabilities[2, "a"].review.judged: is missing',
        'app.toml:12:1: capabilities[2, "a"].review.rulebook: is missing',
        'app.toml:13:1: capabilities[2, "a"].review.on: must be a date such as 2026-11-22, not 3',
        'app.toml:14:1: "tol" is not a known key',
    ]
    (directory / "app.toml").write_text(START + text.format('"A"'))
    done = run("check", "app.toml")
    assert [line.partition(";")[0] for line in done.stdout.splitlines()] == [
        'app.toml:7:13: capabilities[1, "a"].answers.tone: "stict" is not a known option',
        'app.toml:7:29: capabilities[1, "a"].answers.volatility: must be text in quotes, not 1.5',
        'app.toml:9:1: capabilities[2, "a"].id: "a" is already the id of capability 1',
    ]


def test_more_problems_than_anybody_reads_are_counted_off(run: Run, directory: Path) -> None:
    (directory / "app.toml").write_text(
        START + "".join(f"key{number} = 1\n" for number in range(1_500))
    )
    told = run("check", "app.toml").stdout.splitlines()
    assert len(told) == 1_001
    assert told[-1].startswith("app.toml: has more problems than these 1,000; check that it is")


def test_a_problem_of_the_rulebook_is_told_of_the_rulebook(run: Run, directory: Path) -> None:
    (directory / "app.toml").write_text(START + 'rulebook = "house.toml"\n')
    (directory / "house.toml").write_text('extends = "default"\nid = "house"\nversion = "1"\n')
    told = run("check", "app.toml").stdout
    assert told.startswith("house.toml:3:1: version: must be a whole number")


def test_json_says_the_same_to_programs(run: Run, directory: Path) -> None:
    (directory / "bad.toml").write_text("format = 1\nx = \n")
    (directory / "worse.toml").write_text(START + '"\x7fé\u202e" = "é"\n')
    done = run("check", "ok.toml", "bad.toml", "worse.toml", "gone.toml", "--format", "json")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (1, "", 1)
    assert json.loads(done.stdout) == {
        "files": [
            {"file": "ok.toml", "ok": True, "problems": []},
            {
                "file": "bad.toml",
                "ok": False,
                "problems": [
                    {
                        "where": "",
                        "what": "is not valid TOML: invalid value",
                        "advice": "correct it there, or restore an earlier version of the file",
                        "line": 2,
                        "column": 5,
                    }
                ],
            },
            {
                "file": "worse.toml",
                "ok": False,
                "problems": [
                    {
                        "where": "",
                        "what": "is not valid TOML: illegal character '\\x7f'",
                        "advice": "correct it there, or restore an earlier version of the file",
                        "line": 4,
                        "column": 2,
                    }
                ],
            },
            {
                "file": "gone.toml",
                "ok": False,
                "problems": [
                    {
                        "where": "",
                        "what": "does not exist",
                        "advice": "check the name, or start one with: ragft-tui new FILE",
                        "line": None,
                        "column": None,
                    }
                ],
            },
        ]
    }


def test_json_of_files_that_are_well_ends_with_0(run: Run) -> None:
    done = run("check", "--format", "json", "ok.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"files": [{"file": "ok.toml", "ok": True, "problems": []}]}


def test_files_that_are_well_are_said_to_be(run: Run, directory: Path) -> None:
    (directory / "check").write_text(START)
    done = run("check", "ok.toml", "check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "ok.toml: ok\ncheck: ok\n", "")


def test_every_problem_of_every_file_is_told_and_the_others_are_still_checked(
    run: Run, directory: Path
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


def test_what_is_wrong_with_its_rulebook_is_told_with_the_line(run: Run, directory: Path) -> None:
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
    run: Run, directory: Path, content: bytes, told: str
) -> None:
    (directory / "file").write_bytes(content)
    done = run("check", "file")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(told)
    assert done.stdout.count("\n") == 1
    assert (directory / "file").read_bytes() == content


def test_what_is_no_file_is_told_and_nothing_waits(run: Run, directory: Path) -> None:
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
        "loop: cannot be read: its links form a loop",
        "missing: does not exist",
        "ok.toml/x: cannot be read: a part of the path is not a directory",
        f"{'x' * 300}: cannot be read: the name is too long",
        "/dev/null: is a device",
    ]


@pytest.mark.parametrize("name", [b"\xff.toml", "\x1b[2J\n\u202e.toml".encode(), b"[red]x["])
def test_the_name_of_a_file_is_told_as_inert_text(run: Run, directory: Path, name: bytes) -> None:
    (directory / os.fsdecode(name)).write_text(START)
    for done in (run("check", name), run("check", b"no" + name)):
        line = done.stdout
        assert line.count("\n") == 1
        assert not {char for char in line if ord(char) < 32 or char == "\u202e"} - {"\n"}


def test_what_a_file_says_is_told_as_inert_text(run: Run, directory: Path) -> None:
    (directory / "file").write_text(START + '"\\u001B[2J\\u202E" = "\\u001B]0;x\\u0007"\n')
    done = run("check", "file")
    assert '"␛[2J⟨U+202E⟩" is not a known key' in done.stdout


def test_what_waits_for_a_decision_is_told_line_by_line(run: Run, directory: Path) -> None:
    assert run("check", "ok.toml").returncode == 0
    done = run("check", "--decided", "ok.toml")
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert all(
        re.match(r'ok\.toml:\d+:\d+: capabilities\[\d, "[\w-]+"\]: ', line) for line in lines
    )
    assert [line.partition("]: ")[2] for line in lines] == [
        "the verdict, fine-tuning, is not reviewed; accept or override it",
        "the verdict, retrieval, is not reviewed; accept or override it",
        "the verdict, prompting, is not reviewed; accept or override it",
        "the verdict, fine-tuning, is not reviewed; accept or override it",
        "the verdict, retrieval, is not reviewed; accept or override it",
        "it is undecided; answer its questions",
    ]
    first = (directory / "ok.toml").read_text().splitlines()[int(lines[0].split(":")[1]) - 1]
    assert first == "[[capabilities]]"


def test_a_decision_that_is_old_waits_for_another_one(run: Run, directory: Path) -> None:
    text = re.sub("on = 20..", "on = 2020", (directory / "ok.toml").read_text())
    (directory / "ok.toml").write_text(text)
    told = run("check", "--decided", "--review-after", "180d", "ok.toml").stdout
    assert told.count("the decision is of 2020-") == 2
    assert "the decision is of" not in run("check", "--decided", "ok.toml").stdout
    found = run("check", "--decided", "--review-after", "180d", "--format", "json", "ok.toml")
    assert len(json.loads(found.stdout)["files"][0]["problems"]) == 8


def test_a_span_that_is_none_is_a_word_on_usage(run: Run) -> None:
    for words in (("--decided", "--review-after", "six months"), ("--review-after", "6m")):
        done = run("check", *words, "ok.toml")
        assert (done.returncode, done.stdout) == (2, "")
        assert "Error: " in done.stderr
