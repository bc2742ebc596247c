"""The report on how often verdicts agree with labels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.checks.verdict_accuracy import main

CASES: list[dict[str, object]] = [
    {
        "id": "policy",
        "label": "retrieval",
        "description": "Answers what is in the travel policy.",
        "source_url": "https://github.com/one/author/blob/main/a.md",
        "answers": {"citations": "required"},
        "interview": {"citations": "required", "volatility": "daily", "source": "collection"},
    },
    {
        "id": "letters",
        "label": "finetuning",
        "description": "Writes letters in our voice.",
        "source_url": "https://github.com/one/author/blob/main/b.md",
        "answers": {"tone": "strict", "mood": "gay"},
        "interview": {"tone": "strict", "citations": "loud", "failure": "not_tried"},
    },
    {
        "id": "riddle",
        "label": "both",
        "description": "Zzz.",
        "source_url": "https://raw.githubusercontent.com/one/author/main/c.md",
        "answers": {},
    },
    {
        "id": "elsewhere",
        "label": "retrieval",
        "description": "Answers from the travel policy.",
        "domain": "railway",
        "answers": {"citations": "required"},
    },
]
"""Three of one author, one of them without an interview, and one written for a domain."""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(f"{json.dumps(case)}\n" for case in CASES), encoding="utf-8")
    return path


def lines_of(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[str]:
    assert main([str(argument) for argument in arguments]) == 0
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_one_run_reports_every_view(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = lines_of(capsys, cases)
    assert lines[1] == "description answers interview"
    right = next(line for line in lines if line.startswith("right "))
    assert right.endswith("75 % [30, 95] 3/4 100 % [34, 100] 2/2")
    assert "both 0 0 0 0 1" in lines, "an undecided verdict has a column of its own"
    assert any(line.startswith("clear: right") for line in lines)
    assert any(line.startswith("questions until settled") for line in lines)


def test_an_author_of_many_cases_shows_and_counts_once(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = lines_of(capsys, cases)
    at = lines.index("github.com/one/author: 1 retrieval, 1 finetuning, 1 both")
    assert lines[at - 1] == "2 origins, 1 of them with 3 cases or more"
    assert lines[at + 1].endswith("67 % [21, 94] 2/3 100 % [34, 100] 2/2")
    once = next(line for line in lines if line.startswith("each origin once"))
    assert "83 % [" in once, "two thirds of one and all of the other"


def test_eight_cases_of_two_authors_prove_no_more_than_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cases.jsonl"
    policy = {"description": "Answers from the policy.", "answers": {"citations": "required"}}
    records = [
        {**policy, "id": f"{label}{number}", "label": label, "source_url": f"https://{label}.org"}
        for label in ("retrieval", "finetuning")
        for number in range(4)
    ]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    lines = lines_of(capsys, path, "--brief")
    assert any(line.endswith("50 % [22, 78] 4/8") for line in lines if line.startswith("right "))
    once = next(line for line in lines if line.startswith("each origin once"))
    assert once.endswith("50 % [9, 91] of 2")


def test_refused_answers_are_counted_and_named(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = lines_of(capsys, cases, "--brief")
    at = lines.index("2 answers not taken by the rulebook, as if they were not given")
    assert lines[at + 1 :] == [
        "answers: mood (no such question): 1",
        "interview: citations loud: 1",
    ]


def test_suggestions_are_compared_with_the_answers(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = lines_of(capsys, cases)
    at = lines.index("suggestions, answers as answered answers with a suggestion")
    assert "tone 100 % [21, 100] 1/1 100 % [21, 100] 1/1" in lines[at:]
    assert "strict 100 % [21, 100] 1/1" in lines[at:]


def test_misses_are_those_of_the_view_asked_for(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def missed(*arguments: object) -> list[str]:
        lines = lines_of(capsys, cases, *arguments)
        return [line for line in lines if line.startswith("miss")]

    assert missed() == [], "both interviews are right"
    assert missed("--misses", "answers") == ["miss riddle, answers: label both, verdict undecided"]
    assert missed("--misses", "answers", "--brief") == []


def test_cases_are_chosen_by_their_ids(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = tmp_path / "ids.txt"
    ids.write_text("elsewhere\nriddle\n", encoding="utf-8")
    assert "description answers" in lines_of(capsys, cases, "--only", ids)
    assert "description answers interview" in lines_of(capsys, cases, "--except", ids)


@pytest.mark.parametrize("arguments", [("--misses", "interview"), ("--except",)])
def test_nothing_to_judge_is_an_error(
    cases: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    ids = tmp_path / "ids.txt"
    names = " ".join(str(case["id"]) for case in CASES)
    ids.write_text(names if "--except" in arguments else "riddle", encoding="utf-8")
    chosen = [*arguments, str(ids)] if "--except" in arguments else ["--only", str(ids), *arguments]
    with pytest.raises(SystemExit) as ended:
        main([str(cases), *chosen])
    assert ended.value.code == 2


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(tmp_path / "none.jsonl")])
    assert ended.value.code == 2
