from __future__ import annotations

import json
from pathlib import Path

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
        'app.toml:9:1: capabilities[2, "a"].id: "a" is the id of capability 1 already',
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
                        "advice": "mend it there, or fetch an earlier version of the file",
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
                        "advice": "mend it there, or fetch an earlier version of the file",
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
